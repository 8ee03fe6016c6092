import { useTranslation } from 'react-i18next';
import { fieldsOf } from '../reading/changed-fields';
import styles from './before-after.module.css';

/** What an event found and what it left, side by side; a changed field is marked with a word, not by colour alone. */
export function BeforeAfter({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation('audit');
  const fields = fieldsOf(before, after);
  const wasThere = before !== null && before !== undefined;
  return (
    <div className={styles['holder']} tabIndex={0} role="group" aria-label={t('eventPage.change')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('entry.field')}</th>
            {wasThere && <th scope="col">{t('entry.before')}</th>}
            <th scope="col">{t('entry.after')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ path, before: old, after: now, isChanged }) => (
            <tr key={path} className={isChanged ? styles['changed'] : ''}>
              <th scope="row">
                <FieldName path={path} />
                {isChanged && <span className={styles['mark']}>{t('entry.changed')}</span>}
              </th>
              {wasThere && <td lang="sv">{old}</td>}
              <td lang="sv">{now ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!wasThere && <p className={styles['none']}>{t('entry.nothingBefore')}</p>}
    </div>
  );
}

function FieldName({ path }: { path: string }) {
  const { t } = useTranslation('audit');
  const words: Readonly<Record<string, string>> = t('fields', { returnObjects: true });
  return (
    <>
      {path
        .split('.')
        .map((part) => words[part] ?? part)
        .join(' › ')}
    </>
  );
}
