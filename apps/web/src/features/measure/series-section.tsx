import { Link } from '@tanstack/react-router';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { sayName } from '../../ui/named';
import { Notice } from '../../ui/notice';
import { offerFile } from '../../ui/offer-file';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { useLanguage } from '../../ui/use-language';
import { seriesAsCsv } from './csv';
import { SeriesBreaks } from './series-breaks';
import { SeriesChart } from './series-chart';
import styles from './series-section.module.css';
import { SeriesTable } from './series-table';
import type { SeriesOfCells } from './use-series-of-cells';

interface Props {
  readonly row: Row;
  readonly series: SeriesOfCells;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  readonly place: { readonly unit: string; readonly period: string };
}

export function SeriesSection({ row, series, asTable, onAsTable, place }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { list, waiting, failure } = series;
  const some = list.some(({ points }) => points.length > 0);
  const download = () => offerFile(`${row.id}-${place.unit}.csv`, seriesAsCsv(list, { t, language }));
  const tools = some && (
    <div className={styles['tools']}>
      <Choice
        label={t('measure.series')}
        hideLabel
        value={asTable ? 'table' : 'picture'}
        options={[
          { value: 'picture', label: t('measure.picture') },
          { value: 'table', label: t('measure.table') },
        ]}
        onChoose={(as) => onAsTable(as === 'table')}
      />
      <Button onClick={download}>{t('measure.csv')}</Button>
    </div>
  );
  return (
    <Panel
      title={list.length > 1 ? `${t('measure.series')}, ${t('measure.compared').toLocaleLowerCase()}` : t('measure.series')}
      tools={tools}
    >
      {failure && <ProblemNotice failure={failure} />}
      {waiting && <p role="status">{t('app.loading')}</p>}
      {!waiting && !failure && !some && (
        <Notice title={t('measure.noPoints')}>
          <p>{t('measure.noPointsHint')}</p>
          <Link to="/record/$unit/$period" params={place}>
            {t('frame.record')}
          </Link>
        </Notice>
      )}
      <SeriesBreaks list={list} />
      {some && (asTable ? <SeriesTable row={row} list={list} /> : <SeriesChart row={row} list={list} name={sayName(row.name, language)} />)}
    </Panel>
  );
}
