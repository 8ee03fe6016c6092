import type { Cell, CellTarget, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayName, Written } from '../../ui/named';
import { sayCell } from '../../ui/say';
import { Tip } from '../../ui/tip';
import { useLanguage } from '../../ui/use-language';
import styles from './target-cell.module.css';

/** Targets and baselines that several cells share are printed once. */
export function TargetCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const targets = shared(row, ({ target }) => target && `${target.text} ${target.value ?? ''} ${target.said?.sv ?? ''}`);
  const baselines = shared(row, ({ baseline }) => baseline?.text ?? null);
  return (
    <>
      {targets.length === 0 && <span className={styles['nothing']}>{t('board.noTarget')}</span>}
      {targets.map(({ key, cells, cell }) => (
        <div key={key} className={styles['target']}>
          {targets.length > 1 && <span className={styles['of']}>{cells.map((name) => sayCell(name, t)).join(', ')}</span>}
          {cell.target && <Target target={cell.target} />}
        </div>
      ))}
      {baselines.length > 0 && (
        <p className={styles['baseline']}>
          {t('board.baseline')}{' '}
          {baselines.map(({ key, cell }, at) => (
            <span key={key}>
              {at > 0 && '; '}
              <Written>{cell.baseline?.text ?? ''}</Written>
              {cell.baseline?.ambiguous
                ? ` (${t('board.ambiguous')})`
                : cell.baseline && !cell.baseline.period
                  ? ` (${t('board.untyped')})`
                  : ''}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Target({ target }: { target: CellTarget }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {target.said ? (
        <Tip text={t('board.said', { said: sayName(target.said, language) })}>
          <Written>{target.text}</Written>
        </Tip>
      ) : (
        <Written>{target.text}</Written>
      )}
      {target.refusal && <p className={styles['refusal']}>{target.refusal[language]}</p>}
      {target.of && (
        <p className={styles['baseline']}>
          {t('board.ofUnit', { unit: sayName(target.of.name, language) })}
          {target.of.applied ? '' : ` (${t('reason.target-of-another-level')})`}
        </p>
      )}
    </>
  );
}

/** Cells with the same text, under the first of them; the order is that of the report. */
function shared(row: Row, keyOf: (cell: Cell) => string | null): { key: string; cells: string[]; cell: Cell }[] {
  const groups = new Map<string, { key: string; cells: string[]; cell: Cell }>();
  for (const name of new Set(['T', ...row.reported, ...Object.keys(row.cells)])) {
    const cell = row.cells[name];
    const key = cell && keyOf(cell);
    if (!cell || !key) continue;
    const group = groups.get(key);
    if (group) group.cells.push(name);
    else groups.set(key, { key, cells: [name], cell });
  }
  return [...groups.values()];
}
