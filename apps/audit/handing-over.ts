import type { Documents, Stored } from '@styrbord/eventsourcing/documents';
import { CHECKPOINT_SINKS, type SinkState } from '@styrbord/service/stores';
import type { Clock } from '@styrbord/service/tokens';
import type { Logger } from 'pino';
import type { CheckpointSink, SignedCheckpoint } from './checkpoint-sinks';

interface Options {
  readonly ledger: string;
  readonly sinks: readonly CheckpointSink[];
  readonly documents: Documents;
  readonly now: Clock;
  readonly log: Logger;
}

const DAY_MS = 86_400_000;
const NEVER: SinkState = { no: 0, at: null, failed: null };

/** Brings checkpoints to the sinks, and remembers for every instance and for `/status` how far each has come. */
export class HandingOver {
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {}

  /** Sinks that are configured are told of, others no longer. */
  async start(): Promise<void> {
    const { ledger, sinks, documents } = this.options;
    const named = new Set(sinks.map(({ name }) => this.idOf(name)));
    for await (const { id } of documents.scan(CHECKPOINT_SINKS, `${ledger}/`))
      if (!named.has(id)) await documents.delete(CHECKPOINT_SINKS, id);
    for (const id of named) await documents.put(CHECKPOINT_SINKS, id, { ...NEVER }, 0);
  }

  /** To each sink that lacks it; one that failed is tried again at the next. Never rejects. */
  offer(checkpoint: SignedCheckpoint): Promise<void> {
    this.work = this.work.then(async () => {
      for (const sink of this.options.sinks) await this.bring(sink, checkpoint);
    });
    return this.work;
  }

  /** When everything offered has been brought, or has failed. */
  settled(): Promise<void> {
    return this.work;
  }

  private async bring(sink: CheckpointSink, checkpoint: SignedCheckpoint): Promise<void> {
    const { documents, now, log } = this.options;
    let before = NEVER;
    try {
      before = stateOf(await documents.get(CHECKPOINT_SINKS, this.idOf(sink.name)));
      if (!isDue(sink, before, { checkpoint, now: now() })) return;
      await sink.keep(checkpoint);
      await this.remember(sink, { no: checkpoint.no, at: new Date(now()).toISOString(), failed: null });
    } catch (err) {
      log.warn({ err, sink: sink.name }, 'a checkpoint could not be handed over');
      const failed = { at: new Date(now()).toISOString(), code: codeOf(err) };
      await this.remember(sink, { ...before, failed }).catch((error: unknown) => log.warn({ err: error }, 'nor could that be kept'));
    }
  }

  private async remember({ name }: CheckpointSink, state: SinkState): Promise<void> {
    await this.options.documents.put(CHECKPOINT_SINKS, this.idOf(name), { ...state });
  }

  private idOf(sink: string): string {
    return `${this.options.ledger}/${sink}`;
  }
}

function stateOf(stored: Stored | null): SinkState {
  return (stored?.body as unknown as SinkState | undefined) ?? NEVER;
}

function isDue(
  { everyMs = 0 }: CheckpointSink,
  { no, at }: SinkState,
  { checkpoint, now }: { readonly checkpoint: SignedCheckpoint; readonly now: number },
): boolean {
  const sinceMs = at === null ? Number.POSITIVE_INFINITY : now - Date.parse(at);
  // One that nothing was added to is signed again each day: that it still stands is news too.
  return checkpoint.no > no ? sinceMs >= everyMs : checkpoint.no === no && sinceMs >= DAY_MS;
}

/** Everybody who is signed in sees it: the kind of failure, not where the sink is. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return [code, cause?.code].find((each) => typeof each === 'string') ?? 'failed';
}
