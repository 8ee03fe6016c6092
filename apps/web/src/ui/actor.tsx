import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../reading/audit-answers';
import { sayName } from './named';
import { useLanguage } from './use-language';

/** Who did it: by name where one is known, else by the pseudonym that the event has. */
export function Actor({ act: { actor, actorName } }: { act: Pick<HistoryEntry, 'actor' | 'actorName'> }) {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  return <span>{t('entry.by', { actor: actorName ? sayName(actorName, language) : actor })}</span>;
}
