import { useTranslation } from 'react-i18next';
import { NoAnswer, Problem } from '../api';
import { Icon } from './icon';
import type { Reply } from './use-submit';
import styles from './replied.module.css';

/** What became of what was sent, beside the field it was sent from. */
export function Replied({ reply }: { reply: Reply }) {
  const { t } = useTranslation();
  switch (reply.state) {
    case 'idle':
      return null;
    case 'sending':
      return (
        <p className={styles['waiting']} role="status">
          {t('app.loading')}
        </p>
      );
    case 'done': {
      const same = reply.receipt.results?.every(({ result }) => result === 'same') && (reply.receipt.results?.length ?? 0) > 0;
      return (
        <p className={styles['done']} role="status">
          <Icon name="tick" size={15} /> {same ? t('record.same') : t('record.sent', { no: reply.receipt.no })}
        </p>
      );
    }
    case 'failed':
      return <Refused failure={reply.failure} />;
  }
}

function Refused({ failure }: { failure: unknown }) {
  const { t } = useTranslation();
  if (!(failure instanceof Problem)) {
    return (
      <p className={styles['failed']} role="alert">
        {t(failure instanceof NoAnswer ? 'record.network' : 'problem.failed')}
      </p>
    );
  }
  const { title, detail, errors, code, status } = failure.fields;
  const details = errors?.flatMap((error) => error.detail ?? []) ?? [];
  return (
    <div className={styles['failed']} role="alert">
      <p>
        {status === 403 ? t('problem.notAllowed') : (detail ?? title)} <span className={styles['code']}>{t('problem.code', { code })}</span>
      </p>
      {details
        .filter((text) => text !== detail)
        .map((text) => (
          <p key={text}>{text}</p>
        ))}
    </div>
  );
}
