import type { HeatMap } from '@styrbord/steering/heat-map';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import { sayName } from '../../ui/named';
import { Notice } from '../../ui/notice';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import { HeatTable } from './heat-table';
import { NoUnits } from './no-units';
import { Select, UnitsFilters } from './units-filters';
import type { Grouping, UnitsSearch } from './units-search';
import { PageHead } from '../../ui/page-head';
import styles from './units.module.css';

interface Props {
  readonly map: HeatMap;
  readonly search: UnitsSearch;
  readonly onSearch: (next: UnitsSearch) => void;
}

const LIGHTS = ['met', 'onTrack', 'near', 'missed', 'none'] as const;

/** Units by measures as one table: each field judged as on the unit's own board. */
export function HeatView({ map, search, onSearch }: Props) {
  const { t } = useTranslation('units');
  const { t: say } = useTranslation();
  const language = useLanguage();
  const unit = sayName(map.unit.name, language);
  const isEmpty = map.units.length === 0;
  return (
    <article className={styles['page']}>
      <PageHead title={t('heatTitle')} lead={t('heatLead', { unit, period: sayPeriod(map.period, language) })} />
      <UnitsFilters search={search} onSearch={onSearch} kind={map.alike.kind} kinds={map.kinds}>
        <Select
          label={t('group')}
          value={search.group ?? ''}
          options={[
            { value: '', label: t('grouping.none') },
            { value: 'provider', label: t('grouping.provider') },
            { value: 'setting', label: t('grouping.setting') },
          ]}
          onChoose={(value) => onSearch({ ...search, group: (value || undefined) as Grouping | undefined })}
        />
        <Select
          label={t('sort')}
          value={search.sort ?? ''}
          options={[
            { value: '', label: t('sorting.name') },
            { value: 'reached', label: t('sorting.reached') },
          ]}
          onChoose={(value) => onSearch({ ...search, sort: value === 'reached' ? value : undefined })}
        />
      </UnitsFilters>
      {search.sort === 'reached' && <p className={styles['lead']}>{t('sortHint')}</p>}
      {isEmpty && <NoUnits unit={unit} />}
      {map.measures.length === 0 && <Notice title={t('noMeasures')} />}
      {!isEmpty && map.measures.length > 0 && (
        <>
          <ul className={styles['legend']}>
            {LIGHTS.map((light) => (
              <li key={light}>
                <VerdictMark light={light} size={15} /> {say(`verdict.${light}`)}
              </li>
            ))}
          </ul>
          <HeatTable map={map} group={search.group ?? null} byReached={search.sort === 'reached'} />
        </>
      )}
    </article>
  );
}
