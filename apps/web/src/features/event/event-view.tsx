import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import { ledgerOf, type HistoryEntry } from '../../reading/audit-answers';
import { useActor } from '../../ui/actor';
import { BeforeAfter } from '../../ui/before-after';
import { Named } from '../../ui/named';
import { Panel } from '../../ui/panel';
import { EvidenceForm } from './evidence-form';
import styles from './event-view.module.css';
import { VerifyEvent } from './verify-event';

/** The period of the figures an event is about, where it has one. */
export function periodOf({ after }: HistoryEntry): string | null {
  const period = (after as { period?: unknown } | null)?.period;
  return typeof period === 'string' ? period : null;
}

interface Props {
  readonly entry: HistoryEntry;
  /** Where the reader was, for events that name no unit or period themselves. */
  readonly place: { readonly unit: string; readonly period: string };
}

export function EventView({ entry, place }: Props) {
  const { t } = useTranslation('audit');
  const unit = entry.units[0] ?? place.unit;
  const period = periodOf(entry) ?? place.period;
  return (
    <>
      <p className={styles['sentence']}>
        <Named name={entry.sentence} />
      </p>
      <div className={styles['links']}>
        {entry.measure !== null && unit && period && (
          <Link to="/boards/$unit/$period/measures/$measure" params={{ unit, period, measure: entry.measure }}>
            {t('eventPage.board')}
          </Link>
        )}
        {unit && period && !ledgerOf(entry).ledger && (
          <Link to="/audit/replay/$unit/$period" params={{ unit, period }} search={{ at: entry.no }}>
            {t('eventPage.replay')}
          </Link>
        )}
      </div>
      <div className={styles['columns']}>
        <div className={styles['main']}>
          <Panel title={t('eventPage.change')}>
            <BeforeAfter before={entry.before} after={entry.after} />
          </Panel>
          <About entry={entry} />
        </div>
        <div className={styles['main']}>
          <VerifyEvent entry={entry} />
          {unit && <EvidenceForm unit={unit} period={period} />}
        </div>
      </div>
    </>
  );
}

function About({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('audit');
  const actor = useActor(entry);
  const types: Readonly<Record<string, string>> = t('type', { returnObjects: true });
  const facts = [
    ['recordedAt', `${sayMoment(entry.recordedAt)} (${entry.recordedAt})`],
    ['actor', actor === entry.actor ? actor : `${actor} (${entry.actor})`],
    ['onBehalfOf', entry.onBehalfOf],
    ['reason', entry.reason],
    ['decision', entry.decision],
    ['source', entry.source],
    ['request', entry.request],
    ['type', entry.type in types ? `${types[entry.type]} (${entry.type})` : entry.type],
    ['place', `${entry.ledger} ${entry.no}:${entry.index}`],
  ] as const;
  return (
    <Panel title={t('eventPage.about')}>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`entry.${name}`)}</dt>
            <dd lang={name === 'reason' || name === 'decision' ? 'sv' : undefined}>
              {value ?? <span className={styles['none']}>{t('entry.none')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
