import type { Row, Scorecard, ScorecardPerspective } from '@styrbord/steering/scorecard';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '../../language/periods';
import type { Live } from '../../reading/use-live';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { LiveSign } from '../../ui/live-sign';
import { Named } from '../../ui/named';
import { leadingCell, lightOf, sayCell, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { VerdictMark } from '../../ui/verdict-mark';
import { CountsBar } from './counts';
import styles from './wall.module.css';

/** Long enough to read a perspective from across a room. */
const TURN_MS = 20_000;
/** So few cards leave room to be larger. */
const FEW = 6;

interface Props {
  readonly scorecard: Scorecard;
  readonly live: Live;
  readonly onLeave: () => void;
}

/** The board for a screen on the wall: one perspective at a time, large, nothing to press needed. */
export default function Wall({ scorecard, live, onLeave }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { at, turn, paused, setPaused } = useTurns(scorecard.perspectives.length, onLeave);
  const perspective = scorecard.perspectives[at];
  if (!perspective) return null;
  const name = (
    <>
      <Named name={scorecard.unit.name} /> <span className={styles['period']}>{sayPeriod(scorecard.period, language)}</span>
    </>
  );
  return (
    <section className={styles['wall']} aria-label={t('frame.wall')}>
      <header className={styles['head']}>
        <p className={styles['unit']}>{name}</p>
        <LiveSign state={live.state} updated={live.updated} />
        <div className={styles['controls']}>
          <Button look="quiet" aria-label={t('frame.earlier')} onClick={() => turn(-1)}>
            <Icon name="left" />
          </Button>
          <span>{t('wall.of', { at: at + 1, all: scorecard.perspectives.length })}</span>
          <Button look="quiet" aria-label={t('frame.later')} onClick={() => turn(1)}>
            <Icon name="right" />
          </Button>
          <Button look="quiet" onClick={() => setPaused(!paused)}>
            <Icon name={paused ? 'play' : 'pause'} /> {t(paused ? 'wall.play' : 'wall.pause')}
          </Button>
          <Button look="quiet" onClick={onLeave}>
            <Icon name="close" /> {t('wall.leave')}
          </Button>
        </div>
      </header>
      <Perspective key={perspective.id} perspective={perspective} period={scorecard.period} changed={live.changed} />
      <Overview perspectives={scorecard.perspectives} at={at} onShow={(next) => turn(next - at)} />
    </section>
  );
}

function Perspective({
  perspective,
  period,
  changed,
}: {
  perspective: ScorecardPerspective;
  period: string;
  changed: ReadonlySet<string>;
}) {
  const { t } = useTranslation();
  const rows = perspective.goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures));
  const told = rows.filter((row) => row.verdict.result !== 'none' || Object.values(row.cells).some(({ outcome }) => outcome));
  return (
    <div className={styles['perspective']} data-few={told.length <= FEW || undefined}>
      <h1 className={styles['title']}>
        <Named name={perspective.name} />
      </h1>
      <ul className={styles['cards']}>
        {told.map((row) => (
          <li key={row.id} className={styles['card']} data-changed={changed.has(row.id) || undefined}>
            <Card row={row} period={period} />
          </li>
        ))}
      </ul>
      {told.length < rows.length && <p className={styles['later']}>{t('wall.later', { count: rows.length - told.length })}</p>}
    </div>
  );
}

/** Below, all of them at once: which one is large now, and how the others stand. */
function Overview({
  perspectives,
  at,
  onShow,
}: {
  perspectives: readonly ScorecardPerspective[];
  at: number;
  onShow: (at: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <nav className={styles['overview']} aria-label={t('board.perspectives')}>
      {perspectives.map(({ id, name, counts }, place) => (
        <button key={id} type="button" aria-current={place === at || undefined} onClick={() => onShow(place)}>
          <span>
            <Named name={name} />
          </span>
          <span className={styles['tally']}>{t('board.metOf', { met: counts.met, judged: counts.met + counts.near + counts.missed })}</span>
          <CountsBar counts={counts} />
        </button>
      ))}
    </nav>
  );
}

function Card({ row, period }: { row: Row; period: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const leading = leadingCell(row);
  const light = lightOf(row.verdict, leading, period);
  const total = row.cells['T']?.outcome;
  const parts = Object.entries(row.cells).filter(([name, cell]) => name !== 'T' && cell.outcome);
  return (
    <>
      <VerdictMark light={light} size={44} />
      <div>
        <h2 className={styles['name']}>
          <Named name={row.name} />
        </h2>
        <p className={styles['figure']}>
          {total
            ? sayOutcome(total.value, row, language)
            : parts
                .map(
                  ([name, cell]) =>
                    `${name === 'K' || name === 'M' ? name : sayCell(name, t)} ${sayOutcome(cell.outcome?.value ?? '', row, language)}`,
                )
                .join(' · ')}
        </p>
        <p className={`${styles['word']} ${styles[light]}`}>
          {row.verdict.reason ? t(`reason.${row.verdict.reason}`) : t(`verdict.${light}`)}
          {row.verdict.prognosis && <span className={styles['prognosis']}>, {t(`prognosis.${row.verdict.prognosis}`)}</span>}
        </p>
        {leading?.target && (
          <p className={styles['target']}>
            {t('board.target')} {leading.target.text}
          </p>
        )}
      </div>
    </>
  );
}

function useTurns(all: number, onLeave: () => void) {
  const [at, setAt] = useState(0);
  const [paused, setPaused] = useState(false);
  const turn = (by: number) => setAt((now) => (now + by + all) % Math.max(all, 1));
  useEffect(() => {
    if (paused) return;
    const timer = window.setInterval(() => setAt((now) => (now + 1) % Math.max(all, 1)), TURN_MS);
    return () => window.clearInterval(timer);
  }, [paused, all, at]);
  useEffect(() => {
    const listen = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' || key === 'w') onLeave();
      if (key === 'ArrowRight') setAt((now) => (now + 1) % Math.max(all, 1));
      if (key === 'ArrowLeft') setAt((now) => (now - 1 + all) % Math.max(all, 1));
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [all, onLeave]);
  return { at: Math.min(at, Math.max(all - 1, 0)), turn, paused, setPaused };
}
