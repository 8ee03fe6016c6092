import type { Row } from '@styrbord/steering/scorecard';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MeasureDefinition } from '../../reading/answers';
import { Named, Written } from '../../ui/named';
import { Panel } from '../../ui/panel';
import styles from './definition.module.css';

/** `better`: the direction the row is read in, which is its target's where the definition states none. */
export function Definition({ definition, better }: { definition: MeasureDefinition; better: Row['better'] }) {
  const { t } = useTranslation();
  const { kind, rhythm, reports, versions } = definition;
  return (
    <Panel title={t('measure.definition')}>
      <p>{definition.definition ? <Named name={definition.definition} /> : t('measure.noDefinition')}</p>
      <dl className={styles['facts']}>
        <Fact name={t('measure.kind')} value={isKnown(KINDS, kind) ? t(`kind.${kind}`) : kind} />
        <Fact name={t('measure.unit')} value={definition.unitOfMeasure} />
        <Fact
          name={t('measure.direction')}
          value={definition.better === better ? t(`better.${better}`) : t('measure.byTarget', { direction: t(`better.${better}`) })}
        />
        <Fact name={t('measure.rhythm')} value={isKnown(RHYTHMS, rhythm) ? t(`measure.rhythms.${rhythm}`) : rhythm} />
        <Fact name={t('measure.reports')} value={reports?.join(', ')} />
        {definition.population && (
          <div>
            <dt>{t('measure.population')}</dt>
            <dd>
              <Named name={definition.population} />
            </dd>
          </div>
        )}
        <Fact name={t('measure.counted')} value={sayPopulation(definition.populationUnits, t)} />
        <Fact
          name={t('measure.suppression')}
          value={definition.suppressBelow === undefined ? null : t('measure.suppressBelow', { count: definition.suppressBelow })}
        />
        <Fact name={t('measure.source')} value={definition.source} written />
        <Fact name={t('measure.owner')} value={definition.owner} written />
        <Fact name={t('measure.formula')} value={definition.formula} />
      </dl>
      {versions && versions.length > 1 && (
        <ol className={styles['versions']} aria-label={t('measure.versions')}>
          {versions.map(({ version, from }) => (
            <li key={version}>{t('measure.version', { version, from: from ?? '–' })}</li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

function sayPopulation(units: MeasureDefinition['populationUnits'], t: TFunction): string | null {
  if (!units) return null;
  return units === 'own' || units === 'private' ? t(`measure.populationOf.${units}`) : units.join(', ');
}

const KINDS = ['count', 'share', 'mean', 'index', 'amount', 'milestone', 'text'] as const;
const RHYTHMS = ['month', 'quarter', 'tertial', 'half-year', 'year'] as const;

function isKnown<T extends string>(known: readonly T[], word: string | null | undefined): word is T {
  return known.some((each) => each === word);
}

function Fact({ name, value, written = false }: { name: string; value: string | null | undefined; written?: boolean }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{written ? <Written>{value}</Written> : value}</dd>
    </div>
  );
}
