import { Outlet, useParams, useSearch } from '@tanstack/react-router';
import { Frame } from '../features/frame/frame';

export function FramePage() {
  const { unit = '', period = '' } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  return (
    <Frame unit={unit} period={period} bare={search.view === 'wall'}>
      <Outlet />
    </Frame>
  );
}
