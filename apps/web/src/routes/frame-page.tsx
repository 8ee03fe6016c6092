import { Outlet, useSearch } from '@tanstack/react-router';
import { Frame } from '../features/frame/frame';
import { usePlace } from './use-place';

export function FramePage() {
  const { unit, period, isInAddress } = usePlace();
  const search = useSearch({ strict: false });
  return (
    <Frame unit={unit} period={period} isPlaced={isInAddress} bare={search.view === 'wall'}>
      <Outlet />
    </Frame>
  );
}
