import { Link } from '@tanstack/react-router';
import type { Name } from '@styrbord/steering/scorecard';
import type { SupposedWeight, Weighing } from '@styrbord/steering/supposed-weights';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { WeighedAnswer } from '../../reading/answers';
import { Button } from '../../ui/button';
import { sayName } from '../../ui/named';
import { PageHead } from '../../ui/page-head';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { useLanguage } from '../../ui/use-language';
import { CopyLink } from './copy-link';
import styles from './laboratory.module.css';
import { WeightsForm } from './weights-form';
import { weightsIn, type WeightsSearch } from './weights-search';
import { WeightsHistory, WeightsTable } from './weights-table';

interface Props {
  readonly unit: Name;
  readonly place: { readonly unit: string; readonly period: string };
  readonly search: WeightsSearch;
  /** By the plan's weights alone. */
  readonly planned: WeighedAnswer;
  readonly answer: WeighedAnswer | null;
  readonly failure: Error | null;
  readonly onWeights: (next: readonly SupposedWeight[]) => void;
  readonly onNow: () => void;
}

/** Other weights of perspectives and goals, and what the board would have come to by them beside what it does. */
export function WeightsView({ unit, place, search, planned, answer, failure, onWeights, onNow }: Props) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const { period } = place;
  const parts = planned.periods.find((each) => each.period === period)?.parts ?? [];
  return (
    <article className={styles['page']}>
      <PageHead
        back={
          <Link to="/boards/$unit/$period" params={place}>
            {t('weights.toBoard')}
          </Link>
        }
        title={t('weights.title')}
        lead={t('weights.lead', { unit: sayName(unit, language), period: sayPeriod(period, language) })}
      />
      {parts.length === 0 ? (
        <p>{t('weights.noPlan')}</p>
      ) : (
        <Panel title={t('suppose')}>
          <WeightsForm key={JSON.stringify(search)} parts={parts} weights={weightsIn(search)} onWeights={onWeights} />
        </Panel>
      )}
      {failure && <ProblemNotice failure={failure} />}
      {!failure && answer && parts.length > 0 && <Answer answer={answer} period={period} search={search} onNow={onNow} />}
    </article>
  );
}

function Answer({ answer, period, search, onNow }: Pick<Props, 'search' | 'onNow'> & { answer: WeighedAnswer; period: string }) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const asked = answer.periods.find((each) => each.period === period);
  const before = answer.periods.filter((each) => each !== asked);
  const board = asked?.parts[0];
  const say = ({ weighed }: Weighing) => (weighed ? sayName(weighed.said, language) : t('weights.none'));
  return (
    <Panel
      title={t('answer')}
      tools={
        <div className={styles['tools']}>
          <CopyLink search={{ ...search, knownAt: String(answer.known.no) }} />
        </div>
      }
    >
      <div className={styles['said']}>
        {board && <p>{t('weights.inPlan', { said: say(board.really) })}</p>}
        <p className={styles['answer']} role="status">
          {board && search.weights !== undefined ? t('weights.ifSo', { said: say(board.supposed) }) : t('weights.nothing')}
        </p>
        {search.knownAt !== undefined && (
          <p>
            {t('knownAt', { no: search.knownAt })}{' '}
            <Button look="link" onClick={onNow}>
              {t('asNow')}
            </Button>
          </p>
        )}
      </div>
      {asked && <WeightsTable {...asked} />}
      {before.length > 0 && <WeightsHistory periods={before} />}
    </Panel>
  );
}
