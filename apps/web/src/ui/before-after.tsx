import { useTranslation } from 'react-i18next';
import { sayNumber } from '../language/numbers';
import { fieldsOf, isDecimal } from '../reading/changed-fields';
import styles from './before-after.module.css';
import { useLanguage } from './use-language';

/**
 * What an event found and what it left, side by side; a changed field is marked with a word, not by colour alone. The roles
 * are written out since a table that a narrow screen lays out anew is none to a screen reader otherwise.
 */
export function BeforeAfter({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation('audit');
  const fields = fieldsOf(before, after);
  const wasThere = before !== null && before !== undefined;
  return (
    <div className={styles['holder']}>
      <table className={styles['table']} role="table" aria-label={t('eventPage.change')}>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {t('entry.field')}
            </th>
            {wasThere && (
              <th scope="col" role="columnheader">
                {t('entry.before')}
              </th>
            )}
            <th scope="col" role="columnheader">
              {t('entry.after')}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {fields.map(({ path, before: old, after: now, isChanged }) => (
            <tr key={path} role="row" className={isChanged ? styles['changed'] : ''}>
              <th scope="row" role="rowheader">
                <FieldName path={path} />
                {isChanged && <span className={styles['mark']}>{t('entry.changed')}</span>}
              </th>
              {wasThere && <FieldValue path={path} value={old} label={t('entry.before')} />}
              <FieldValue path={path} value={now} label={t('entry.after')} />
            </tr>
          ))}
        </tbody>
      </table>
      {!wasThere && <p className={styles['none']}>{t('entry.nothingBefore')}</p>}
    </div>
  );
}

function FieldValue({ path, value, label }: { path: string; value: string | null; label: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const say = (text: string): string => {
    if (isDecimal(path)) return sayNumber(text, { language });
    return path === 'status' && (text === 'final' || text === 'preliminary') ? t(`status.${text}`) : text;
  };
  return (
    <td role="cell" lang="sv" data-label={label} className={value === null ? styles['absent'] : ''}>
      {value === null ? '–' : say(value)}
    </td>
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
