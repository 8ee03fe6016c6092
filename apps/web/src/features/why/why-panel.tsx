import { useQuery } from '@tanstack/react-query';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { unitsQuery, whyQuery } from '../../reading/queries';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { Named, sayName } from '../../ui/named';
import { ProblemNotice } from '../../ui/problem-notice';
import { lightOf, sayCell, shownCells } from '../../ui/say';
import { TakeEvidence } from '../../ui/take-evidence';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import { WhyAnswerText } from './why-answer';
import styles from './why-panel.module.css';

interface Props {
  readonly row: Row;
  readonly cell: string;
  readonly unit: string;
  readonly period: string;
  readonly structureAt?: string | undefined;
  readonly onCell: (cell: string) => void;
  readonly onClose: () => void;
}

/** The answer to "why?" of one light: what went in, which rule, which arithmetic, and where in the ledger each thing stands. */
export default function WhyPanel({ row, cell, unit, period, structureAt, onCell, onClose }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(whyQuery(unit, period, { measure: row.id, cell, structureAt }));
  const { data: units } = useQuery(unitsQuery);
  const named = units?.find(({ id }) => id === unit)?.name;
  const mayAudit = useMay('read-audit');
  const language = useLanguage();
  const cells = shownCells(row);
  const judged = row.cells[cell];
  const light = judged && lightOf(judged.verdict, judged, period);
  return (
    <Dialog title={t('why.title')} onClose={onClose} place="side">
      <div className={styles['body']}>
        <div>
          <p className={styles['name']}>
            <Named name={row.name} />
          </p>
          <p className={styles['where']}>
            {t('why.printed', {
              unit: named ? sayName(named, language) : unit,
              period: sayPeriod(period, language),
              cell: sayCell(cell, t).toLocaleLowerCase(language),
            })}
          </p>
        </div>
        {cells.length > 1 && (
          <Choice
            label={t('why.cells')}
            hideLabel
            value={cell}
            options={cells.map((name) => ({ value: name, label: shortCell(name, sayCell(name, t)) }))}
            onChoose={onCell}
          />
        )}
        {light && (
          <p className={`${styles['light']} ${styles[light]}`}>
            <VerdictMark light={light} size={26} />
            {judged.verdict.reason ? t(`reason.${judged.verdict.reason}`) : t(`verdict.${light}`)}
          </p>
        )}
        {error && <ProblemNotice failure={error} onRetry={() => void refetch()} />}
        {!data && !error && <p role="status">{t('app.loading')}</p>}
        {data && <WhyAnswerText answer={data} row={row} />}
        {data && (
          <div className={styles['proof']}>
            {mayAudit && (
              <TakeEvidence
                asked={{ unit, period, measures: [row.id] }}
                words={{ take: t('why.evidence'), taking: t('why.evidenceTaking') }}
              />
            )}
            <Button onClick={() => window.print()}>
              <Icon name="print" size={16} /> {t('why.print')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function shortCell(name: string, said: string): string {
  return /^[KM]\//.test(name) ? name.replace('/', ' ') : said;
}
