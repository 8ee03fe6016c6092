import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../reading/audit-answers';
import { sayName } from './named';
import { useLanguage } from './use-language';

type Act = Pick<HistoryEntry, 'actor' | 'actorName'>;

/** What the ledger calls the product itself. */
export const PRODUCT = 'styrbord';

/** Who did it: by name where one is known, else by the pseudonym that the event has. */
export function useActor({ actor, actorName }: Act): string {
  const { t } = useTranslation();
  const language = useLanguage();
  if (actorName) return sayName(actorName, language);
  return actor === PRODUCT ? t('app.name') : actor;
}

export function Actor({ act }: { act: Act }) {
  const { t } = useTranslation('audit');
  return <span>{t('entry.by', { actor: useActor(act) })}</span>;
}
