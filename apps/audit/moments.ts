import { Injectable } from '@nestjs/common';
import { commitAt, commitOf } from '@styrbord/eventsourcing/moment';
import { momentOf } from '@styrbord/service/queries';
import { AuditedLedgers, type LedgerName } from './audited-ledgers';
import type { CommitRange } from './history';

/** Moments as commits. A number is one of the steering ledger; of the others, what was recorded by or from its time on. */
@Injectable()
export class Moments {
  constructor(private readonly ledgers: AuditedLedgers) {}

  async within(from: string | undefined, to: string | undefined, name: LedgerName): Promise<CommitRange> {
    const last = to === undefined ? null : await this.upTo(name, to, 0);
    const before = from === undefined ? null : await this.upTo(name, from, 1);
    return { ...(before === null ? {} : { from: before + 1 }), ...(last === null ? {} : { to: last }) };
  }

  /** The last commit at a moment, or just before it. */
  private async upTo(name: LedgerName, text: string, earlier: 0 | 1): Promise<number> {
    const moment = momentOf(text) as { no: number } | { at: string };
    if ('no' in moment && name === 'steering') return moment.no - earlier;
    const at = 'at' in moment ? moment.at : await this.timeOf(moment.no);
    return at === null ? Number.MAX_SAFE_INTEGER : commitAt(this.ledgers.of(name).ledger, new Date(Date.parse(at) - earlier).toISOString());
  }

  /** When a commit of the steering ledger was recorded; null where it has none yet. */
  private async timeOf(no: number): Promise<string | null> {
    const commit = await commitOf(this.ledgers.of('steering').ledger, Math.max(1, no));
    return commit?.recordedAt ?? null;
  }
}
