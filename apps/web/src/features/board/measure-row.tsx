import { Link } from '@tanstack/react-router';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { Named, Written } from '../../ui/named';
import { OpenCases } from '../../ui/open-cases';
import { useBoard } from './board-context';
import { ChangeCell } from './change-cell';
import styles from './measure-row.module.css';
import { OutcomeCell } from './outcome-cell';
import { ProcessCell } from './process-cell';
import { isOutside } from './selection';
import { TargetCell } from './target-cell';
import { VerdictCell } from './verdict-cell';

export function MeasureRow({ row }: { row: Row }) {
  const { changed, search, openCases } = useBoard();
  const { t } = useTranslation();
  return (
    <>
      <tr
        role="row"
        id={`row-${row.id}`}
        data-measure={row.id}
        className={styles['row']}
        data-bare={isBare(row) || undefined}
        data-changed={changed.has(row.id) || undefined}
      >
        <th role="rowheader" scope="row" className={styles['name']}>
          <RowLink row={row} />
          {changed.has(row.id) && (
            <span className={styles['changed']}>
              <Icon name="tick" size={13} />
              {t(isOutside(row, search) ? 'board.outside' : 'board.changed')}
            </span>
          )}
          <OpenCases cases={openCases.get(row.id)} />
          {row.comment && (
            <span className={styles['comment']}>
              <Icon name="comment" size={14} />
              <span>
                <span className="said-only">{t('board.comment')}: </span>
                <Written>{row.comment}</Written>
              </span>
            </span>
          )}
        </th>
        <Cells row={row} />
      </tr>
      {row.companions.map((companion) => (
        <tr role="row" key={companion.id} data-measure={companion.id} className={`${styles['row']} ${styles['companion']}`}>
          <th role="rowheader" scope="row" className={styles['name']}>
            <span className={styles['label']}>{t('board.companion')}</span>
            <RowLink row={companion} />
          </th>
          <Cells row={companion} />
        </tr>
      ))}
    </>
  );
}

/** Nothing to print but the reason: on a phone the empty figures are left out. */
function isBare(row: Row): boolean {
  return Object.values(row.cells).every(({ outcome }) => outcome === null);
}

function RowLink({ row }: { row: Row }) {
  const { unit, period, search } = useBoard();
  return (
    <Link
      to="/boards/$unit/$period/measures/$measure"
      params={{ unit, period, measure: row.id }}
      search={{ structureAt: search.structureAt }}
      className={styles['link']}
      data-row-link=""
    >
      <Named name={row.name} />
    </Link>
  );
}

/** On a phone each figure needs its column's name beside it, since the heads are out of sight. */
function Cells({ row }: { row: Row }) {
  const { t } = useTranslation();
  const label = (column: 'target' | 'outcome' | 'change' | 'process') => (
    <span className={styles['label']} aria-hidden="true">
      {column === 'process' ? t('process.title') : t(`board.${column}`)}
    </span>
  );
  return (
    <>
      <td role="cell" className={styles['target']}>
        {label('target')}
        <TargetCell row={row} />
      </td>
      <td role="cell" className={styles['outcome']}>
        {label('outcome')}
        <OutcomeCell row={row} />
      </td>
      <td role="cell" className={styles['change']}>
        {label('change')}
        <ChangeCell row={row} />
      </td>
      <td role="cell" className={styles['verdict']}>
        <VerdictCell row={row} />
      </td>
      <td role="cell" className={styles['process']}>
        {label('process')}
        <ProcessCell row={row} />
      </td>
    </>
  );
}
