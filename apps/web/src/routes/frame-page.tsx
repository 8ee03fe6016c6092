import { Outlet, useParams } from '@tanstack/react-router';
import { Frame } from '../features/frame/frame';

export function FramePage() {
  const { unit = '', period = '' } = useParams({ strict: false });
  return (
    <Frame unit={unit} period={period}>
      <Outlet />
    </Frame>
  );
}
