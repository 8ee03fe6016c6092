import type { Documents } from '@styrbord/eventsourcing/documents';
import type { CommitNo, Ledger } from '@styrbord/eventsourcing/ledger';
import type { Clock } from './tokens';

/** The document that says up to which commit of the steering ledger alerts are evaluated, and with which versions of the rules. */
export const EVALUATED = { collection: 'alerts', id: 'evaluated' } as const;
export interface Evaluated {
  readonly no: CommitNo;
  readonly rules: Readonly<Record<string, number>>;
}

/** The document that whoever evaluates alerts leaves each minute, and while it works on much. */
export const HEARTBEAT = { collection: 'alerts', id: 'heartbeat' } as const;
export interface Heartbeat {
  readonly at: string;
}

/** Five heartbeats missed, or a commit that nobody has looked at for as long. */
const LATE_MS = 5 * 60_000;
/** Many screens ask. */
const REMEMBERED_MS = 5_000;

export interface AlertsState {
  /** Evaluated up to this commit of the steering ledger. */
  readonly no: CommitNo;
  /** Commits that are not evaluated. */
  readonly lag: number;
  /** Of the last heartbeat; null where there was none. */
  readonly at: string | null;
  /** When the oldest commit that is not evaluated was recorded. */
  readonly waitingSince: string | null;
  readonly isLate: boolean;
}

/** Looks from outside whether missed targets are still found. */
export class AlertsWatch {
  private asked: { readonly at: number; readonly state: Promise<AlertsState> } | undefined;

  constructor(
    private readonly documents: Documents,
    private readonly ledger: Ledger,
    private readonly now: Clock,
  ) {}

  /** At most some seconds old. */
  state(): Promise<AlertsState> {
    const at = this.now();
    if (this.asked && at - this.asked.at < REMEMBERED_MS) return this.asked.state;
    const state = this.read();
    this.asked = { at, state };
    state.catch(() => (this.asked = undefined));
    return state;
  }

  private async read(): Promise<AlertsState> {
    const [evaluated, heartbeat] = await Promise.all(
      [EVALUATED, HEARTBEAT].map(({ collection, id }) => this.documents.get(collection, id)),
    );
    const head = (await this.ledger.head()).no;
    const no = Math.min(head, (evaluated?.body as Partial<Evaluated> | undefined)?.no ?? 0);
    const at = (heartbeat?.body as Partial<Heartbeat> | undefined)?.at ?? null;
    let waitingSince: string | null = null;
    if (no < head) for await (const { recordedAt } of this.ledger.read(no + 1, no + 1)) waitingSince = recordedAt;
    return { no, lag: head - no, at, waitingSince, isLate: [at, waitingSince].some((since) => this.isOld(since)) };
  }

  private isOld(since: string | null): boolean {
    return since !== null && this.now() - Date.parse(since) > LATE_MS;
  }
}
