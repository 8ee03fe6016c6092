import type { Attention, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/icon';
import { Named } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { useSayFact } from './decide-facts';
import styles from './decide.module.css';
import { focusRow } from './focus-row';
import { DECISIONS, type BoardSearch } from './selection';

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
  const entries = entriesOf(rows);
  const missed = rows.filter((row) => row.verdict.result === 'missed').length;
  const goTo = (row: Row) => {
    onSearch({});
    // The row may be hidden by the selection just cleared, so it is looked for after the next paint.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(row.id)));
  };
  return (
    <section className={styles['decide']} aria-labelledby="decide">
      <h2 id="decide" className={styles['title']}>
        {t('board.decide')} <span className={styles['count']}>{entries.length}</span>
      </h2>
      {entries.length === 0 ? (
        <p>{t('board.decideNone')}</p>
      ) : (
        <ul className={styles['list']}>
          {entries.map(({ kinds, row }) => (
            <li key={row.id}>
              <Entry kinds={kinds} row={row} onGo={() => goTo(row)} />
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

/** One a row, under the most urgent of its reasons. */
function entriesOf(rows: readonly Row[]): { readonly kinds: readonly Attention[]; readonly row: Row }[] {
  const entries = rows.map((row) => ({ row, kinds: DECISIONS.filter((kind) => row.attention.includes(kind)) }));
  return DECISIONS.flatMap((first) => entries.filter(({ kinds }) => kinds[0] === first));
}

function Entry({ kinds, row, onGo }: { kinds: readonly Attention[]; row: Row; onGo: () => void }) {
  const [first] = kinds;
  return (
    <a
      className={styles['entry']}
      href={`#row-${row.id}`}
      onClick={(event) => {
        event.preventDefault();
        onGo();
      }}
    >
      {first && (
        <span className={`${styles['icon']} ${styles[first] ?? ''}`}>
          <Icon name={ICONS[first]} size={18} />
        </span>
      )}
      <span className={styles['name']}>
        <Named name={row.name} />
      </span>
      {kinds.map((kind) => (
        <Reason key={kind} kind={kind} row={row} />
      ))}
    </a>
  );
}

function Reason({ kind, row }: { kind: Attention; row: Row }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const fact = useSayFact()(kind, row);
  return (
    <span className={styles['reason']}>
      <span className={styles['kind']}>{t(`attention.${kind}`)}</span>
      {fact && (
        <>
          {': '}
          <span lang={fact.written && language === 'en' ? 'sv' : undefined}>{fact.text}</span>
        </>
      )}
    </span>
  );
}
