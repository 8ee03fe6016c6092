import type { Output } from './output';
import { openStore } from './store';
import { chain, checkpointsOf, comparedWith, notesIn, toldFault, type KeptNote, type Signed, type Whole } from './verify-chain';
import { keysIn } from './verify-pack';
import { differingView } from './verify-views';

export interface VerifyLedgerOptions {
  /** A data folder, or `mongodb://…`. */
  readonly data: string;
  readonly tenant: string;
  readonly key?: string;
  /** A signed note that was kept elsewhere, or a folder of them. */
  readonly checkpoint?: string;
}

/** Its ledgers whole: every commit and event re-hashed, what was signed compared, every view folded again and compared. */
export async function runVerifyLedger({ data, tenant, key, checkpoint }: VerifyLedgerOptions, output: Output): Promise<number> {
  const keys = key === undefined ? [] : await keysIn(key);
  const store = await openStore({ at: data, tenant, how: 'look' });
  try {
    const ledgers = [
      { name: `${tenant}/steering`, store: store.commits },
      { name: `${tenant}/audit`, store: store.audit },
      { name: `${tenant}/alerts`, store: store.alerts },
    ];
    const kept = checkpoint === undefined ? await ownNotes(store.documents, ledgers) : await notesIn(checkpoint);
    const signed = keys.length > 0 ? checkpointsOf(kept, keys) : [];
    if (!Array.isArray(signed)) return toldFault(signed, output);
    const whole: Whole[] = [];
    for (const [at, { name, store: commits }] of ledgers.entries()) {
      const own = signed.filter((note) => placeOf(note, ledgers) === at);
      const chained = await chain({ commits: commits.read(1, Number.MAX_SAFE_INTEGER), name, signed: own }, output);
      if ('result' in chained) return toldFault(chained, output);
      whole.push(chained);
    }
    const differing = await differingView(store, output);
    if (differing) return toldFault(differing, output);
    const [{ commits, events }, audit, alerts] = whole as [Whole, Whole, Whole];
    output.answer({ result: 'good', commits, events, audit, alerts, checkpoints: signed.length }, [
      `✓ Good. ${commits} commits and ${events} events, one unbroken chain; every view is what they make.`,
      `The audit ledger beside it: ${audit.commits} commits and ${audit.events} events, one unbroken chain.`,
      `The alerts ledger: ${alerts.commits} commits and ${alerts.events} events, one unbroken chain.`,
      comparedWith(signed),
    ]);
    return 0;
  } finally {
    await store.close();
  }
}

/** Which ledger a note is of; one that names none of them is held against the steering ledger, and found to differ. */
function placeOf({ origin }: Signed, ledgers: readonly { readonly name: string }[]): number {
  return Math.max(
    0,
    ledgers.findIndex(({ name }) => origin.endsWith(`/${name}`)),
  );
}

/** The notes that the product itself kept last. */
async function ownNotes(
  documents: { get(collection: string, id: string): Promise<{ readonly body: unknown } | null> },
  ledgers: readonly { readonly name: string }[],
): Promise<KeptNote[]> {
  const stored = await Promise.all(ledgers.map(({ name }) => documents.get('signed-checkpoints', name)));
  return stored.flatMap((one) =>
    one ? [{ file: 'the last checkpoint of the product itself', text: (one.body as { note: string }).note }] : [],
  );
}
