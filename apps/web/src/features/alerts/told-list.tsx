import type { Addressee } from '@styrbord/alerting/responsibility';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { CaseAnswer, CaseNotice } from '../../reading/alert-answers';
import { Icon } from '../../ui/icon';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { DeliverySaid } from './delivery-said';
import { useSayPerson } from './say-person';
import styles from './told-list.module.css';

interface Props {
  readonly found: CaseAnswer;
  readonly account: string;
  readonly notices: readonly CaseNotice[];
}

/** Each notice, the newest first: to whom it went or that nobody was told, and why. */
export function ToldList({ found, account, notices }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const sayPerson = useSayPerson(found, account);
  if (notices.length === 0) return <p className={styles['nobody']}>{t('casePage.toldNobody')}</p>;
  const sayAddressee = ({ person, why }: Addressee): string =>
    t(`casePage.addressee.${why}`, { name: person === null ? t('casePage.mailbox') : sayPerson(person) });
  return (
    <ol className={styles['notices']} reversed>
      {notices.toReversed().map((notice) => {
        const isSent = notice.decision === 'send';
        return (
          <li key={notice.id} className={styles['notice']}>
            <p className={styles['kind']}>
              <Icon name={isSent ? 'bell' : 'pause'} size={16} />
              {t(isSent ? 'casePage.sent' : 'casePage.notSent')}: {t(`casePage.notice.${notice.notice}`).toLocaleLowerCase(language)}
            </p>
            <p>{t(isSent ? 'casePage.why' : 'casePage.whyNot', { said: sayName(notice.said, language) })}</p>
            {notice.to.map((addressee) => (
              <p key={addressee.person ?? ''}>{t('casePage.to', { who: sayAddressee(addressee) })}</p>
            ))}
            {isSent && <DeliverySaid notice={notice} />}
            <time dateTime={notice.at} className={styles['at']}>
              {sayMoment(notice.at)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
