import type { Scorecard } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { reportName, sayPeriod } from '@styrbord/steering/period-words';
import type { Live } from '../../reading/use-live';
import { KnownAt } from '../../ui/known-at';
import { AnswersFor } from '../../ui/answers-for';
import { LiveSign } from '../../ui/live-sign';
import { Named, sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { Provenance } from '../../ui/provenance';
import { StructureChooser } from '../../ui/structure-chooser';
import styles from './board-head.module.css';

interface Props {
  readonly scorecard: Scorecard;
  readonly live: Live;
  readonly onStructure: (date: string | undefined) => void;
}

export function BoardHead({ scorecard, live, onStructure }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { plan, unit, provenance } = scorecard;
  const report = reportName(scorecard.period);
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        <h1 className={styles['title']}>
          <Named name={unit.name} /> <span className={styles['period']}>{sayPeriod(scorecard.period, language)}</span>
        </h1>
        {!scorecard.structure && <LiveSign state={live.state} updated={live.updated} />}
      </div>
      <p className={styles['facts']}>
        {report && <span>{report}</span>}
        {plan && <span>{t('board.plan', { plan: plan.name ? sayName(plan.name, language) : plan.id, version: plan.version })}</span>}
        {plan && plan.unit !== unit.id && <span>{t('board.planOf', { unit: plan.unit })}</span>}
        <span>
          <KnownAt scorecard={scorecard} />
        </span>
        <span>
          <AnswersFor unit={unit.id} />
        </span>
      </p>
      <Provenance provenance={provenance} />
      <StructureChooser structure={scorecard.structure} onChoose={onStructure} />
    </header>
  );
}
