import { Link } from '@tanstack/react-router';
import type { UnitsReading } from '@styrbord/steering/units-among-units';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { MeasureDefinition } from '../../reading/answers';
import { Button } from '../../ui/button';
import { Named, sayName } from '../../ui/named';
import { offerFile } from '../../ui/offer-file';
import { Panel } from '../../ui/panel';
import { sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { BesideTable } from './beside-table';
import { FunnelChart } from './funnel-chart';
import { NoUnits } from './no-units';
import { Select, UnitsFilters } from './units-filters';
import type { UnitsSearch } from './units-search';
import { unitsAsCsv } from './units-csv';
import { PageHead } from '../../ui/page-head';
import styles from './units.module.css';

interface Props {
  readonly reading: UnitsReading;
  readonly definition: MeasureDefinition;
  readonly place: { readonly unit: string; readonly period: string };
  readonly search: UnitsSearch;
  readonly onSearch: (next: UnitsSearch) => void;
}

/** One measure at every unit of a kind: a funnel, and the same as a table. */
export function BesideView({ reading, definition, place, search, onSearch }: Props) {
  const { t } = useTranslation('units');
  const { t: say } = useTranslation();
  const language = useLanguage();
  const printing = { unitOfMeasure: definition.unitOfMeasure ?? '', decimals: definition.decimals ?? 0 };
  const { reaching, range, funnel, kinds, units } = reading;
  const cells = definition.cells ?? [];
  const download = () => offerFile(`${reading.measure}-${reading.period}.csv`, unitsAsCsv(reading, { t, say, language }));
  return (
    <article className={styles['page']}>
      <PageHead
        back={
          <Link to="/boards/$unit/$period/measures/$measure" params={{ ...place, measure: reading.measure }}>
            {t('toMeasure')}
          </Link>
        }
        title={<Named name={definition.name} />}
        lead={t('lead', { period: sayPeriod(reading.period, language), cell: sayCell(reading.cell, say) })}
      >
        <p className={styles['answer']}>
          {sayName(reaching.said, language)}
          {range && `. ${t('range', { min: sayOutcome(range.min, printing, language), max: sayOutcome(range.max, printing, language) })}`}
        </p>
      </PageHead>
      <UnitsFilters search={search} onSearch={onSearch} kind={reading.alike.kind} kinds={kinds}>
        {cells.length > 1 && (
          <Select
            label={say('measure.cells')}
            value={reading.cell}
            options={cells.map((cell) => ({ value: cell, label: sayCell(cell, say) }))}
            onChoose={(cell) => onSearch({ ...search, cell })}
          />
        )}
      </UnitsFilters>
      {units.length === 0 ? (
        <NoUnits unit={place.unit} />
      ) : (
        <>
          <Panel title={t('funnel')}>
            {funnel ? (
              <>
                <FunnelChart title={sayName(definition.name, language)} reading={reading} funnel={funnel} printing={printing} />
                <p className={styles['lead']}>{sayName(funnel.said, language)}</p>
                <p className={styles['lead']}>
                  {t('funnelHint', {
                    centre: sayOutcome(funnel.centre, { ...printing, decimals: printing.decimals + 1 }, language),
                    numerator: sayNumber(String(funnel.numerator), { language }),
                    denominator: sayNumber(String(funnel.denominator), { language }),
                  })}
                </p>
              </>
            ) : (
              <p className={styles['lead']}>{t(definition.kind === 'share' ? 'noFunnel' : 'noFunnelKind')}</p>
            )}
          </Panel>
          <Panel title={t('table')} tools={<Button onClick={download}>{t('csv')}</Button>}>
            <BesideTable reading={reading} printing={printing} />
          </Panel>
        </>
      )}
    </article>
  );
}
