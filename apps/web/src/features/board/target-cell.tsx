import type { Cell, CellTarget, Name, Row } from '@styrbord/steering/scorecard';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { sayName, Written } from '../../ui/named';
import { sayCell, shownCells } from '../../ui/say';
import { Tip } from '../../ui/tip';
import { useLanguage } from '../../ui/use-language';
import styles from './target-cell.module.css';

/** Targets and baselines that several cells share are printed once. */
export function TargetCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const targets = shared(row, ({ target }) => target?.text ?? null);
  const baselines = shared(row, ({ baseline }) => baseline?.text ?? null);
  return (
    <>
      {targets.length === 0 && <span className={styles['nothing']}>{t('board.noTarget')}</span>}
      {targets.map(({ key, cells, cell }) => (
        <div key={key} className={styles['target']}>
          {targets.length > 1 && <span className={styles['of']}>{cells.map((name) => sayCell(name, t)).join(', ')}</span>}
          {cell.target && <Target target={cell.target} said={saidOf(row, cells)} />}
        </div>
      ))}
      {baselines.length > 0 && (
        <p className={styles['baseline']}>
          {t('board.baseline')}{' '}
          {baselines.map(({ key, cell, cells }, at) => (
            <span key={key}>
              {at > 0 && '; '}
              <Written>{cell.baseline?.text ?? ''}</Written>
              {doubtOf(row, cells, t)}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Target({ target, said }: { target: CellTarget; said: readonly Reading[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = said
    .map(({ cells, name }) => (said.length > 1 ? `${cells.map((cell) => sayCell(cell, t)).join(', ')}: ` : '') + sayName(name, language))
    .join('; ');
  return (
    <>
      {words ? (
        <Tip text={t('board.said', { said: words })}>
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

interface Reading {
  readonly cells: string[];
  readonly name: Name;
}

/** One text may name several cells ("K:16% M:17,2%"): what it means for each, those alike together. */
function saidOf(row: Row, cells: readonly string[]): Reading[] {
  const readings = new Map<string, Reading>();
  for (const cell of cells) {
    const name = row.cells[cell]?.target?.said;
    if (!name) continue;
    const alike = readings.get(name.sv);
    if (alike) alike.cells.push(cell);
    else readings.set(name.sv, { cells: [cell], name });
  }
  return [...readings.values()];
}

/** Why a baseline is shown and never compared. A text that does not name a cell is no doubt about the others. */
function doubtOf(row: Row, cells: readonly string[], t: TFunction): string {
  const baselines = cells.map((name) => row.cells[name]?.baseline);
  if (baselines.some((baseline) => baseline?.ambiguous)) return ` (${t('board.ambiguous')})`;
  return baselines.some((baseline) => baseline?.value && !baseline.period) ? ` (${t('board.untyped')})` : '';
}

/** Cells with the same text, under the first of them; the order is that of the report. */
function shared(row: Row, keyOf: (cell: Cell) => string | null): { key: string; cells: string[]; cell: Cell }[] {
  const groups = new Map<string, { key: string; cells: string[]; cell: Cell }>();
  for (const name of shownCells(row)) {
    const cell = row.cells[name];
    const key = cell && keyOf(cell);
    if (!cell || !key) continue;
    const group = groups.get(key);
    if (group) group.cells.push(name);
    else groups.set(key, { key, cells: [name], cell });
  }
  return [...groups.values()];
}
