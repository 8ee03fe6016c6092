import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from './queries';

/** Whether who is signed in may do that, within their units. The server holds to it; the pages only leave out what it would refuse. */
export function useMay(permission: 'read-audit' | 'steer'): boolean {
  const { data: account } = useQuery(sessionQuery);
  return account?.may.includes(permission) ?? false;
}
