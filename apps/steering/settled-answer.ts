import type { Settled } from './desk';

/** What a write answers: where it stands in the ledger, and what it did. */
export function answerOf({ ledger, no, answer }: Settled): object {
  return { ledger, no, ...(answer as object | null) };
}
