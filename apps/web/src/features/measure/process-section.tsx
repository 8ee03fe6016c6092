import { TELLING_POINTS } from '@styrbord/steering/process-rules';
import type { Row } from '@styrbord/steering/scorecard';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../reading/answers';
import { Choice } from '../../ui/choice';
import { Panel } from '../../ui/panel';
import { sayCell } from '../../ui/say';
import { LimitsRenewal } from './limits-renewal';
import { ProcessChart } from './process-chart';
import styles from './process-section.module.css';
import { ProcessTable } from './process-table';

/** Process behaviour of one cell: what is usual, and what is not, as a picture or the same as a table. */
export function ProcessSection({ row, list, asTable }: { row: Row; list: readonly Series[]; asTable: boolean }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string | null>(null);
  const series = list.find(({ cell }) => cell === (chosen ?? row.process.cell)) ?? list[0];
  if (!series || series.process.points.length === 0) return null;
  const { points, telling } = series.process;
  const differenced = points.some((point) => point.differenced);
  return (
    <Panel title={t('process.title')}>
      {list.length > 1 && (
        <div className={styles['cells']}>
          <Choice
            label={t('measure.cells')}
            hideLabel
            value={series.cell}
            options={list.map(({ cell }) => ({ value: cell, label: sayCell(cell, t) }))}
            onChoose={choose}
          />
        </div>
      )}
      {!telling && <p className={styles['more']}>{t('process.notTold', { count: points.length, needed: TELLING_POINTS })}</p>}
      <LimitsRenewal series={series} />
      {telling && (asTable ? <ProcessTable row={row} series={series} /> : <ProcessChart row={row} series={series} />)}
      {telling && differenced && <p className={styles['more']}>{t('process.differenced')}</p>}
    </Panel>
  );
}
