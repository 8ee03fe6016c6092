import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { reportName, sayPeriod } from '@styrbord/steering/period-words';
import { measureQuery } from '../../reading/queries';
import type { Live } from '../../reading/use-live';
import { AnswersFor } from '../../ui/answers-for';
import { KnownAt } from '../../ui/known-at';
import { LiveSign } from '../../ui/live-sign';
import { Named } from '../../ui/named';
import { ProblemNotice } from '../../ui/problem-notice';
import { useLanguage } from '../../ui/use-language';
import { Definition } from './definition';
import { EarlierValues } from './earlier-values';
import { Provenance } from '../../ui/provenance';
import { StructureChooser } from '../../ui/structure-chooser';
import styles from './measure-view.module.css';
import { ProcessSection } from './process-section';
import { SeriesSection } from './series-section';
import { SexesSection } from './sexes-section';
import { Standing } from './standing';
import { TargetForm } from './target-form';
import { Targets } from './targets';
import { useSeriesOfCells } from './use-series-of-cells';

interface Props {
  readonly scorecard: Scorecard;
  readonly row: Row;
  readonly live: Live;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  readonly onStructure: (date: string | undefined) => void;
  readonly onWhy: (cell: string) => void;
}

export function MeasureView({ scorecard, row, live, asTable, onAsTable, onStructure, onWhy }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: definition, error } = useQuery(measureQuery(row.id));
  const series = useSeriesOfCells(row, scorecard.unit.id, scorecard.structure?.at);
  const report = reportName(scorecard.period);
  return (
    <article className={styles['page']}>
      <header className={styles['head']}>
        <Breadcrumb scorecard={scorecard} row={row} />
        <div className={styles['line']}>
          <h1 className={styles['title']}>
            <Named name={row.name} />
          </h1>
          {!scorecard.structure && <LiveSign state={live.state} updated={live.updated} />}
        </div>
        <p className={styles['facts']}>
          <Named name={scorecard.unit.name} />, {sayPeriod(scorecard.period, language)}
          {report && ` (${report})`}, <KnownAt scorecard={scorecard} />
        </p>
        <p>
          <AnswersFor unit={scorecard.unit.id} measure={row.id} />
        </p>
        <p>
          <Link
            to="/boards/$unit/$period/measures/$measure/units"
            params={{ unit: scorecard.unit.id, period: scorecard.period, measure: row.id }}
          >
            {t('measure.units')}
          </Link>{' '}
          ·{' '}
          <Link
            to="/boards/$unit/$period/measures/$measure/laboratory"
            params={{ unit: scorecard.unit.id, period: scorecard.period, measure: row.id }}
          >
            {t('measure.laboratory')}
          </Link>
        </p>
        <Provenance provenance={scorecard.provenance} />
        <StructureChooser structure={scorecard.structure} onChoose={onStructure} />
      </header>
      <div className={styles['columns']}>
        <div className={styles['main']}>
          <Standing row={row} unit={scorecard.unit.id} period={scorecard.period} changed={live.changed.has(row.id)} onWhy={onWhy} />
          <SeriesSection
            row={row}
            series={series}
            asTable={asTable}
            onAsTable={onAsTable}
            place={{ unit: scorecard.unit.id, period: scorecard.period }}
          />
          <ProcessSection row={row} list={series.list} asTable={asTable} />
          <SexesSection row={row} list={series.list} asTable={asTable} />
          <EarlierValues row={row} series={series.list} />
        </div>
        <aside className={styles['aside']}>
          <Targets series={series.list}>
            <TargetForm row={row} unit={scorecard.unit.id} period={scorecard.period} />
          </Targets>
          {error ? <ProblemNotice failure={error} /> : definition && <Definition definition={definition} better={row.better} />}
        </aside>
      </div>
    </article>
  );
}

function Breadcrumb({ scorecard, row }: { scorecard: Scorecard; row: Row }) {
  const { t } = useTranslation();
  const params = { unit: scorecard.unit.id, period: scorecard.period };
  const perspective = scorecard.perspectives.find(({ goals }) =>
    goals.some(({ factors }) =>
      factors.some(({ measures }) => measures.some((each) => each.id === row.id || each.companions.some(({ id }) => id === row.id))),
    ),
  );
  return (
    <nav aria-label={t('measure.path')}>
      <ol className={styles['path']}>
        <li>
          <Link to="/boards/$unit/$period" params={params} search={{ structureAt: scorecard.structure?.at }}>
            {t('frame.board')}
          </Link>
        </li>
        {perspective && (
          <li>
            <Link to="/boards/$unit/$period" params={params} search={{ perspective: perspective.id, structureAt: scorecard.structure?.at }}>
              <Named name={perspective.name} />
            </Link>
          </li>
        )}
      </ol>
    </nav>
  );
}
