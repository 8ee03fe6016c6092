import type { CommitNo } from './ledger';
import { stepOf } from './step';
import type { Subscription } from './subscription';

/** How often `progress` is told, in commits. */
const TOLD_EVERY = 100;

/** Builds new generations of views of one ledger from a single verified reading of it, then switches each. */
export async function rebuildTogether(subscriptions: readonly Subscription[], progress?: (no: CommitNo) => void): Promise<void> {
  const [first] = subscriptions;
  if (!first) return;
  const { ledger } = first.options;
  const fillings = await Promise.all(subscriptions.map((subscription) => subscription.nextGeneration()));
  const served = subscriptions.map(({ no }) => no);
  const to = Math.max(...served);
  let told = 0;
  for await (const commit of ledger.read(1, to)) {
    const step = stepOf(commit);
    for (const [at, filling] of fillings.entries()) if (commit.no <= (served[at] ?? 0)) await filling.take(step);
    if (commit.no < told + TOLD_EVERY && commit.no < to) continue;
    told = commit.no;
    progress?.(told);
  }
  for (const [at, filling] of fillings.entries()) await subscriptions[at]?.switchTo(filling);
}
