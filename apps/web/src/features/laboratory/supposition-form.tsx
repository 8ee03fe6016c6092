import { useId, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureDefinition } from '../../reading/answers';
import { Button } from '../../ui/button';
import { sayCell } from '../../ui/say';
import { ALL, readLaboratorySearch, type LaboratorySearch } from './laboratory-search';
import styles from './laboratory.module.css';

interface Props {
  readonly definition: MeasureDefinition;
  readonly cell: string;
  readonly search: LaboratorySearch;
  readonly onSearch: (next: LaboratorySearch) => void;
}

/** What might have been otherwise: filled in, it becomes the address, and the address is asked. */
export function SuppositionForm({ definition, cell, search, onSearch }: Props) {
  const { t } = useTranslation('laboratory');
  const { t: say } = useTranslation();
  const cells = definition.cells ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSearch(readLaboratorySearch({ knownAt: search.knownAt, ...Object.fromEntries(new FormData(event.currentTarget)) }));
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p className={styles['lead']}>{t('unchanged')}</p>
      <div className={styles['fields']}>
        {cells.length > 1 && (
          <Chosen name="cell" label={t('cell')} value={cell} options={cells.map((each) => ({ value: each, label: sayCell(each, say) }))} />
        )}
        <Written name="target" search={search} label={t('target')} hint={t('targetHint')} />
        <Written name="tolerance" search={search} label={t('tolerance')} hint={t('toleranceHint')} />
        <Written name="reference" search={search} label={t('reference')} hint={t('referenceHint')} />
        {definition.formula && (
          <Written name="formula" search={search} label={t('formula')} hint={t('formulaHint', { formula: definition.formula })} />
        )}
      </div>
      <details open={search.baseline !== undefined || search.screen !== undefined || search.limitsFrom !== undefined}>
        <summary>{t('limits')}</summary>
        <div className={styles['fields']}>
          <Chosen
            name="baseline"
            label={t('baseline')}
            value={search.baseline ?? ''}
            options={[
              { value: '', label: t('baselines.asIs') },
              { value: ALL, label: t('baselines.all') },
              ...(['6', '12', '24'] as const).map((value) => ({ value, label: t(`baselines.${value}`) })),
            ]}
          />
          <Chosen
            name="screen"
            label={t('screen')}
            value={search.screen ?? ''}
            options={[
              { value: '', label: t('screens.asIs') },
              ...(['true', 'false'] as const).map((value) => ({ value, label: t(`screens.${value}`) })),
            ]}
          />
          <Written name="limitsFrom" search={search} label={t('limitsFrom')} hint={t('limitsFromHint')} />
        </div>
      </details>
      <div className={styles['tools']}>
        <Button type="submit" look="main">
          {t('ask')}
        </Button>
        <Button onClick={() => onSearch(search.cell === undefined ? {} : { cell: search.cell })}>{t('clear')}</Button>
      </div>
    </form>
  );
}

type TextMember = 'target' | 'tolerance' | 'reference' | 'formula' | 'limitsFrom';

function Written({ name, search, label, hint }: { name: TextMember; search: LaboratorySearch; label: string; hint: ReactNode }) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} defaultValue={search[name] ?? ''} autoComplete="off" aria-describedby={`${id}-hint`} />
      <p id={`${id}-hint`}>{hint}</p>
    </div>
  );
}

interface ChosenProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function Chosen({ name, label, value, options }: ChosenProps) {
  return (
    <label className={styles['field']}>
      {label}
      <select name={name} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
