import { useTranslation } from 'react-i18next';
import { PROVIDERS, SETTINGS, type UnitsSearch } from './units-search';
import styles from './units.module.css';

interface Props {
  readonly search: UnitsSearch;
  readonly onSearch: (next: UnitsSearch) => void;
  /** The kind that is shown, and those there are. */
  readonly kind: string | null;
  readonly kinds: readonly { readonly kind: string; readonly units: number }[];
  readonly children?: React.ReactNode;
}

/** Which units stand beside each other: one kind always, one provider or setting where that is wanted. */
export function UnitsFilters({ search, onSearch, kind, kinds, children }: Props) {
  const { t } = useTranslation('units');
  const sayKind = useSayKind();
  const options = kinds.map((each) => ({ value: each.kind, label: t('kindOption', { kind: sayKind(each.kind), count: each.units }) }));
  return (
    <div className={styles['filters']}>
      {kind !== null && (
        <Select label={t('kind')} value={kind} options={options} onChoose={(value) => onSearch({ ...search, kind: value })} />
      )}
      <Select
        label={t('provider')}
        value={search.provider ?? ''}
        options={[{ value: '', label: t('all') }, ...PROVIDERS.map((value) => ({ value, label: t(`providers.${value}`) }))]}
        onChoose={(value) => onSearch({ ...search, provider: value || undefined })}
      />
      <Select
        label={t('setting')}
        value={search.setting ?? ''}
        options={[{ value: '', label: t('all') }, ...SETTINGS.map((value) => ({ value, label: t(`settings.${value}`) }))]}
        onChoose={(value) => onSearch({ ...search, setting: value || undefined })}
      />
      {children}
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

export function Select({ label, value, options, onChoose }: SelectProps) {
  return (
    <label className={styles['select']}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A kind as people say it; one that the product does not know, as it was written. */
export function useSayKind(): (kind: string) => string {
  const { t } = useTranslation('units');
  const kinds = t('kinds', { returnObjects: true });
  return (kind) => kinds[kind] ?? kind;
}
