import { Link } from '@tanstack/react-router';
import { placeOfCase } from '@styrbord/alerting/events';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { CaseNotice } from '../../reading/alert-answers';
import { Icon } from '../../ui/icon';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './deliveries-view.module.css';
import { DeliverySaid } from './delivery-said';
import { useNames } from './use-names';
import { usePersonName } from './use-person-name';

/** A notice among those of all cases. */
export function NoticeRow({ notice }: { notice: CaseNotice }) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const names = useNames();
  const nameOf = usePersonName();
  const place = placeOfCase(notice.case);
  const isSent = notice.decision === 'send';
  const recipients = notice.to.map(({ person, why }) =>
    t(`casePage.addressee.${why}`, { name: person === null ? t('casePage.mailbox') : nameOf(person) }),
  );
  return (
    <tr role="row" data-notice={notice.id}>
      <td role="cell">
        <time dateTime={notice.at}>{sayMoment(notice.at)}</time>
      </td>
      <td role="cell">
        <Link to="/alerts/cases/$case" params={{ case: notice.case }} className={styles['case']}>
          {place ? names.measure(place.measure) : notice.case}
        </Link>
        {place && (
          <p className={styles['where']}>
            {names.unit(place.unit)}, {sayPeriod(place.period, language)}
          </p>
        )}
      </td>
      <td role="cell">
        <p className={styles['decision']}>
          <Icon name={isSent ? 'bell' : 'pause'} size={16} />
          {t(isSent ? 'casePage.sent' : 'casePage.notSent')}: {t(`casePage.notice.${notice.notice}`).toLocaleLowerCase(language)}
        </p>
        <p className={styles['where']}>{t(isSent ? 'casePage.why' : 'casePage.whyNot', { said: sayName(notice.said, language) })}</p>
      </td>
      <td role="cell" data-label={t('deliveriesPage.who')}>
        {recipients.length === 0 ? t('deliveriesPage.nobody') : recipients.join(', ')}
      </td>
      <td role="cell">{isSent ? <DeliverySaid notice={notice} /> : null}</td>
    </tr>
  );
}
