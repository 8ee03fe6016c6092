import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { write } from '../../api';
import type { Account } from '../../reading/answers';
import { demoAccountsQuery, sessionQuery } from '../../reading/queries';
import { Appearance } from '../../ui/appearance';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Named } from '../../ui/named';
import { ProblemNotice } from '../../ui/problem-notice';
import styles from './sign-in.module.css';

export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: accounts } = useQuery(demoAccountsQuery);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const signIn = async (account: string, password: string) => {
    setBusy(true);
    setFailure(null);
    try {
      const session = await write<{ account: Account }>('POST', '/session', { account, password });
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session.account);
      onSignedIn();
    } catch (reason) {
      setFailure(reason);
      setBusy(false);
    }
  };

  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <p className={styles['mark']}>
          <img src="/mark.svg" width="36" height="36" alt="" /> {t('app.name')}
        </p>
        <h1 className={styles['title']}>{t('signIn.title')}</h1>
        <p className={styles['lead']}>{t('signIn.lead')}</p>
        {failure !== null && <ProblemNotice failure={failure} />}
        {accounts && accounts.length > 0 && (
          <section className={styles['demo']} aria-labelledby="demo">
            <h2 id="demo">{t('signIn.demo')}</h2>
            <p className={styles['lead']}>{t('signIn.demoHint')}</p>
            <ul className={styles['accounts']}>
              {accounts.toSorted(byRole).map((account) => (
                <li key={account.id}>
                  <button
                    type="button"
                    className={styles['account']}
                    disabled={busy}
                    onClick={() => void signIn(account.id, account.password)}
                  >
                    <span className={styles['who']}>
                      <Named name={account.name} />
                    </span>
                    <RoleText role={account.role} />
                    <Icon name="right" size={16} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <AccountForm busy={busy} onSubmit={signIn} />
      </div>
      <Appearance />
    </main>
  );
}

/** In the order they are shown. */
const ROLES = ['viewer', 'controller', 'reporter', 'auditor', 'administrator'] as const;

const byRole = (one: { role: string }, other: { role: string }): number => placeOf(one.role) - placeOf(other.role);
const placeOf = (role: string): number => ROLES.findIndex((name) => name === role);

function RoleText({ role }: { role: string }) {
  const { t } = useTranslation();
  const found = ROLES.find((name) => name === role);
  return <span className={styles['role']}>{found ? t(`signIn.roles.${found}`) : role}</span>;
}

function AccountForm({ busy, onSubmit }: { busy: boolean; onSubmit: (account: string, password: string) => Promise<void> }) {
  const { t } = useTranslation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void onSubmit(String(form.get('account') ?? ''), String(form.get('password') ?? ''));
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <label className={styles['field']}>
        {t('signIn.account')}
        <input name="account" autoComplete="username" autoCapitalize="none" required />
      </label>
      <label className={styles['field']}>
        {t('signIn.password')}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <Button type="submit" look="main" disabled={busy}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
