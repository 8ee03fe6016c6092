import { caseId } from '@styrbord/alerting/events';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { sayDate, sayMoment } from '../../language/numbers';
import type { CaseAnswer } from '../../reading/alert-answers';
import { useMay } from '../../reading/use-may';
import { Named, Written } from '../../ui/named';
import { Panel } from '../../ui/panel';
import { useLanguage } from '../../ui/use-language';
import styles from './case-facts.module.css';
import { CaseTags } from './case-tags';
import { sayAge, sayFigure, sayReason } from './say-case';
import { useSayPerson } from './say-person';
import { SeverityMark } from './severity-mark';
import { useNames } from './use-names';

interface Props {
  readonly found: CaseAnswer;
  readonly account: string;
}

/** Where the case stands: the figure and its target, both its states, and what brought it about. */
export function CaseFacts({ found, account }: Props) {
  const { t: alerts } = useTranslation('alerts');
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const definition = names.definition(found.measure);
  const { unit, period, measure, value, target, targetText, before, prognosis, openedAt, resolvedAt, severity } = found;
  const sayPerson = useSayPerson(found, account);
  const figure = (text: string | null) => (text === null ? alerts('noValue') : sayFigure(text, definition, language));
  const place = { unit, period };
  return (
    <Panel title={alerts('casePage.now')} tools={<SeverityMark severity={severity} />}>
      <p className={styles['reason']}>{sayReason(found, definition, { alerts, t, language })}</p>
      {before && before.value !== value && <p>{alerts('casePage.before', { before: figure(before.value), after: figure(value) })}</p>}
      {found.retroactive && <p>{alerts('retroactiveHint')}</p>}
      <CaseTags one={found} account={account} />
      <dl className={styles['figures']}>
        <div>
          <dt>{alerts('casePage.value')}</dt>
          <dd>{figure(value)}</dd>
        </div>
        <div>
          <dt>{alerts('casePage.target')}</dt>
          <dd>{target === null ? (targetText ?? alerts('noValue')) : figure(target)}</dd>
        </div>
      </dl>
      <dl className={styles['facts']}>
        {targetText !== null && (
          <Fact name={alerts('casePage.targetText')}>
            <Written>{targetText}</Written>
          </Fact>
        )}
        {prognosis !== null && <Fact name={alerts('casePage.prognosis')}>{t(`prognosis.${prognosis}`)}</Fact>}
        <Fact name={alerts('casePage.openedAt')}>
          <time dateTime={openedAt}>{sayMoment(openedAt)}</time>, {sayAge(openedAt, language)}
        </Fact>
        {resolvedAt !== null && (
          <Fact name={alerts('casePage.resolvedAt')}>
            <time dateTime={resolvedAt}>{sayMoment(resolvedAt)}</time>
          </Fact>
        )}
        <Fact name={alerts('casePage.state')}>{alerts(`state.${found.state}`)}</Fact>
        {found.from.length > 0 && <Fact name={alerts('casePage.from')}>{found.from.map(names.unit).join(', ')}</Fact>}
        {found.wentTo.length > 0 && (
          <Fact name={alerts('casePage.wentTo')}>
            <WentTo found={found} />
          </Fact>
        )}
        <Fact name={alerts('casePage.handling')}>
          <HandlingSaid found={found} account={account} />
        </Fact>
        <Fact name={alerts('casePage.assignee')}>{found.assignee === null ? alerts('casePage.nobody') : sayPerson(found.assignee)}</Fact>
        <Fact name={alerts('casePage.data')}>{alerts(`data.${found.data}`)}</Fact>
        <Fact name={alerts('casePage.cause')}>
          <CauseSaid found={found} account={account} />
        </Fact>
        <Fact name={alerts('casePage.rule')}>
          <Link to="/alerts/rules" hash={`rule-${found.rule}`}>
            <Named name={found.ruleName} />
          </Link>
        </Fact>
      </dl>
      <p className={styles['links']}>
        <Link to="/boards/$unit/$period" params={place} search={{}} hash={`row-${measure}`}>
          {alerts('casePage.row')}
        </Link>
        <Link to="/boards/$unit/$period/measures/$measure" params={{ ...place, measure }}>
          {alerts('casePage.measure')}
        </Link>
      </p>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function WentTo({ found: { rule, measure, period, wentTo } }: { found: CaseAnswer }) {
  const names = useNames();
  return (
    <ul>
      {wentTo.map((unit) => (
        <li key={unit}>
          <Link to="/alerts/cases/$case" params={{ case: caseId({ rule, unit, measure, period }) }}>
            {names.unit(unit)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function HandlingSaid({ found, account }: Props) {
  const { t } = useTranslation('alerts');
  const sayPerson = useSayPerson(found, account);
  const { handling, acknowledged, snoozed, closed } = found;
  if (closed)
    return (
      <>
        {t('casePage.closedBy', { by: sayPerson(closed.by), cause: '' })}
        <Written>{closed.cause}</Written>
      </>
    );
  const held = handling === 'snoozed' ? snoozed : handling === 'acknowledged' ? acknowledged : null;
  if (!held) return t('handling.open');
  return t('casePage.untilBy', { state: t(`handling.${handling}`), until: sayDate(held.until), by: sayPerson(held.by) });
}

function CauseSaid({ found, account }: Props) {
  const { t } = useTranslation('alerts');
  const mayAudit = useMay('read-audit');
  const sayPerson = useSayPerson(found, account);
  const { cause } = found;
  if (!cause) return t('casePage.causeTime');
  const { no, index, actor, reason } = cause;
  const event = t('casePage.causeEvent', { no, index });
  return (
    <>
      {mayAudit ? (
        <Link to="/audit/events/$no/$index" params={{ no: String(no), index: String(index) }} search={{}}>
          {event}
        </Link>
      ) : (
        event
      )}
      , {sayPerson(actor)}
      {reason !== null && (
        <>
          . {t('casePage.causeReason', { reason: '' })}
          <Written>{reason}</Written>
        </>
      )}
    </>
  );
}
