import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import styles from './document-diff.module.css';
import type { DocumentAnswer, RefusedPlace } from './use-document-import';

/** More than this is not read on a screen; the count above tells how many there are. */
const LISTED = 200;

interface Props {
  readonly counts?: DocumentAnswer;
  readonly refused: readonly RefusedPlace[];
  readonly onGo?: (mode: 'all' | 'valid') => void;
  readonly past?: boolean;
}

export function DocumentDiff({ counts, refused, onGo, past = false }: Props) {
  const { t } = useTranslation();
  const changes = counts ? counts.new + counts.corrections : 0;
  return (
    <div className={styles['diff']}>
      {counts && (
        <>
          {!past && <h3 className={styles['title']}>{t('record.diff')}</h3>}
          <dl className={styles['counts']}>
            <Count name={t('record.new')} figure={counts.new} />
            <Count name={t('record.sameCount')} figure={counts.same} />
            <Count name={t('record.corrections')} figure={counts.corrections} />
            <Count name={t('record.refused')} figure={refused.length} />
          </dl>
        </>
      )}
      {refused.length > 0 && (
        <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('record.refused')}>
          <table className={styles['refused']}>
            <thead>
              <tr>
                <th scope="col">{t('record.pointer')}</th>
                <th scope="col">{t('record.why')}</th>
              </tr>
            </thead>
            <tbody>
              {refused.slice(0, LISTED).map(({ pointer, code, text }, at) => (
                <tr key={`${pointer} ${code} ${at}`}>
                  <td className={styles['pointer']}>{pointer || '/'}</td>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {onGo && changes === 0 && <p>{t('record.nothingNew')}</p>}
      {onGo && changes > 0 && (
        <p>
          <Button look="main" onClick={() => onGo(refused.length > 0 ? 'valid' : 'all')}>
            {t(refused.length > 0 ? 'record.importValid' : 'record.importAll')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Count({ name, figure }: { name: string; figure: number }) {
  return (
    <div>
      <dd>{figure}</dd>
      <dt>{name}</dt>
    </div>
  );
}
