import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Commit, CommitNo, Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerTrees } from '@styrbord/eventsourcing/ledger-trees';
import { commitOf } from '@styrbord/eventsourcing/moment';
import { checkpointText } from '@styrbord/proof/checkpoint';
import { signNote, type Signer } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import type { Clock } from '@styrbord/service/tokens';
import type { Logger } from 'pino';
import type { CheckpointSink, SignedCheckpoint } from './checkpoint-sinks';

interface Options {
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly trees: LedgerTrees;
  readonly signers: readonly Signer[];
  readonly origin: string;
  readonly sinks: readonly CheckpointSink[];
  readonly now: Clock;
  readonly log: Logger;
}

const COLLECTION = 'signed-checkpoints';
const DAY_MS = 86_400_000;

/** Signs where the ledger stands, keeps what was signed, and hands it to those beyond the operator's reach. */
export class Checkpoints {
  private last: SignedCheckpoint | null = null;
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: Options) {}

  get origin(): string {
    return this.options.origin;
  }

  async start(): Promise<void> {
    const stored = await this.options.documents.get(COLLECTION, this.options.ledger.name);
    this.last = (stored?.body ?? null) as SignedCheckpoint | null;
  }

  /** To be called each minute: signs when the ledger has grown, or once a day. */
  tick(): Promise<void> {
    return this.locked(async () => {
      const { ledger, now } = this.options;
      const { no } = await ledger.head();
      const isOld = this.last === null || now() - Date.parse(this.last.signedAt) >= DAY_MS;
      if (no > 0 && (isOld || no > (this.last?.no ?? 0))) await this.sign(no);
    });
  }

  /** The latest that covers a commit, signed now where none does; null while nothing is recorded. */
  covering(no: CommitNo = 1): Promise<SignedCheckpoint | null> {
    return this.locked(async () => {
      if (this.last && this.last.no >= no) return this.last;
      const head = await this.options.ledger.head();
      return head.no === 0 ? null : this.sign(head.no);
    });
  }

  /** A key that has just come gives its signature to what stands, too. */
  private async sign(no: CommitNo): Promise<SignedCheckpoint> {
    const { ledger, documents, trees, signers, origin, sinks, now, log } = this.options;
    await trees.advance();
    const commit = (await commitOf(ledger, no)) as Commit;
    const { events, commits } = await trees.headsAt(commit);
    const note = signNote(sha256, checkpointText({ origin, events, commits }), signers);
    const signed = { no, size: commit.size, note, signedAt: new Date(now()).toISOString() };
    await documents.put(COLLECTION, ledger.name, signed);
    this.last = signed;
    for (const sink of sinks)
      await sink.keep(signed).catch((err: unknown) => log.warn({ err, sink: sink.name }, 'a checkpoint could not be handed over'));
    return signed;
  }

  private locked<T>(act: () => Promise<T>): Promise<T> {
    const result = this.work.then(act);
    this.work = result.catch(() => undefined);
    return result;
  }
}
