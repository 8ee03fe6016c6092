import type { Documents } from './documents';

/** Who holds a lease, and where others reach it. */
export interface Holder {
  readonly owner: string;
  readonly address: string;
}

interface Options extends Holder {
  readonly documents: Documents;
  readonly name: string;
  /** Milliseconds of a clock that never goes back; clocks of other machines are never compared. */
  readonly now: () => number;
}

/** A holder that is silent for so long has lost it; the holder itself stops believing in it earlier. */
const LEASE_MS = 8_000;
const MARGIN_MS = 2_000;
/** Nothing is sent any more to a holder that has not renewed for so long, though it may have only been slow. */
const SILENT_MS = 4_000;
const COLLECTION = 'leases';

/**
 * Which of several processes writes a ledger: a hint that spares them racing, never a lock. It has run out for others
 * when its document has not changed for a while by their own clock.
 */
export class Lease {
  private seen = { version: 0, at: 0 };
  private renewedAt = Number.NEGATIVE_INFINITY;
  private current: Holder | null = null;
  /** The version that was found when it was first looked. */
  private first: number | null = null;

  constructor(private readonly options: Options) {}

  isHeld(): boolean {
    return this.options.now() - this.renewedAt < LEASE_MS - MARGIN_MS;
  }

  /** Another process that holds it, as far as is known, and has been heard of lately. */
  get other(): Holder | null {
    const { owner, now } = this.options;
    if (this.isHeld() || this.current?.owner === owner || now() - this.seen.at > SILENT_MS) return null;
    return this.current;
  }

  /** To be called every second or two: renews, watches, or takes over. */
  async tend(): Promise<void> {
    const { documents, name, owner, address, now } = this.options;
    const began = now();
    const stored = await documents.get(COLLECTION, name);
    this.current = (stored?.body ?? null) as Holder | null;
    const version = stored?.version ?? 0;
    this.first ??= version;
    if (version !== this.seen.version) this.seen = { version, at: began };
    const silentMs = began - this.seen.at;
    const isFree = this.current === null || this.current.owner === owner || this.isPredecessor(version) || silentMs > LEASE_MS;
    if (!isFree) return;
    const put = await documents.put(COLLECTION, name, { owner, address }, version);
    if (put === 'conflict') return;
    this.current = { owner, address };
    this.renewedAt = began;
  }

  /** Who was found at this address when it began has ended: it could not have begun otherwise. Two that were given one address by mistake never take it in turns. */
  private isPredecessor(version: number): boolean {
    return this.current?.address === this.options.address && version === this.first;
  }

  /** Lets another take it at once. */
  async release(): Promise<void> {
    const { documents, name, owner } = this.options;
    this.renewedAt = Number.NEGATIVE_INFINITY;
    const stored = await documents.get(COLLECTION, name);
    if ((stored?.body as Holder | null | undefined)?.owner === owner) await documents.put(COLLECTION, name, null, stored?.version);
  }
}
