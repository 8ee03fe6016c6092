import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { parsePeriod } from '@styrbord/steering/period';
import { useTranslation } from 'react-i18next';
import { reportName, sayPeriod } from '@styrbord/steering/period-words';
import { periodsQuery } from '../../reading/queries';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useLanguage } from '../../ui/use-language';
import styles from './period-picker.module.css';

/** The periods that have something to show, newest first, and the one in the address. */
export function usePeriods(unit: string, period: string): string[] {
  const { data } = useQuery({ ...periodsQuery(unit), enabled: unit !== '' });
  const known = new Set([...(data ?? []), period]);
  return [...known].filter((name) => parsePeriod(name)).toSorted((a, b) => endOf(b) - endOf(a) || startOf(a) - startOf(b));
}

export function PeriodPicker({ unit, period }: { unit: string; period: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const goTo = useGoToPeriod();
  const periods = usePeriods(unit, period);
  const at = periods.indexOf(period);
  const earlier = periods[at + 1];
  const later = at > 0 ? periods[at - 1] : undefined;
  return (
    <div className={styles['picker']} role="group" aria-label={t('frame.period')}>
      <Button
        look="quiet"
        className={styles['step']}
        disabled={!earlier}
        aria-label={t('frame.earlier')}
        onClick={() => earlier && goTo(earlier)}
      >
        <Icon name="left" size={16} />
      </Button>
      <select className={styles['select']} aria-label={t('frame.period')} value={period} onChange={(event) => goTo(event.target.value)}>
        {periods.map((name) => {
          const report = reportName(name);
          return (
            <option key={name} value={name}>
              {sayPeriod(name, language) + (report ? ` (${report})` : '')}
            </option>
          );
        })}
      </select>
      <Button look="quiet" className={styles['step']} disabled={!later} aria-label={t('frame.later')} onClick={() => later && goTo(later)}>
        <Icon name="right" size={16} />
      </Button>
    </div>
  );
}

/** Another period of the same page: the unit, the measure and the selection stay. */
export function useGoToPeriod(): (period: string) => void {
  const navigate = useNavigate();
  return (period) => void navigate({ to: '.', params: (before: Record<string, string>) => ({ ...before, period }), search: true } as never);
}

function endOf(name: string): number {
  return parsePeriod(name)?.to ?? 0;
}

function startOf(name: string): number {
  return parsePeriod(name)?.from ?? 0;
}
