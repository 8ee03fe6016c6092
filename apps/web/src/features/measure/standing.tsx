import type { Cell, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayDate } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import { useOpenCases } from '../../reading/use-open-cases';
import { Button } from '../../ui/button';
import { Named, Written } from '../../ui/named';
import { OpenCases } from '../../ui/open-cases';
import { Panel } from '../../ui/panel';
import { ProcessMark } from '../../ui/process-mark';
import { Recorded } from '../../ui/recorded';
import { lightOf, sayCell, sayChange, sayOutcome, shownCells } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { useSayMakings } from '../../ui/use-say-makings';
import { VerdictMark } from '../../ui/verdict-mark';
import { DifferenceDispute } from './difference-dispute';
import styles from './standing.module.css';

interface Props {
  readonly row: Row;
  readonly unit: string;
  readonly period: string;
  readonly changed: boolean;
  readonly onWhy: (cell: string) => void;
}

/** Where the measure stands now: every cell with its figure, its light and its reason. */
export function Standing({ row, unit, period, changed, onWhy }: Props) {
  const { t } = useTranslation();
  const openCases = useOpenCases(unit, period);
  return (
    <Panel title={t('measure.now')} tools={<OpenCases cases={openCases.get(row.id)} />}>
      <ul className={styles['cells']} data-changed={changed || undefined}>
        {shownCells(row).map((name) => {
          const cell = row.cells[name];
          return cell && <CellCard key={name} row={row} name={name} cell={cell} place={{ unit, period }} onWhy={() => onWhy(name)} />;
        })}
      </ul>
      {row.contradiction && (
        <p className={styles['dispute']}>
          <Named name={row.contradiction.said} />
        </p>
      )}
      {row.disputes.map(({ cell, reason, at }) => (
        <p key={cell + at + reason} className={styles['dispute']}>
          <strong>
            {t('measure.disputes')}, {sayCell(cell, t)}, {sayDate(at)}:
          </strong>{' '}
          <Written>{reason}</Written>
        </p>
      ))}
      {row.comment && (
        <p className={styles['comment']}>
          <strong>{t('board.comment')}:</strong> <Written>{row.comment}</Written>
        </p>
      )}
    </Panel>
  );
}

interface CellProps {
  readonly row: Row;
  readonly name: string;
  readonly cell: Cell;
  readonly place: { readonly unit: string; readonly period: string };
  readonly onWhy: () => void;
}

function CellCard({ row, name, cell, place: { unit, period }, onWhy }: CellProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const light = lightOf(cell.verdict, cell, period);
  const change = cell.change && sayChange(cell.change, row, { t, language });
  const { outcome, verdict } = cell;
  const sayMakings = useSayMakings();
  const difference = cell.total?.difference ?? cell.derivation?.difference ?? null;
  const computed = cell.total?.value ?? cell.derivation?.value ?? null;
  return (
    <li className={styles['cell']}>
      <p className={styles['name']}>{sayCell(name, t)}</p>
      <p className={styles['value']}>{outcome ? sayOutcome(outcome.value, row, language) : t('board.noOutcome')}</p>
      <p className={`${styles['light']} ${styles[light]}`}>
        <VerdictMark light={light} size={18} />
        {verdict.reason ? t(`reason.${verdict.reason}`) : t(`verdict.${light}`)}
      </p>
      {cell.process && (
        <p className={styles['process']}>
          <ProcessMark lamp={cell.process} size={18} />
          <span>
            {t(`process.variation.${cell.process.variation}`)}
            {cell.process.cause !== 'none' && `, ${t(`process.cause.${cell.process.cause}`)}`}
            {cell.process.assurance && `; ${t(`process.assurance.${cell.process.assurance}`)}`}
            {cell.process.trial && ` (${t('process.trialLimits')})`}
          </span>
        </p>
      )}
      {verdict.prognosis && <p className={styles['more']}>{t(`prognosis.${verdict.prognosis}`)}</p>}
      {verdict.disputed && <p className={styles['more']}>{t('board.disputed')}</p>}
      {sayMakings(cell, row).map((said) => (
        <p key={said} className={styles['more']}>
          {said}
        </p>
      ))}
      {outcome && difference !== null && computed !== null && (
        <DifferenceDispute
          row={row}
          cell={name}
          unit={unit}
          period={outcome.period}
          said={t('made.disputeReason', {
            recorded: sayOutcome(outcome.value, row, language),
            computed: sayOutcome(computed, row, language),
          })}
        />
      )}
      {change && (
        <p className={styles['more']}>
          {change.word} {change.figures}
          <br />
          {change.against}
        </p>
      )}
      {outcome && (
        <p className={styles['more']}>
          {outcome.period !== period && `${t('board.refersTo', { period: sayPeriod(outcome.period, language) })}, `}
          {outcome.derived && `${t('board.derived')}, `}
          <Recorded at={outcome.recordedAt} />
        </p>
      )}
      <Button look="link" onClick={onWhy} aria-label={`${t('board.why')} ${sayCell(name, t)}`}>
        {t('board.why')}
      </Button>
    </li>
  );
}
