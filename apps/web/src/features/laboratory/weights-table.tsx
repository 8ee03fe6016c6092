import type { Weighing, WeighedPart } from '@styrbord/steering/supposed-weights';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { WeighedAnswer } from '../../reading/answers';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './laboratory.module.css';

/** Each part of a board: how much of it reaches its targets, and what it comes to by the one weights and the other. */
export function WeightsTable({ period, parts }: WeighedAnswer['periods'][number]) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const caption = t('weights.table', { period: sayPeriod(period, language) });
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles['tried']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('weights.part')}</th>
            <th scope="col">{t('weights.met')}</th>
            {(['really', 'supposed'] as const).flatMap((whose) =>
              (['weight', 'weighed'] as const).map((figure) => (
                <th key={`${whose} ${figure}`} scope="col">
                  {t(`weights.${figure}`)}, {t(whose).toLowerCase()}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <PartLine key={`${part.level} ${part.id}`} part={part} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PartLine({ part }: { part: WeighedPart }) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const { level, name, counts, really, supposed } = part;
  const { met, near, missed } = counts;
  const isOther = [really.weight, reachedOf(really)].join() !== [supposed.weight, reachedOf(supposed)].join();
  return (
    <tr className={isOther ? styles['differs'] : undefined}>
      <th scope="row" className={styles[level]}>
        {level === 'board' ? t('weights.whole') : sayName(name, language)}
      </th>
      <td>{t('weights.metOf', { met, judged: met + near + missed })}</td>
      <Figures weighing={really} />
      <Figures weighing={supposed} />
    </tr>
  );
}

function Figures({ weighing }: { weighing: Weighing }) {
  const language = useLanguage();
  const reached = reachedOf(weighing);
  return (
    <>
      <td>{weighing.weight === null ? '–' : sayNumber(weighing.weight, { language })}</td>
      <td>{reached === null ? '–' : `${sayNumber(reached, { language })} %`}</td>
    </>
  );
}

/** What whole boards came to before, by the one weights and the other. */
export function WeightsHistory({ periods }: Pick<WeighedAnswer, 'periods'>) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  return (
    <table className={styles['counts']}>
      <caption>{t('weights.history')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('period')}</th>
          <th scope="col">{t('really')}</th>
          <th scope="col">{t('supposed')}</th>
        </tr>
      </thead>
      <tbody>
        {periods.map(({ period, parts: [board] }) => (
          <tr key={period}>
            <th scope="row">{sayPeriod(period, language)}</th>
            {board &&
              [board.really, board.supposed].map((weighing, at) => {
                const reached = reachedOf(weighing);
                return <td key={at}>{reached === null ? '–' : `${sayNumber(reached, { language })} %`}</td>;
              })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const reachedOf = ({ weighed }: Weighing): string | null => weighed?.reached ?? null;
