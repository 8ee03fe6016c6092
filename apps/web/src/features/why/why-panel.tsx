import { useQuery } from '@tanstack/react-query';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { whyQuery } from '../../reading/queries';
import { Choice } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Named } from '../../ui/named';
import { ProblemNotice } from '../../ui/problem-notice';
import { lightOf, sayCell, shownCells } from '../../ui/say';
import { VerdictMark } from '../../ui/verdict-mark';
import { WhyAnswerText } from './why-answer';
import styles from './why-panel.module.css';

interface Props {
  readonly row: Row;
  readonly cell: string;
  readonly unit: string;
  readonly period: string;
  readonly onCell: (cell: string) => void;
  readonly onClose: () => void;
}

/** The answer to "why?" of one light: what went in, which rule, which arithmetic, and where in the ledger each thing stands. */
export default function WhyPanel({ row, cell, unit, period, onCell, onClose }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(whyQuery(unit, period, { measure: row.id, cell }));
  const cells = shownCells(row);
  const judged = row.cells[cell];
  const light = judged && lightOf(judged.verdict, judged, period);
  return (
    <Dialog title={t('why.title')} onClose={onClose} place="side">
      <div className={styles['body']}>
        <p className={styles['name']}>
          <Named name={row.name} />
        </p>
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
      </div>
    </Dialog>
  );
}

function shortCell(name: string, said: string): string {
  return /^[KM]\//.test(name) ? name.replace('/', ' ') : said;
}
