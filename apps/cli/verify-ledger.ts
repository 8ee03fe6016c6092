import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Commit } from '@styrbord/eventsourcing/ledger';
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

/** Both ledgers whole: every commit and event re-hashed, what was signed compared, every view folded again and compared. */
export async function runVerifyLedger({ data, tenant, key, checkpoint }: VerifyLedgerOptions, output: Output): Promise<number> {
  const keys = key === undefined ? [] : await keysIn(key);
  const store = await openStore({ at: data, tenant, how: 'look' });
  try {
    const ledgers = { steering: `${tenant}/steering`, audit: `${tenant}/audit` };
    const kept =
      checkpoint === undefined
        ? [...(await ownNotes(store.documents, ledgers.steering)), ...(await ownNotes(store.documents, ledgers.audit))]
        : await notesIn(checkpoint);
    const signed = keys.length > 0 ? checkpointsOf(kept, keys) : [];
    const notes = Array.isArray(signed) ? signed : [];
    const isOfAudit = ({ origin }: Signed): boolean => origin.endsWith(`/${ledgers.audit}`);
    const steering = Array.isArray(signed)
      ? await chain({ commits: wholeOf(store.commits), name: ledgers.steering, signed: notes.filter((note) => !isOfAudit(note)) }, output)
      : signed;
    const audit =
      'result' in steering
        ? steering
        : await chain({ commits: wholeOf(store.audit), name: ledgers.audit, signed: notes.filter(isOfAudit) }, output);
    const fault = 'result' in steering ? steering : 'result' in audit ? audit : await differingView(store, output);
    if (fault) return toldFault(fault, output);
    const [{ commits, events }, disclosed] = [steering as Whole, audit as Whole];
    output.answer({ result: 'good', commits, events, audit: disclosed, checkpoints: notes.length }, [
      `✓ Good. ${commits} commits and ${events} events, one unbroken chain; every view is what they make.`,
      `The audit ledger beside it: ${disclosed.commits} commits and ${disclosed.events} events, one unbroken chain.`,
      comparedWith(notes),
    ]);
    return 0;
  } finally {
    await store.close();
  }
}

const wholeOf = (store: CommitStore): AsyncIterable<Commit> => store.read(1, Number.MAX_SAFE_INTEGER);

/** The note that the product itself kept last. */
async function ownNotes(
  documents: { get(collection: string, id: string): Promise<{ readonly body: unknown } | null> },
  ledger: string,
): Promise<KeptNote[]> {
  const stored = await documents.get('signed-checkpoints', ledger);
  return stored ? [{ file: 'the last checkpoint of the product itself', text: (stored.body as { note: string }).note }] : [];
}
