import { useTranslation } from 'react-i18next';
import { NoAnswer, Problem } from '../api';
import { Button } from './button';
import { Notice } from './notice';

/** A failure in words: what, why, and what to do about it. */
export function ProblemNotice({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const again = onRetry && <Button onClick={onRetry}>{t('app.retry')}</Button>;
  if (failure instanceof NoAnswer) {
    return (
      <Notice title={t('problem.offline')} tone="bad" role="alert">
        <p>{t('problem.offlineHint')}</p>
        {again}
      </Notice>
    );
  }
  if (failure instanceof Problem) {
    const { title, detail, code, status } = failure.fields;
    return (
      <Notice title={status === 404 ? t('problem.notFound') : title || t('problem.failed')} tone="bad" role="alert">
        {detail && <p>{detail}</p>}
        {status === 404 && <p>{t('problem.notFoundHint')}</p>}
        <p>{t('problem.code', { code })}</p>
        {status >= 500 && again}
      </Notice>
    );
  }
  return (
    <Notice title={t('problem.failed')} tone="bad" role="alert">
      <p>{t('problem.failedHint')}</p>
      {again}
    </Notice>
  );
}
