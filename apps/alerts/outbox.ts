import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Figures, NoticeKind, NoticeReason } from '@styrbord/alerting/events';
import type { CasePlace } from '@styrbord/alerting/events';
import type { TimingReason } from '@styrbord/alerting/timing';
import type { Severity } from '@styrbord/alerting/rule';
import type { Json } from '@styrbord/proof/canonical';

/** A notice on its way, with what it says. */
export interface OutboxItem extends CasePlace {
  /** `<no>:<index>` of the event that decided it. */
  readonly notice: string;
  readonly kind: NoticeKind;
  readonly because: NoticeReason;
  readonly severity: Severity;
  readonly retroactive: boolean;
  readonly figures: Figures;
  /** What it had been told with, where a correction ends it; and who corrected, and why. */
  readonly before: Figures | null;
  readonly corrected: { readonly by: string; readonly reason: string | null } | null;
}

/** A message that is to be sent, or could not be yet. */
export interface Outgoing {
  readonly id: string;
  readonly channel: string;
  readonly recipient: string;
  readonly items: readonly OutboxItem[];
  readonly since: string;
  readonly attempts: number;
  readonly nextAt: string;
  /** What went wrong at the last try; null before the first. */
  readonly trouble: string | null;
  /** Why it goes now; not said of what goes to no person. */
  readonly timing?: TimingReason;
}

const COLLECTION = 'outbox';

/** Messages between the fact that somebody is to be told and the fact that they have been. */
export class Outbox {
  constructor(private readonly documents: Documents) {}

  async all(): Promise<Outgoing[]> {
    const found: Outgoing[] = [];
    for await (const { body } of this.documents.scan(COLLECTION, '')) found.push(body as unknown as Outgoing);
    return found;
  }

  async of(recipient: string): Promise<Outgoing[]> {
    return (await this.all()).filter((outgoing) => outgoing.recipient === recipient);
  }

  async put(outgoing: Outgoing): Promise<void> {
    await this.documents.put(COLLECTION, outgoing.id, outgoing as unknown as Json);
  }

  async remove({ id }: Outgoing): Promise<void> {
    await this.documents.delete(COLLECTION, id);
  }
}
