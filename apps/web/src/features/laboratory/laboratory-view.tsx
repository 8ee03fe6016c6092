import { Link } from '@tanstack/react-router';
import type { Name } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import type { MeasureDefinition, TriedAnswer } from '../../reading/answers';
import { Button } from '../../ui/button';
import { Named, sayName } from '../../ui/named';
import { offerFile } from '../../ui/offer-file';
import { PageHead } from '../../ui/page-head';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { sayCell } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { CopyLink } from './copy-link';
import type { LaboratorySearch } from './laboratory-search';
import styles from './laboratory.module.css';
import { SuppositionForm } from './supposition-form';
import { triedAsCsv } from './tried-csv';
import { TriedCounts } from './tried-counts';
import { TriedTable } from './tried-table';

interface Props {
  readonly definition: MeasureDefinition;
  readonly unit: Name;
  readonly place: { readonly unit: string; readonly period: string; readonly measure: string };
  readonly search: LaboratorySearch;
  readonly answer: TriedAnswer | null;
  readonly failure: Error | null;
  readonly onSearch: (next: LaboratorySearch) => void;
}

/** A supposition, and what it would have said of every period beside what holds. */
export function LaboratoryView({ definition, unit, place, search, answer, failure, onSearch }: Props) {
  const { t } = useTranslation('laboratory');
  const { t: say } = useTranslation();
  const language = useLanguage();
  const cell = search.cell ?? answer?.cell ?? definition.cells?.[0] ?? 'T';
  return (
    <article className={styles['page']}>
      <PageHead
        back={
          <Link to="/boards/$unit/$period/measures/$measure" params={place}>
            {t('toMeasure')}
          </Link>
        }
        title={
          <>
            {t('title')}: <Named name={definition.name} />
          </>
        }
        lead={t('lead', { unit: sayName(unit, language), cell: sayCell(cell, say) })}
      />
      <Panel title={t('suppose')}>
        <SuppositionForm key={JSON.stringify(search)} definition={definition} cell={cell} search={search} onSearch={onSearch} />
      </Panel>
      {failure ? (
        <ProblemNotice failure={failure} />
      ) : (
        answer && (
          <Panel
            title={t('answer')}
            tools={
              <div className={styles['tools']}>
                <CopyLink search={{ ...search, knownAt: String(answer.known.no) }} />
                <Button onClick={() => offerFile(`laboratorium-${place.measure}.csv`, triedAsCsv(answer, { t, say, language }))}>
                  {t('csv')}
                </Button>
              </div>
            }
          >
            <Said answer={answer} search={search} onSearch={onSearch} />
            {answer.periods.length > 0 && (
              <>
                <TriedCounts answer={answer} />
                <TriedTable answer={answer} definition={definition} />
              </>
            )}
          </Panel>
        )
      )}
    </article>
  );
}

/** How the question was understood, and the answer in a sentence. */
function Said({ answer, search, onSearch }: Pick<Props, 'search' | 'onSearch'> & { answer: TriedAnswer }) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const { said, periods, earlier } = answer;
  const { cell: _, knownAt, ...supposed } = search;
  const differing = periods.filter(({ differs }) => differs.length > 0).length;
  const sentence =
    periods.length === 0
      ? t('noPeriods')
      : Object.keys(supposed).length === 0
        ? t('nothingSupposed')
        : differing === 0
          ? t('same', { count: periods.length })
          : t('differing', { count: differing, of: periods.length });
  return (
    <div className={styles['said']}>
      <p className={styles['answer']} role="status">
        {sentence}
      </p>
      {said.target && <p>{t('understood', { said: sayName(said.target, language) })}</p>}
      {said.reference && <p>{t('against', { said: sayName(said.reference, language) })}</p>}
      {earlier > 0 && <p>{t('earlier', { count: earlier })}</p>}
      {knownAt !== undefined && (
        <p>
          {t('knownAt', { no: knownAt })}{' '}
          <Button look="link" onClick={() => onSearch({ ...search, knownAt: undefined })}>
            {t('asNow')}
          </Button>
        </p>
      )}
    </div>
  );
}
