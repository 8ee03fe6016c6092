import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { sayCell } from '../../ui/say';
import styles from './cell-fields.module.css';
import type { CheckCode, Entry } from './checks';

interface Props {
  readonly row: Row;
  readonly name: string;
  readonly entry: Entry;
  readonly onChange: (entry: Entry) => void;
  readonly error: CheckCode | null;
  readonly describedBy: string;
}

export function CellFields({ row, name, entry, onChange, error, describedBy }: Props) {
  const { t } = useTranslation();
  const field = (part: 'value' | 'numerator' | 'denominator', unit?: string) => (
    <label className={styles['field']}>
      <span className="said-only">
        {t(`record.${part}`)}, {sayCell(name, t)}
      </span>
      <input
        inputMode="decimal"
        autoComplete="off"
        className={part === 'value' ? styles['value'] : styles['part']}
        placeholder={part === 'value' ? undefined : t(`record.${part}`)}
        value={entry[part]}
        onChange={(event) => onChange({ ...entry, [part]: event.target.value })}
        aria-invalid={error !== null}
        aria-describedby={describedBy}
      />
      {unit && <span className={styles['unit']}>{unit}</span>}
    </label>
  );
  return (
    <span className={styles['fields']}>
      {entry.by === 'value' ? (
        field('value', row.unitOfMeasure)
      ) : (
        <>
          {field('numerator')}
          <span aria-hidden="true">/</span>
          {field('denominator')}
        </>
      )}
      {row.kind === 'share' && (
        <Button
          look="link"
          className={styles['switch']}
          onClick={() => onChange({ ...entry, by: entry.by === 'value' ? 'ratio' : 'value' })}
        >
          {t(entry.by === 'value' ? 'record.byRatio' : 'record.byValue')}
        </Button>
      )}
    </span>
  );
}
