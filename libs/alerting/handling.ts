import type { Refusal } from '@styrbord/eventsourcing/decider';
import { isOpen, type Watch } from './case';
import type { CasePlace, WatchEvent } from './events';

/** What a person does with a case. `at`: now. */
export type HandleCase = { readonly place: CasePlace; readonly at: string } & (
  | { readonly type: 'AcknowledgeCase'; readonly until: string | null; readonly comment: string | null }
  | { readonly type: 'SnoozeCase'; readonly until: string }
  | { readonly type: 'AssignCase'; readonly to: string | null }
  | { readonly type: 'CommentOnCase'; readonly text: string }
  | { readonly type: 'CloseCase'; readonly cause: string }
);

/** How long an acknowledgement holds unless it says; and the longest either may. */
const ACKNOWLEDGED_DAYS = 14;
const UNTIL_DAYS_MAX = 366;
const DAY_MS = 86_400_000;

/** Refusals in the order they are checked: case, whether it is closed, whether it is over, time, text. An empty decision changes nothing. */
export function handle(command: HandleCase, watch: Watch): readonly WatchEvent[] | Refusal {
  const { place, at } = command;
  const found = watch.cases[place.period];
  if (!found) return { refused: 'case-unknown', given: place.period };
  const { handling } = found;
  if (handling.closed && command.type !== 'CommentOnCase') return { refused: 'case-closed', given: handling.closed.cause };
  const calms = command.type === 'AcknowledgeCase' || command.type === 'SnoozeCase';
  if (calms && !isOpen(found)) return { refused: 'case-resolved', given: found.resolvedAt };
  switch (command.type) {
    case 'AcknowledgeCase': {
      const until = command.until ?? new Date(Date.parse(at) + ACKNOWLEDGED_DAYS * DAY_MS).toISOString();
      return untilRefusal(until, at) ?? [{ type: 'case-acknowledged', data: { ...place, until, comment: command.comment } }];
    }
    case 'SnoozeCase':
      return untilRefusal(command.until, at) ?? [{ type: 'case-snoozed', data: { ...place, until: command.until } }];
    case 'AssignCase':
      if (command.to === handling.assignee) return [];
      return [{ type: 'case-assigned', data: { ...place, to: command.to, before: handling.assignee } }];
    case 'CommentOnCase':
      return textRefusal(command.text, '/text') ?? [{ type: 'case-commented', data: { ...place, text: command.text } }];
    case 'CloseCase':
      return textRefusal(command.cause, '/cause') ?? [{ type: 'case-closed', data: { ...place, cause: command.cause } }];
  }
}

function untilRefusal(until: string, at: string): Refusal | null {
  const latest = new Date(Date.parse(at) + UNTIL_DAYS_MAX * DAY_MS).toISOString();
  if (until <= at) return { refused: 'time-passed', pointer: '/until', given: until, allowed: `> ${at}` };
  return until > latest ? { refused: 'time-too-far', pointer: '/until', given: until, allowed: `≤ ${latest}` } : null;
}

const textRefusal = (text: string, pointer: string): Refusal | null =>
  text.trim() === '' ? { refused: 'text-required', pointer, given: text } : null;
