import { useState, type DragEvent } from 'react';
import styles from './file-field.module.css';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly choose: string;
  readonly accept: string;
  readonly chosen: File | null;
  readonly onFile: (file: File) => void;
}

const KILO = 1_000;

/** A file, dropped or chosen: the browser's own field covers the whole, so the keyboard and the screen reader know it. */
export function FileField({ label, hint, choose, accept, chosen, onFile }: Props) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <label className={styles['field']} data-over={over || undefined}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['hint']}>{hint}</span>
      <input
        type="file"
        accept={accept}
        className={styles['input']}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
      <span className={styles['choose']}>{choose}</span>
      {chosen && (
        <span className={styles['chosen']}>
          {chosen.name}, {Math.ceil(chosen.size / KILO)} kB
        </span>
      )}
    </label>
  );
}
