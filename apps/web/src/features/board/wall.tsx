import type { Scorecard, ScorecardPerspective } from '@styrbord/steering/scorecard';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { Live } from '../../reading/use-live';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { LiveSign } from '../../ui/live-sign';
import { Named } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { CountsBar } from './counts';
import { WallPerspective } from './wall-perspective';
import styles from './wall.module.css';

/** Long enough to read a perspective from across a room. */
const TURN_MS = 20_000;

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
      <WallPerspective key={perspective.id} perspective={perspective} period={scorecard.period} changed={live.changed} />
      <Overview perspectives={scorecard.perspectives} at={at} onShow={(next) => turn(next - at)} />
    </section>
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
