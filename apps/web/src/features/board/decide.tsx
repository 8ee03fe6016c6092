import type { Attention, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/icon';
import { Named } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { useSayFact } from './decide-facts';
import styles from './decide.module.css';
import { DECISIONS, needsDecision, type BoardSearch } from './selection';

const ICONS: Record<Attention, IconName> = {
  'met-but-worsening': 'fall',
  'missed-but-improving': 'rise',
  'met-by-chance': 'wave',
  'irrevocably-missed': 'stop',
  'cells-disagree': 'split',
  'met-without-detectable-change': 'equal',
  disputed: 'question',
  late: 'clock',
  'target-refused': 'broken',
  'missed-but-better': 'rise',
  'differs-from-computed': 'split',
  missed: 'stop',
};

interface Props {
  readonly rows: readonly Row[];
  readonly onSearch: (next: BoardSearch) => void;
}

/** What stands on top: the rows somebody has to decide about, with the fact that put them there. */
export function Decide({ rows, onSearch }: Props) {
  const { t } = useTranslation();
  const entries = DECISIONS.flatMap((kind) => rows.filter((row) => row.attention.includes(kind)).map((row) => ({ kind, row })));
  const missed = rows.filter((row) => row.verdict.result === 'missed').length;
  const goTo = (row: Row) => {
    onSearch({});
    // The row may be hidden by the selection just cleared, so it is looked for after the next paint.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(row.id)));
  };
  return (
    <section className={styles['decide']} aria-labelledby="decide">
      <h2 id="decide" className={styles['title']}>
        {t('board.decide')} <span className={styles['count']}>{rows.filter(needsDecision).length}</span>
      </h2>
      {entries.length === 0 ? (
        <p>{t('board.decideNone')}</p>
      ) : (
        <ul className={styles['list']}>
          {entries.map(({ kind, row }) => (
            <li key={`${kind} ${row.id}`}>
              <Entry kind={kind} row={row} onGo={() => goTo(row)} />
            </li>
          ))}
        </ul>
      )}
      {missed > 0 && (
        <button type="button" className={styles['all']} onClick={() => onSearch({ verdict: 'missed' })}>
          {t('board.missedAll', { count: missed })}
        </button>
      )}
    </section>
  );
}

function Entry({ kind, row, onGo }: { kind: Attention; row: Row; onGo: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sayFact = useSayFact();
  const fact = sayFact(kind, row);
  return (
    <a
      className={`${styles['entry']} ${styles[kind] ?? ''}`}
      href={`#row-${row.id}`}
      onClick={(event) => {
        event.preventDefault();
        onGo();
      }}
    >
      <span className={styles['icon']}>
        <Icon name={ICONS[kind]} size={18} />
      </span>
      <span className={styles['kind']}>{t(`attention.${kind}`)}</span>
      <span className={styles['name']}>
        <Named name={row.name} />
      </span>
      {fact && (
        <span className={styles['fact']} lang={fact.written && language === 'en' ? 'sv' : undefined}>
          {fact.text}
        </span>
      )}
    </a>
  );
}

function focusRow(id: string): void {
  const link = document.querySelector<HTMLElement>(`[data-measure="${CSS.escape(id)}"] [data-row-link]`);
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: 'center' });
}
