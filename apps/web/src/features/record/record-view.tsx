import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { reportName, sayPeriod } from '@styrbord/steering/period-words';
import { rowsOf } from '../../reading/rows';
import type { Live } from '../../reading/use-live';
import { LiveSign } from '../../ui/live-sign';
import { sayName } from '../../ui/named';
import { Notice } from '../../ui/notice';
import { useLanguage } from '../../ui/use-language';
import { DocumentImport } from './document-import';
import { RecordContext } from './record-context';
import { Provenance } from '../../ui/provenance';
import styles from './record-view.module.css';
import { RowEntry } from './row-entry';

interface Props {
  readonly scorecard: Scorecard;
  readonly live: Live;
  readonly role: string;
  readonly onlyMissing: boolean;
  readonly onOnlyMissing: (only: boolean) => void;
}

/** What is due for a unit and a period, to be filled in from top to bottom. */
export function RecordView({ scorecard, live, role, onlyMissing, onOnlyMissing }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = rowsOf(scorecard).flatMap((row) => [row, ...row.companions]);
  const due = rows.filter((row) => row.due && !row.absence);
  const others = rows.filter((row) => !due.includes(row));
  const left = due.filter(isMissing).length;
  const names = { unit: sayName(scorecard.unit.name, language), period: sayPeriod(scorecard.period, language) };
  const report = reportName(scorecard.period);
  return (
    <RecordContext value={{ unit: scorecard.unit.id, period: scorecard.period, changed: live.changed }}>
      <div className={styles['page']}>
        <header className={styles['head']}>
          <h1 className={styles['title']}>
            {t('record.title', names)}
            {report && ` (${report})`}
          </h1>
          <LiveSign state={live.state} updated={live.updated} />
        </header>
        <Provenance provenance={scorecard.provenance} />
        {(role === 'auditor' || role === 'viewer') && <Notice title={t('record.noRight')} />}
        {rows.length === 0 ? (
          <Notice title={t('record.emptyTitle', names)}>
            <p>{t('record.emptyHint')}</p>
          </Notice>
        ) : (
          <section className={styles['part']} aria-labelledby="due">
            <div className={styles['head']}>
              <h2 id="due" className={styles['heading']}>
                {t('record.due')}
              </h2>
              <p className={styles['left']}>{left > 0 ? t('record.left', { left, all: due.length }) : t('record.allDone')}</p>
              <label className={styles['only']}>
                <input type="checkbox" checked={onlyMissing} onChange={(event) => onOnlyMissing(event.target.checked)} />
                {t('record.onlyDue')}
              </label>
            </div>
            <RowList rows={onlyMissing ? due.filter(isMissing) : due} />
          </section>
        )}
        {others.length > 0 && (
          <details className={styles['others']}>
            <summary>{t('record.others', { count: others.length })}</summary>
            <RowList rows={others} />
          </details>
        )}
        <DocumentImport />
      </div>
    </RecordContext>
  );
}

function RowList({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className={styles['rows']}>
      {rows.map((row) => (
        <li key={row.id}>
          <RowEntry row={row} />
        </li>
      ))}
    </ul>
  );
}

function isMissing(row: Row): boolean {
  return row.reported.some((cell) => !row.cells[cell]?.outcome);
}
