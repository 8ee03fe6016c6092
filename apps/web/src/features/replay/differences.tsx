import type { BoardDifference, RowDifference } from '../../reading/audit-answers';
import type { Row } from '@styrbord/steering/scorecard';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryLine } from '../../ui/entry-line';
import { Named, Written } from '../../ui/named';
import { sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import styles from './differences.module.css';
import { rowChanges, type RowChange } from './row-changes';

/** Row by row: what it said and what it says, and the events between. */
export const Differences = memo(({ difference, unit, period }: { difference: BoardDifference; unit: string; period: string }) => (
  <ul className={styles['rows']}>
    {difference.rows.map((row) => (
      <li key={row.measure} className={styles['row']} data-difference={row.measure}>
        <DifferingRow difference={row} unit={unit} period={period} />
      </li>
    ))}
  </ul>
));

function DifferingRow({ difference, unit, period }: { difference: RowDifference; unit: string; period: string }) {
  const { t } = useTranslation('audit');
  const { measure, before, after, kinds, events } = difference;
  const row = after ?? before;
  if (!row) return null;
  return (
    <>
      <div className={styles['head']}>
        <h3 className={styles['name']}>
          <Link to="/boards/$unit/$period/measures/$measure" params={{ unit, period, measure }}>
            <Named name={row.name} />
          </Link>
        </h3>
        <ul className={styles['kinds']}>
          {kinds.map((kind) => (
            <li key={kind} className={styles['kind']}>
              {t(`replayPage.kind.${kind}`)}
            </li>
          ))}
        </ul>
      </div>
      <Changes changes={rowChanges(before, after, period)} row={row} />
      {events.length > 0 && (
        <div className={styles['events']}>
          <h4 className={styles['why']}>{t('replayPage.events')}</h4>
          <ul className={styles['list']}>
            {events.map((entry) => (
              <li key={`${entry.no}:${entry.index}`}>
                <EntryLine entry={entry} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Changes({ changes, row }: { changes: readonly RowChange[]; row: Row }) {
  const { t } = useTranslation();
  const { t: say } = useTranslation('audit');
  if (changes.length === 0) return null;
  return (
    <dl className={styles['changes']}>
      {changes.map((change) => (
        <div key={`${change.what} ${change.cell}`} className={styles['change']}>
          <dt>
            {say(`replayPage.what.${change.what}`)}
            {change.cell !== '' && change.cell !== 'T' && `, ${sayCell(change.cell, t)}`}
          </dt>
          <dd>
            <span className="said-only">{say('replayPage.before')}: </span>
            <Said change={change} side="before" row={row} />
            <span className={styles['arrow']} aria-hidden="true">
              →
            </span>
            <span className="said-only">, {say('replayPage.after')}: </span>
            <strong>
              <Said change={change} side="after" row={row} />
            </strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Said({ change, side, row }: { change: RowChange; side: 'before' | 'after'; row: Row }) {
  const { t } = useTranslation();
  const { t: say } = useTranslation('audit');
  const language = useLanguage();
  switch (change.what) {
    case 'row':
      return change[side] ? <Named name={row.name} /> : <>{say('replayPage.noRow')}</>;
    case 'verdict': {
      const light = change[side];
      return light === null ? (
        <>{say('entry.none')}</>
      ) : (
        <span className={styles['light']}>
          <VerdictMark light={light} size={16} /> {t(`verdict.${light}`)}
        </span>
      );
    }
    case 'outcome':
      return <>{change[side] === null ? say('entry.none') : sayOutcome(change[side], row, language)}</>;
    case 'target':
    case 'comment':
      return change[side] === null ? <>{say('entry.none')}</> : <Written>{change[side]}</Written>;
  }
}
