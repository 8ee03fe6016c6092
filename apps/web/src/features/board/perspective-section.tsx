import type { ScorecardGoal, ScorecardPerspective } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Named } from '../../ui/named';
import { BesideCounts } from './beside-counts';
import { CountsBar } from './counts';
import { MeasureRow } from './measure-row';
import styles from './perspective-section.module.css';

export function PerspectiveSection({ perspective }: { perspective: ScorecardPerspective }) {
  return (
    <section className={styles['perspective']} aria-labelledby={`perspective-${perspective.id}`}>
      <h2 id={`perspective-${perspective.id}`} className={styles['title']}>
        <Named name={perspective.name} />
        <span className={styles['counts']}>
          <CountsBar counts={perspective.counts} thin />
        </span>
      </h2>
      <BesideCounts level="perspective" node={perspective} />
      {perspective.goals.map((goal) => (
        <Goal key={goal.id} goal={goal} />
      ))}
    </section>
  );
}

/**
 * A real table, because its columns are compared down the page. On a phone its rows become cards; the roles are written out since a
 * browser drops them with the table layout.
 */
function Goal({ goal }: { goal: ScorecardGoal }) {
  const { t } = useTranslation();
  return (
    <div className={styles['goal']}>
      <h3 id={`goal-${goal.id}`} className={styles['goalName']}>
        <Named name={goal.name} />
      </h3>
      <BesideCounts level="goal" node={goal} />
      <table role="table" className={styles['table']} aria-labelledby={`goal-${goal.id}`}>
        <thead role="rowgroup" className={styles['columns']}>
          <tr role="row">
            {(['measure', 'target', 'outcome', 'change', 'verdict'] as const).map((column) => (
              <th role="columnheader" scope="col" key={column} className={styles[column]}>
                {t(`board.${column}`)}
              </th>
            ))}
            <th role="columnheader" scope="col" className={styles['process']}>
              {t('process.title')}
            </th>
          </tr>
        </thead>
        {goal.factors.map((factor) => (
          <tbody role="rowgroup" key={factor.id}>
            <tr role="row" className={styles['factor']}>
              <th role="rowheader" scope="rowgroup" colSpan={6}>
                <Named name={factor.name} />
              </th>
            </tr>
            {factor.measures.map((row) => (
              <MeasureRow key={row.id} row={row} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
