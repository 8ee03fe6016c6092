import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayErase } from '../reading/use-may';
import { TAB, TabbedPage } from './tabbed-page';

interface Props {
  readonly title: ReactNode;
  readonly lead?: string | undefined;
  /** Whose replay the tab leads to. */
  readonly place: { readonly unit: string; readonly period: string };
  readonly children: ReactNode;
}

/** What surrounds each page of the audit: its title, and the way to the others. */
export function AuditPage({ title, lead, place, children }: Props) {
  const { t } = useTranslation('audit');
  const mayErase = useMayErase();
  const tabs = (
    <>
      <Link to="/audit/history" search={{}} {...TAB}>
        {t('history')}
      </Link>
      {place.unit && place.period && (
        <Link to="/audit/replay/$unit/$period" params={place} search={{}} {...TAB}>
          {t('replay')}
        </Link>
      )}
      {mayErase && (
        <Link to="/audit/erasures" {...TAB}>
          {t('erasures')}
        </Link>
      )}
      <Link to="/verify" {...TAB}>
        {t('verifyFile')}
      </Link>
    </>
  );
  return (
    <TabbedPage title={title} lead={lead} tabs={tabs} label={t('pages')}>
      {children}
    </TabbedPage>
  );
}
