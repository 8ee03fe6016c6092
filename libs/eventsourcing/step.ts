import type { Message } from './bus';
import { recordedOf } from './commit';
import type { Commit, CommitNo, Fact, Recorded } from './ledger';
import type { Checkpoint } from './view-reader';

/** A commit as a view takes it. */
export interface Step {
  readonly checkpoint: Checkpoint;
  readonly prev: string;
  readonly recordedAt: string;
  readonly facts: readonly Recorded[];
}

export function stepOf(commit: Commit): Step {
  const { no, hash, epoch, prev, recordedAt } = commit;
  return { checkpoint: { no, hash, epoch }, prev, recordedAt, facts: recordedOf(commit) };
}

/** Commits that messages carry whole, in order; a commit with messages missing, and a bare head, come without their step. */
export function stepsOf(messages: readonly Message[], ledger: string): { readonly no: CommitNo; readonly step: Step | null }[] {
  const commits = new Map<CommitNo, Message[]>();
  for (const message of messages) {
    if (message.headers['ledger'] !== ledger) continue;
    const no = Number(message.headers['commit']);
    const carried = commits.get(no);
    if (carried) carried.push(message);
    else commits.set(no, [message]);
  }
  return [...commits].toSorted(([a], [b]) => a - b).map(([no, carried]) => ({ no, step: wholeStep(no, carried, ledger) }));
}

function wholeStep(no: CommitNo, carried: readonly Message[], ledger: string): Step | null {
  const { count, hash = '', prev = '', epoch, recordedAt = '' } = carried[0]?.headers ?? {};
  const byIndex = new Map(carried.map((message) => [Number(message.headers['index']), message]));
  if (Number(count) === 0 || byIndex.size !== Number(count)) return null;
  const facts = Array.from({ length: byIndex.size }, (_, index) => ({
    ledger,
    no,
    index,
    recordedAt,
    fact: factOf(byIndex.get(index)),
  }));
  return { checkpoint: { no, hash, epoch: Number(epoch) }, prev, recordedAt, facts };
}

const factOf = (message: Message | undefined): Fact => message?.fact ?? (JSON.parse(message?.value ?? 'null') as Fact);
