import { BECAUSE } from '@styrbord/alerting/sentence';
import { useTranslation } from 'react-i18next';
import type { ListedCase } from '../../reading/alert-answers';
import { useLanguage } from '../../ui/use-language';
import styles from './case-tags.module.css';

/** What sets a case apart from one that simply holds and is told of. */
export function CaseTags({ one, account }: { one: ListedCase; account: string }) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const { state, handling, held, retroactive, data, episode, assignee, byCorrection, carriedOver } = one;
  const isOver = state === 'resolved';
  const ended = carriedOver ? t('carriedOver') : byCorrection ? t('resolvedByCorrection') : t('state.resolved');
  const tags = [
    ...(state === 'breached' ? [] : [isOver ? ended : t(`state.${state}`)]),
    ...(handling === 'open' ? [] : [t(`handling.${handling}`)]),
    ...(assignee === null ? [] : [t(assignee === account ? 'yours' : 'assigned')]),
    ...(retroactive ? [t('retroactive')] : []),
    ...(data === 'reported' || isOver ? [] : [t(`data.${data}`)]),
    ...(episode > 1 ? [t('episode', { count: episode })] : []),
    ...(held !== null && !isOver ? [t('held', { said: BECAUSE[held][language] })] : []),
  ];
  if (tags.length === 0) return null;
  return (
    <ul className={styles['tags']}>
      {tags.map((tag) => (
        <li key={tag} className={styles['tag']}>
          {tag}
        </li>
      ))}
    </ul>
  );
}
