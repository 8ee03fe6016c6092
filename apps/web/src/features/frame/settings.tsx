import { useNavigate } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { write } from '../../api';
import { sessionQuery } from '../../reading/queries';
import { Appearance } from '../../ui/appearance';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Named } from '../../ui/named';
import styles from './settings.module.css';

interface Props {
  readonly unit: string;
  readonly period: string;
  readonly onKeys: () => void;
}

/** The browser's own popover: it closes on Escape and on a press outside, and needs no script for either. */
export function Settings({ unit, period, onKeys }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  return (
    <>
      <button type="button" className={styles['open']} popoverTarget={id} aria-label={t('frame.settings')}>
        <Icon name="menu" />
      </button>
      <div id={id} popover="auto" role="group" aria-label={t('frame.settings')} className={styles['panel']}>
        <Who />
        <Appearance />
        <div className={styles['actions']}>
          <Button
            look="quiet"
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => void navigate({ to: '/boards/$unit/$period', params: { unit, period }, search: { view: 'wall' } })}
          >
            <Icon name="screen" /> {t('frame.wall')}
          </Button>
          <Button look="quiet" popoverTarget={id} popoverTargetAction="hide" onClick={() => window.print()}>
            <Icon name="print" /> {t('frame.print')}
          </Button>
          <Button look="quiet" popoverTarget={id} popoverTargetAction="hide" onClick={onKeys}>
            <kbd className={styles['key']}>?</kbd> {t('frame.keys')}
          </Button>
        </div>
      </div>
    </>
  );
}

function Who() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: account } = useQuery(sessionQuery);
  if (!account) return null;
  const signOut = async () => {
    await write('DELETE', '/session', undefined);
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
    await navigate({ to: '/sign-in', search: {} });
  };
  return (
    <div className={styles['who']}>
      <p>
        <strong>
          <Named name={account.name} />
        </strong>
        <span className={styles['account']}>{account.id}</span>
      </p>
      <Button onClick={() => void signOut()}>{t('frame.signOut')}</Button>
    </div>
  );
}
