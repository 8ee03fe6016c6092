import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Commit, CommitNo, Ledger } from '@styrbord/eventsourcing/ledger';
import type { LedgerTrees } from '@styrbord/eventsourcing/ledger-trees';
import { commitOf } from '@styrbord/eventsourcing/moment';
import { checkpointText } from '@styrbord/proof/checkpoint';
import { signNote, type Signer } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import type { Clock } from '@styrbord/service/tokens';
import type { SignedCheckpoint } from './checkpoint-sinks';
import type { HandingOver } from './handing-over';

interface Options {
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly trees: LedgerTrees;
  readonly signers: readonly Signer[];
  readonly origin: string;
  readonly handing: HandingOver;
  readonly now: Clock;
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
    await this.options.handing.start();
  }

  /** To be called each minute: signs when the ledger has grown, or once a day, and hands over what a sink still lacks. */
  async tick(): Promise<void> {
    await this.locked(async () => {
      const { ledger, now } = this.options;
      const { no } = await ledger.head();
      const isOld = this.last === null || now() - Date.parse(this.last.signedAt) >= DAY_MS;
      if (no > 0 && (isOld || no > (this.last?.no ?? 0))) await this.sign(no);
    });
    if (this.last) await this.options.handing.offer(this.last);
  }

  /** The latest that covers a commit, signed now where none does; null while nothing is recorded. */
  covering(no: CommitNo = 1): Promise<SignedCheckpoint | null> {
    return this.locked(async () => {
      if (this.last && this.last.no >= no) return this.last;
      const head = await this.options.ledger.head();
      if (head.no === 0) return null;
      const signed = await this.sign(head.no);
      // Whoever asks does not wait for the sinks.
      void this.options.handing.offer(signed);
      return signed;
    });
  }

  /** A key that has just come gives its signature to what stands, too. */
  private async sign(no: CommitNo): Promise<SignedCheckpoint> {
    const { ledger, documents, trees, signers, origin, now } = this.options;
    await trees.advance();
    const commit = (await commitOf(ledger, no)) as Commit;
    const { events, commits } = await trees.headsAt(commit);
    const note = signNote(sha256, checkpointText({ origin, events, commits }), signers);
    const signed = { no, size: commit.size, note, signedAt: new Date(now()).toISOString() };
    await documents.put(COLLECTION, ledger.name, signed);
    this.last = signed;
    return signed;
  }

  private locked<T>(act: () => Promise<T>): Promise<T> {
    const result = this.work.then(act);
    this.work = result.catch(() => undefined);
    return result;
  }
}
