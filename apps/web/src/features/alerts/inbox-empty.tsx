import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import type { InboxSearch } from './inbox-search';

/** Nothing here: because nothing is, or because of what was asked. */
export function InboxEmpty({ search, onSearch }: { search: InboxSearch; onSearch: (next: InboxSearch) => void }) {
  const { t } = useTranslation('alerts');
  const { tray, ...narrowing } = search;
  if (Object.keys(narrowing).length > 0)
    return (
      <Notice title={t('inboxPage.nothing')}>
        <p>{t('inboxPage.nothingHint')}</p>
        <Button onClick={() => onSearch(tray ? { tray } : {})}>{t('inboxPage.clear')}</Button>
      </Notice>
    );
  return (
    <Notice title={t(`inboxPage.empty.${tray ?? 'to-handle'}`)}>
      <p>{t(`inboxPage.emptyHint.${tray ?? 'to-handle'}`)}</p>
      <Link to="/alerts/rules">{t('rules')}</Link>
    </Notice>
  );
}
