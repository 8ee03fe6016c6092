import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { ErasureGround, SteeringEvent } from './events';
import type { Decided } from './follow-up';
import type { Known } from './series';

/** One erasure, from its request to its approval or withdrawal. Whom it is of stands as a pseudonym: the name is what is erased. */
export interface Erasure {
  readonly subject: string;
  readonly ground: ErasureGround;
  readonly decision: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
}

/** By their ids, in the order requested. */
export type Erasures = Readonly<Record<string, Erasure>>;

export const NO_ERASURES: Erasures = {};

export type ErasureCommand =
  | {
      readonly type: 'RequestErasure';
      readonly erasure: string;
      readonly subject: string;
      readonly ground: ErasureGround;
      readonly decision: string;
      readonly by: string;
    }
  | { readonly type: 'ApproveErasure'; readonly erasure: string; readonly by: string }
  | { readonly type: 'WithdrawErasure'; readonly erasure: string; readonly by: string; readonly reason: string };

type Decision = readonly Decided[] | Refusal;

/** Refusals in the order they are checked. What was approved or withdrawn already is so again without a change. */
export function decideErasure(command: ErasureCommand, state: Erasures): Decision {
  switch (command.type) {
    case 'RequestErasure':
      return request(command, state);
    case 'ApproveErasure':
      return approve(command, state);
    case 'WithdrawErasure':
      return withdraw(command, state);
  }
}

function request(command: Extract<ErasureCommand, { type: 'RequestErasure' }>, state: Erasures): Decision {
  const { type: _, erasure, subject, ground, by } = command;
  const decision = command.decision.trim();
  if (decision === '') return { refused: 'decision-required', pointer: '/decision', given: command.decision, allowed: 'RS 2026/17' };
  const earlier = Object.entries(state).find(([, other]) => other.subject === subject && other.withdrawnBy === null);
  if (earlier?.[1].approvedBy) return { refused: 'subject-erased', pointer: '/subject', given: subject, allowed: earlier[1].decision };
  if (earlier) return { refused: 'erasure-under-way', pointer: '/subject', given: subject, allowed: earlier[0] };
  return [{ type: 'erasure-requested', data: { erasure, subject, ground, decision, requestedBy: by } }];
}

function approve({ erasure, by }: Extract<ErasureCommand, { type: 'ApproveErasure' }>, state: Erasures): Decision {
  const asked = state[erasure];
  if (!asked) return { refused: 'erasure-unknown', given: erasure };
  if (asked.withdrawnBy !== null) return { refused: 'erasure-withdrawn', given: erasure };
  if (asked.requestedBy === by) return { refused: 'second-approver-required', given: by, allowed: `another than ${asked.requestedBy}` };
  if (asked.approvedBy !== null) return [];
  return [{ type: 'erasure-approved', data: { erasure, subject: asked.subject, decision: asked.decision, approvedBy: by } }];
}

/** By any administrator, whoever asked: what is not erased yet can be let be, what is erased cannot come back. */
function withdraw({ erasure, by, ...command }: Extract<ErasureCommand, { type: 'WithdrawErasure' }>, state: Erasures): Decision {
  const reason = command.reason.trim();
  const asked = state[erasure];
  if (!asked) return { refused: 'erasure-unknown', given: erasure };
  if (reason === '') return { refused: 'withdrawal-reason-required', pointer: '/reason', given: command.reason };
  if (asked.approvedBy !== null) return { refused: 'subject-erased', given: asked.subject, allowed: asked.decision };
  if (asked.withdrawnBy !== null) return [];
  const { subject, decision } = asked;
  return [{ type: 'erasure-withdrawn', data: { erasure, subject, decision, withdrawnBy: by }, reason }];
}

export function evolveErasures(state: Erasures, event: SteeringEvent, { at }: Known): Erasures {
  switch (event.type) {
    case 'erasure-requested': {
      const { erasure, ...asked } = event.data;
      return {
        ...state,
        [erasure]: { ...asked, requestedAt: at, approvedBy: null, approvedAt: null, withdrawnBy: null, withdrawnAt: null },
      };
    }
    case 'erasure-approved': {
      const asked = state[event.data.erasure];
      return asked ? { ...state, [event.data.erasure]: { ...asked, approvedBy: event.data.approvedBy, approvedAt: at } } : state;
    }
    case 'erasure-withdrawn': {
      const asked = state[event.data.erasure];
      return asked ? { ...state, [event.data.erasure]: { ...asked, withdrawnBy: event.data.withdrawnBy, withdrawnAt: at } } : state;
    }
    default:
      return state;
  }
}

/** The approved erasure of a subject, or null. */
export function erasureOf(state: Erasures, subject: string): Erasure | null {
  return Object.values(state).find((erasure) => erasure.subject === subject && erasure.approvedBy !== null) ?? null;
}
