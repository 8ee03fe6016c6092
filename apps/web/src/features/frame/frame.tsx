import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertsLate } from './alerts-late';
import styles from './frame.module.css';
import { TopBar } from './top-bar';
import { useFrameKeys } from './use-frame-keys';
import { useTour } from './use-tour';

const Palette = lazy(() => import('./palette'));
const KeySheet = lazy(() => import('./key-sheet'));
const Tour = lazy(() => import('./tour'));

interface Props {
  readonly unit: string;
  readonly period: string;
  /** Whether the unit and the period are the page's own, or only where its links lead. */
  readonly isPlaced: boolean;
  /** A wall screen has no bar: nobody stands there to press it. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** What surrounds every page of a unit and a period. The palette and the sheet are fetched when first asked for. */
export function Frame({ unit, period, isPlaced, bare = false, children }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const [isTourDue, onTourDone] = useTour();
  const onPalette = useCallback(() => setOpen('palette'), []);
  const onKeys = useCallback(() => setOpen('keys'), []);
  const onClose = useCallback(() => setOpen(null), []);
  useFrameKeys({ unit, period, onPalette, onKeys, isPlaced, off: bare });
  return (
    <>
      {!bare && (
        <>
          <a className={styles['skip']} href="#content">
            {t('app.skip')}
          </a>
          <TopBar unit={unit} period={period} isPlaced={isPlaced} onPalette={onPalette} onKeys={onKeys} />
        </>
      )}
      <main id="content" tabIndex={-1} className={styles['content']}>
        <AlertsLate />
        {children}
      </main>
      <Suspense>
        {isTourDue && isPlaced && !bare && <Tour onDone={onTourDone} />}
        {open === 'palette' && <Palette unit={unit} period={period} onClose={onClose} />}
        {open === 'keys' && <KeySheet onClose={onClose} />}
      </Suspense>
    </>
  );
}
