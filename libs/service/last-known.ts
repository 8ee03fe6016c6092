import { digest } from './secrets';
import type { Principal } from './roles';

/** So long somebody is believed to be who they were: what was revoked meanwhile cannot be known. */
const BELIEVED_MS = 15 * 60_000;
const KNOWN_MAX = 10_000;

interface Known {
  readonly principal: Principal;
  readonly at: number;
}

/** Who was last known by a key or session, by its hash: for when the store that says so cannot be asked. */
export class LastKnown {
  private readonly known = new Map<string, Known>();

  constructor(private readonly now: () => number) {}

  /** As the store says now; null forgets. */
  learn(secret: string, principal: Principal | null): void {
    const id = digest(secret);
    this.known.delete(id);
    if (principal === null) return;
    this.known.set(id, { principal, at: this.now() });
    if (this.known.size > KNOWN_MAX) this.known.delete(this.known.keys().next().value as string);
  }

  recall(secret: string): Principal | null {
    const known = this.known.get(digest(secret));
    return known && this.now() - known.at < BELIEVED_MS ? known.principal : null;
  }
}
