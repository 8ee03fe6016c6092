import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import {
  Autocomplete,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { scorecardQuery, unitsQuery } from '../../reading/queries';
import { rowsOf } from '../../reading/rows';
import { useMay } from '../../reading/use-may';
import { Dialog } from '../../ui/dialog';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { usePeriods } from './period-picker';
import styles from './palette.module.css';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly detail?: string;
  readonly go: () => void;
}

interface Props {
  readonly unit: string;
  readonly period: string;
  readonly onClose: () => void;
}

/** One field to everywhere: units, measures, periods, pages. */
export default function Palette({ unit, period, onClose }: Props) {
  const { t } = useTranslation();
  const sections = useSections(unit, period);
  const { contains } = useFilter({ sensitivity: 'base' });
  const entries = new Map(sections.flatMap(({ entries: list }) => list.map((entry) => [entry.id, entry])));
  const choose = (id: string) => {
    onClose();
    entries.get(id)?.go();
  };
  return (
    <Dialog title={t('palette.title')} onClose={onClose} place="top" bare>
      <Autocomplete filter={contains}>
        <SearchField aria-label={t('palette.placeholder')} autoFocus className={styles['field']}>
          <Input className={styles['input']} placeholder={t('palette.placeholder')} />
        </SearchField>
        <ListBox
          aria-label={t('palette.title')}
          items={sections}
          className={styles['list']}
          onAction={(id) => choose(String(id))}
          renderEmptyState={() => <p className={styles['nothing']}>{t('palette.nothing')}</p>}
        >
          {(section) => (
            <ListBoxSection id={section.id}>
              <Header className={styles['heading']}>{section.name}</Header>
              <Collection items={section.entries}>
                {(entry) => (
                  <ListBoxItem id={entry.id} textValue={`${entry.name} ${entry.detail ?? ''}`} className={styles['entry']}>
                    <span className={styles['name']}>{entry.name}</span>
                    {entry.detail && <span className={styles['detail']}>{entry.detail}</span>}
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}

function useSections(unit: string, period: string): { id: string; name: string; entries: Entry[] }[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { data: units } = useQuery(unitsQuery);
  const { data: scorecard } = useQuery(scorecardQuery(unit, period));
  const periods = usePeriods(unit, period);
  const mayAudit = useMay('read-audit');
  return useMemo(() => {
    const board = (to: { unit: string; period: string }) => () => void navigate({ to: '/boards/$unit/$period', params: to, search: {} });
    const pages: Entry[] = [
      { id: 'page board', name: t('frame.board'), detail: 'g b', go: board({ unit, period }) },
      {
        id: 'page record',
        name: t('frame.record'),
        detail: 'g r',
        go: () => void navigate({ to: '/record/$unit/$period', params: { unit, period } }),
      },
      { id: 'page inbox', name: t('frame.inbox'), detail: 'g i', go: () => void navigate({ to: '/alerts', search: {} }) },
      ...(mayAudit
        ? [{ id: 'page audit', name: t('frame.audit'), detail: 'g h', go: () => void navigate({ to: '/audit/history', search: {} }) }]
        : []),
      {
        id: 'page wall',
        name: t('frame.wall'),
        go: () => void navigate({ to: '/boards/$unit/$period', params: { unit, period }, search: { view: 'wall' } }),
      },
    ];
    return [
      { id: 'pages', name: t('palette.pages'), entries: pages },
      {
        id: 'units',
        name: t('palette.units'),
        entries: (units ?? []).map(({ id, name }) => ({
          id: `unit ${id}`,
          name: sayName(name, language),
          detail: id,
          go: board({ unit: id, period }),
        })),
      },
      {
        id: 'periods',
        name: t('palette.periods'),
        entries: periods.map((name) => ({
          id: `period ${name}`,
          name: sayPeriod(name, language),
          detail: name,
          go: board({ unit, period: name }),
        })),
      },
      {
        id: 'measures',
        name: t('palette.measures'),
        entries: (scorecard ? rowsOf(scorecard) : []).map((row) => ({
          id: `measure ${row.id}`,
          name: sayName(row.name, language),
          go: () => void navigate({ to: '/boards/$unit/$period/measures/$measure', params: { unit, period, measure: row.id } }),
        })),
      },
    ].filter(({ entries }) => entries.length > 0);
  }, [t, language, navigate, units, scorecard, periods, unit, period, mayAudit]);
}
