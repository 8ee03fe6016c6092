import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ProblemNotice } from '../../ui/problem-notice';
import { DocumentDiff } from './document-diff';
import styles from './document-import.module.css';
import { useDocumentImport } from './use-document-import';

/** A file first shows what it would do; only then does it do it. */
export function DocumentImport() {
  const { t } = useTranslation();
  const { step, take, go, restart } = useDocumentImport();
  return (
    <Panel title={t('record.document')}>
      {step.at === 'empty' && <DropPlace onFile={(file) => void take(file)} />}
      {step.at === 'busy' && <p role="status">{t('record.reading', { name: step.name })}</p>}
      {step.at === 'not-json' && <Notice tone="bad" role="alert" title={t('record.notJson', { detail: step.detail })} />}
      {step.at === 'failed' && (
        <>
          <ProblemNotice failure={step.failure} />
          {step.places.length > 0 && <DocumentDiff refused={step.places} />}
        </>
      )}
      {step.at === 'shown' && <DocumentDiff counts={step.answer} refused={step.answer.refused} onGo={(mode) => void go(mode)} />}
      {step.at === 'done' && (
        <>
          <Notice tone="good" role="status" title={t('record.imported', { ledger: step.answer.ledger, no: step.answer.no })} />
          <DocumentDiff counts={step.answer} refused={step.answer.refused} past />
        </>
      )}
      {step.at !== 'empty' && step.at !== 'busy' && (
        <p>
          <Button onClick={restart}>{t('record.another')}</Button>
        </p>
      )}
    </Panel>
  );
}

function DropPlace({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div
      className={styles['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="file" size={28} />
      <p>{t('record.documentHint')}</p>
      <label className={styles['choose']}>
        {t('record.choose')}
        <input
          type="file"
          accept=".json,application/json,application/vnd.styrbord+json"
          onChange={(event) => event.target.files?.[0] && onFile(event.target.files[0])}
        />
      </label>
    </div>
  );
}
