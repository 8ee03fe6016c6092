import type { Message } from './bus';
import type { Commit, CommitNo } from './ledger';

/** Why a message was not what it said it was. Counted by the views, and shown with their status. */
export type MessageFault =
  'ledger-missing' | 'ledger-of-another' | 'key-of-another' | 'number-malformed' | 'differs-from-the-ledger' | 'beyond-the-ledger';

interface Claim {
  readonly no: CommitNo;
  readonly hash: string | undefined;
  /** Of the event in its commit; a bare head has none. */
  readonly index: number | null;
  readonly value: string;
}

/** What messages say of a ledger. Nothing they say is applied: they wake, and are compared with what the ledger holds. */
export class Claims {
  readonly faults: MessageFault[] = [];
  private readonly claims: Claim[];
  private readonly compared = new Set<CommitNo>();

  /** `key`: the tenant whose ledger it is. */
  constructor(messages: readonly Message[], ledger: string, key: string) {
    this.claims = messages.flatMap((message) => {
      const read = claimOf(message, ledger, key);
      if (typeof read === 'string') this.faults.push(read);
      return read === null || typeof read === 'string' ? [] : [read];
    });
  }

  /** The last commit that is claimed. */
  get upTo(): CommitNo {
    return this.claims.reduce((most, { no }) => Math.max(most, no), 0);
  }

  /** Where the ledger is said to end; null when nothing says so. */
  get headNo(): CommitNo | null {
    return this.claims.findLast(({ index }) => index === null)?.no ?? null;
  }

  /** Claims of commits that were there before, and are not compared yet: the first and the last. */
  get past(): { readonly from: CommitNo; readonly to: CommitNo } | null {
    const nos = this.claims.flatMap(({ no, index }) => (index === null || this.compared.has(no) ? [] : [no]));
    return nos.length === 0 ? null : { from: Math.min(...nos), to: Math.max(...nos) };
  }

  compare({ no, hash, events }: Commit): void {
    if (this.compared.has(no)) return;
    this.compared.add(no);
    for (const claim of this.claims) {
      if (claim.no !== no) continue;
      const isSame = claim.hash === hash && (claim.index === null || events[claim.index] === claim.value);
      if (!isSame) this.faults.push('differs-from-the-ledger');
    }
  }

  /** To be told where the ledger ended. */
  end(head: CommitNo): void {
    for (const { no } of this.claims) if (no > head) this.faults.push('beyond-the-ledger');
  }
}

/** Null for what is meant for others. */
function claimOf({ key, value, headers }: Message, ledger: string, own: string): Claim | MessageFault | null {
  if (headers['ledger'] === undefined) return key === own ? 'ledger-missing' : null;
  if (headers['ledger'] !== ledger) return key === own ? 'ledger-of-another' : null;
  if (key !== own) return 'key-of-another';
  const no = wholeOf(headers['commit']);
  const isHead = headers['ce_type'] === 'head';
  const index = isHead ? null : wholeOf(headers['index']);
  if (no === null || no === 0 || (index === null && !isHead)) return 'number-malformed';
  return { no, hash: headers['hash'], index, value };
}

function wholeOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
