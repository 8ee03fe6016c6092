import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../reading/answers';
import { sayName, Written } from '../../ui/named';
import { Panel } from '../../ui/panel';
import { sayCell } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import styles from './targets.module.css';

/** Targets over time, each once with the cells it holds for, and the baselines they start from. */
export function Targets({ series, children }: { series: readonly Series[]; children?: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const targets = gathered(
    series.flatMap(({ cell, targets: list }) =>
      list.map((target) => ({ cell, key: `${target.text} ${target.value} ${target.from} ${target.to}`, thing: target })),
    ),
  );
  const baselines = gathered(
    series.flatMap(({ cell, baselines: list }) =>
      list.map((baseline) => ({ cell, key: `${baseline.text} ${doubtOf(baseline)}`, thing: baseline })),
    ),
  );
  const of = (cells: readonly string[]) =>
    series.length > 1 && cells.length < series.length ? `${cells.map((cell) => sayCell(cell, t)).join(', ')}: ` : '';
  return (
    <Panel title={t('measure.targets')}>
      {targets.length === 0 && <p>{t('board.noTarget')}</p>}
      {targets.map(({ key, cells, thing }) => (
        <div key={key} className={styles['target']}>
          <p className={styles['text']}>
            {of(cells)}
            <Written>{thing.text}</Written>
          </p>
          {thing.said && <p className={styles['more']}>{t('board.said', { said: sayName(thing.said, language) })}</p>}
          {thing.from && thing.to && <p className={styles['more']}>{t('measure.targetValid', { from: thing.from, to: thing.to })}</p>}
          {thing.decision && <p className={styles['more']}>{t('measure.decision', { decision: thing.decision })}</p>}
        </div>
      ))}
      {baselines.length > 0 && (
        <div className={styles['target']}>
          <p className={styles['more']}>{t('board.baseline')}</p>
          {baselines.map(({ key, cells, thing }) => {
            const doubt = doubtOf(thing);
            return (
              <p key={key}>
                {of(cells)}
                <Written>{thing.text}</Written>
                {doubt && ` (${t(`board.${doubt}`)})`}
              </p>
            );
          })}
        </div>
      )}
      {children}
    </Panel>
  );
}

/** Why a baseline is shown and never compared. */
function doubtOf({ readings, ambiguous }: Series['baselines'][number]): 'ambiguous' | 'untyped' | null {
  if (ambiguous) return 'ambiguous';
  return readings.length > 0 && readings.every(({ period }) => period === null) ? 'untyped' : null;
}

function gathered<T>(list: readonly { cell: string; key: string; thing: T }[]): { key: string; cells: string[]; thing: T }[] {
  const groups = new Map<string, { key: string; cells: string[]; thing: T }>();
  for (const { cell, key, thing } of list) {
    const group = groups.get(key);
    if (group) group.cells.push(cell);
    else groups.set(key, { key, cells: [cell], thing });
  }
  return [...groups.values()];
}
