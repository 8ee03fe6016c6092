import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { Tick } from '../../reading/audit-answers';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { tickAt } from './moments';
import styles from './time-slider.module.css';

interface Props {
  readonly label: string;
  readonly ticks: readonly Tick[];
  readonly no: number;
  readonly onMove: (no: number) => void;
  readonly playable?: boolean;
}

const STEP_MS = 1_200;

/** The ledger's commits that concern the board, evenly spaced: a native slider, so arrows, Home and End work as everywhere. */
export function TimeSlider({ label, ticks, no, onMove, playable = false }: Props) {
  const { t } = useTranslation('audit');
  const [playing, setPlaying] = useState(false);
  const at = tickAt(no, ticks);
  const tick = ticks[at];
  const last = ticks.length - 1;
  const goTo = (index: number) => {
    const next = ticks[index];
    if (next) onMove(next.no);
  };
  useEffect(() => {
    if (!playing) return;
    if (at >= last) return setPlaying(false);
    const timer = window.setTimeout(() => {
      const next = ticks[at + 1];
      if (next) onMove(next.no);
    }, STEP_MS);
    return () => window.clearTimeout(timer);
  }, [playing, at, last, ticks, onMove]);
  if (!tick) return null;
  const play = () => {
    if (!playing && at >= last) goTo(0);
    setPlaying(!playing);
  };
  return (
    <div className={styles['slider']}>
      <label className={styles['label']}>
        <span className={styles['name']}>{label}</span>
        <span className={styles['track']}>
          <Marks count={ticks.length} />
          <input
            type="range"
            min={0}
            max={last}
            step={1}
            value={at}
            aria-valuetext={t('replayPage.place', { date: sayMoment(tick.at), no: tick.no, at: at + 1, all: ticks.length })}
            onChange={(event) => {
              setPlaying(false);
              goTo(Number(event.target.value));
            }}
          />
        </span>
      </label>
      <p className={styles['said']} aria-hidden="true">
        {t('replayPage.place', { date: sayMoment(tick.at), no: tick.no, at: at + 1, all: ticks.length })}
      </p>
      {playable && (
        <Button onClick={play} className={styles['play']}>
          <Icon name={playing ? 'pause' : 'play'} size={16} />
          {playing ? t('replayPage.pause') : t('replayPage.play')}
        </Button>
      )}
    </div>
  );
}

/** One stroke per commit; past some hundreds they make a band, which is what they then are. */
const Marks = memo(({ count }: { count: number }) => {
  const path = Array.from({ length: count }, (_, at) => `M${count === 1 ? 0.5 : at / (count - 1)} 0V1`).join('');
  return (
    <svg className={styles['marks']} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
});
