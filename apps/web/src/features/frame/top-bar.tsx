import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../reading/use-may';
import { Icon } from '../../ui/icon';
import { InboxLink } from './inbox-link';
import { PeriodPicker } from './period-picker';
import { Settings } from './settings';
import styles from './top-bar.module.css';
import { UnitButton } from './unit-button';

interface Props {
  readonly unit: string;
  readonly period: string;
  readonly isPlaced: boolean;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

export function TopBar({ unit, period, isPlaced, onPalette, onKeys }: Props) {
  const { t } = useTranslation();
  const mayAudit = useMay('read-audit');
  const inAudit = useLocation({ select: ({ pathname }) => pathname.startsWith('/audit/') });
  return (
    <header className={styles['bar']}>
      <Link to="/" className={styles['mark']} aria-label={t('app.name')}>
        <img src="/mark.svg" width="28" height="28" alt="" />
        <span className={styles['word']}>{t('app.name')}</span>
      </Link>
      <UnitButton unit={unit} onOpen={onPalette} />
      {isPlaced && <PeriodPicker unit={unit} period={period} />}
      <nav className={styles['pages']} aria-label={t('frame.pages')}>
        <Link
          to="/boards/$unit/$period"
          params={{ unit, period }}
          className={styles['page']}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ className: styles['here'] ?? '' }}
        >
          {t('frame.board')}
        </Link>
        <Link
          to="/boards/$unit/$period/units"
          params={{ unit, period }}
          className={styles['page']}
          activeProps={{ className: styles['here'] ?? '' }}
        >
          {t('frame.units')}
        </Link>
        <Link
          to="/record/$unit/$period"
          params={{ unit, period }}
          className={styles['page']}
          activeProps={{ className: styles['here'] ?? '' }}
        >
          {t('frame.record')}
        </Link>
        <InboxLink />
        {mayAudit && (
          <Link
            to="/audit/history"
            className={`${styles['page']} ${inAudit ? styles['here'] : ''}`}
            aria-current={inAudit ? 'page' : undefined}
          >
            {t('frame.audit')}
          </Link>
        )}
      </nav>
      <button type="button" className={styles['search']} onClick={onPalette} aria-keyshortcuts="Control+K" title={t('frame.searchLong')}>
        <Icon name="search" size={16} />
        <span className={styles['hint']}>{t('frame.search')}</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <Settings unit={unit} period={period} onKeys={onKeys} />
    </header>
  );
}
