import { DIGEST_KINDS, type DigestRhythm } from '@styrbord/alerting/schedule';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDate } from '../../language/numbers';
import type { NoticeSettingsAnswer } from '../../reading/alert-answers';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Replied } from '../../ui/replied';
import { useLanguage } from '../../ui/use-language';
import { useSubmit } from '../../ui/use-submit';
import { DeputyFields } from './deputy-fields';
import form from './form.module.css';
import { settingsIn } from './notice-settings-body';
import styles from './people.module.css';
import { SubscriptionFields } from './subscription-fields';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const ZONES = Intl.supportedValuesOf('timeZone');

interface Props {
  readonly settings: NoticeSettingsAnswer;
  readonly onChange: () => void;
  readonly onSaved: () => void;
}

/** Everything is saved together. */
export function NoticeSettingsForm({ settings, onChange, onSaved }: Props) {
  const { t } = useTranslation('alerts');
  const { send, reply, forget } = useSubmit();
  const [subscriptions, setSubscriptions] = useState(settings.subscriptions);
  const [deputies, setDeputies] = useState(settings.deputies);
  const changed = () => {
    forget();
    onChange();
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = settingsIn(new FormData(event.currentTarget), { subscriptions, deputies });
    if (await send('PUT', '/notice-settings', body)) onSaved();
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={changed}>
      <MailFields settings={settings} />
      <DigestFields {...settings.schedule} />
      <QuietFields {...settings.schedule} />
      <SubscriptionFields
        subscriptions={subscriptions}
        onChange={(next) => {
          setSubscriptions(next);
          changed();
        }}
      />
      <DeputyFields
        deputies={deputies}
        self={settings.person}
        known={settings.people}
        onChange={(next) => {
          setDeputies(next);
          changed();
        }}
      />
      <Replied reply={reply.state === 'done' ? { state: 'idle' } : reply} />
      <Button type="submit" look="main" className={styles['start']}>
        {t('minePage.save')}
      </Button>
    </form>
  );
}

function MailFields({ settings: { mail, canMail, left } }: { settings: NoticeSettingsAnswer }) {
  const { t } = useTranslation('alerts');
  return (
    <section className={styles['section']} aria-labelledby="channel-title">
      <h2 id="channel-title" className={styles['title']}>
        {t('minePage.channel')}
      </h2>
      <p className={styles['hint']}>{t('minePage.channelLead')}</p>
      {left && <Notice title={t(`minePage.left.${left.because}`, { date: sayDate(left.at) })} />}
      {!canMail && <Notice title={t('minePage.noMail')} />}
      <label className={form['field']}>
        {t('minePage.mail')}
        <input
          name="mail"
          type="email"
          autoComplete="email"
          maxLength={254}
          disabled={!canMail}
          defaultValue={left ? '' : (mail ?? '')}
          aria-describedby="mail-hint"
        />
        <span id="mail-hint" className={form['hint']}>
          {t('minePage.mailHint')}
        </span>
      </label>
    </section>
  );
}

function DigestFields({ digest, zone }: NoticeSettingsAnswer['schedule']) {
  const { t } = useTranslation('alerts');
  const [kind, setKind] = useState<DigestRhythm['kind']>(digest.kind);
  // The first of January 2024 was a Monday.
  const weekday = new Intl.DateTimeFormat(useLanguage(), { weekday: 'long', timeZone: 'UTC' });
  return (
    <section className={styles['section']} aria-labelledby="digest-title">
      <h2 id="digest-title" className={styles['title']}>
        {t('minePage.digest')}
      </h2>
      <p className={styles['hint']}>{t('minePage.digestLead')}</p>
      <div className={form['fields']}>
        <label className={form['field']}>
          {t('minePage.rhythm')}
          <select name="kind" value={kind} onChange={(event) => setKind(event.target.value as DigestRhythm['kind'])}>
            {DIGEST_KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`minePage.rhythms.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {kind === 'weekly' && (
          <label className={form['field']}>
            {t('minePage.weekday')}
            <select name="weekday" defaultValue={digest.kind === 'weekly' ? digest.weekday : 1}>
              {WEEKDAYS.map((day) => (
                <option key={day} value={day}>
                  {weekday.format(Date.UTC(2024, 0, day))}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className={form['field']}>
          {t('minePage.time')}
          <input name="at" type="time" required defaultValue={digest.at} />
        </label>
        <label className={form['field']}>
          {t('minePage.zone')}
          <select name="zone" defaultValue={zone}>
            {[...new Set([zone, ...ZONES])].map((each) => (
              <option key={each} value={each}>
                {each.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}

const NIGHT = { from: '20:00', to: '07:00' };

function QuietFields({ quiet }: NoticeSettingsAnswer['schedule']) {
  const { t } = useTranslation('alerts');
  const [isQuiet, setQuiet] = useState(quiet !== null);
  const { from, to } = quiet ?? NIGHT;
  return (
    <section className={styles['section']} aria-labelledby="quiet-title">
      <h2 id="quiet-title" className={styles['title']}>
        {t('minePage.quiet')}
      </h2>
      <p className={styles['hint']}>{t('minePage.quietLead')}</p>
      <label className={form['check']}>
        <input name="isQuiet" type="checkbox" checked={isQuiet} onChange={(event) => setQuiet(event.target.checked)} />
        {t('minePage.isQuiet')}
      </label>
      {isQuiet && (
        <div className={form['fields']}>
          <label className={form['field']}>
            {t('minePage.quietFrom')}
            <input name="quietFrom" type="time" required defaultValue={from} />
          </label>
          <label className={form['field']}>
            {t('minePage.quietTo')}
            <input name="quietTo" type="time" required defaultValue={to} />
          </label>
        </div>
      )}
    </section>
  );
}
