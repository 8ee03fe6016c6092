import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayDate } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { ListedCase } from '../../reading/alert-answers';
import { Named } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './case-item.module.css';
import { CaseTags } from './case-tags';
import { sayAge, sayReason } from './say-case';
import { SeverityMark } from './severity-mark';
import { useNames } from './use-names';

interface Props {
  readonly one: ListedCase;
  /** Who is looking. */
  readonly account: string;
  readonly isPicked?: boolean;
  /** Absent where nothing can be done with several at once. */
  readonly onPick?: () => void;
}

/** A case in the inbox: what it is about, why, since when, and what is done about it. */
export function CaseItem({ one, account, isPicked = false, onPick }: Props) {
  const { t: alerts } = useTranslation('alerts');
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const { id, measure, unit, period, severity, ruleName, openedAt, state, resolvedAt } = one;
  const name = names.measure(measure);
  const since = state === 'resolved' && resolvedAt !== null ? resolvedAt : openedAt;
  return (
    <li className={styles['case']} data-case={id} data-picked={isPicked || undefined}>
      {onPick && (
        <label className={styles['pick']}>
          <input type="checkbox" checked={isPicked} onChange={onPick} />
          <span className="said-only">
            {alerts('inboxPage.pick', { name: `${name}, ${names.unit(unit)}, ${sayPeriod(period, language)}` })}
          </span>
        </label>
      )}
      <div className={styles['what']}>
        <Link to="/alerts/cases/$case" params={{ case: id }} className={styles['link']} data-row-link="">
          {name}
        </Link>
        <p>{sayReason(one, names.definition(measure), { alerts, t, language })}</p>
        <p className={styles['facts']}>
          <span>{names.unit(unit)}</span>
          <span>{sayPeriod(period, language)}</span>
          <span>
            <Named name={ruleName} />
          </span>
        </p>
        <CaseTags one={one} account={account} />
      </div>
      <p className={styles['side']}>
        <SeverityMark severity={severity} />
        <time dateTime={since} title={sayDate(since)} className={styles['age']}>
          {sayAge(since, language)}
        </time>
      </p>
    </li>
  );
}
