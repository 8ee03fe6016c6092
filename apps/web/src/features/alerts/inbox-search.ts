import { TRAYS, type Tray } from '@styrbord/alerting/case';
import { SEVERITIES, type Severity } from '@styrbord/alerting/rule';

/** The address of the inbox: without anything, what is to be handled. */
export interface InboxSearch {
  readonly tray?: Exclude<Tray, 'to-handle'>;
  readonly severity?: Severity;
  readonly unit?: string;
  readonly measure?: string;
  readonly period?: string;
  readonly mine?: true;
}

export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const { tray, severity, mine } = raw;
  const texts = (['unit', 'measure', 'period'] as const).flatMap((name) => {
    const given = raw[name];
    return typeof given === 'string' || typeof given === 'number' ? [[name, String(given)] as const] : [];
  });
  return {
    ...(tray !== 'to-handle' && isOneOf(TRAYS, tray) ? { tray } : {}),
    ...(isOneOf(SEVERITIES, severity) ? { severity } : {}),
    ...Object.fromEntries(texts),
    ...(mine === true ? { mine } : {}),
  } as InboxSearch;
}

function isOneOf<T extends string>(all: readonly T[], given: unknown): given is T {
  return all.some((each) => each === given);
}
