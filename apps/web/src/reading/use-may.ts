import { useQuery } from '@tanstack/react-query';
import type { Account } from './answers';
import { sessionQuery } from './queries';

/** Whether who is signed in may do that, within their units. The server holds to it; the pages only leave out what it would refuse. */
export function useMay(permission: 'acknowledge' | 'read-audit' | 'note-audit' | 'record-measurements' | 'steer'): boolean {
  const { data: account } = useQuery(sessionQuery);
  return account?.may.includes(permission) ?? false;
}

/** Persons in texts are the whole organisation's: so is who may have them forgotten. */
export function mayErase({ may, units }: Account): boolean {
  return may.includes('erase') && units === 'all';
}

export function useMayErase(): boolean {
  const { data: account } = useQuery(sessionQuery);
  return account ? mayErase(account) : false;
}
