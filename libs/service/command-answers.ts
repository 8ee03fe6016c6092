import type { Documents } from '@styrbord/eventsourcing/documents';
import type { CommitNo } from '@styrbord/eventsourcing/ledger';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Json } from '@styrbord/proof/canonical';
import type { CommandContext } from './command-context';
import { ProblemError } from './problem';

/** Of commands that changed nothing: they have no commit to stand in. */
const COLLECTION = 'command-answers';

export interface Answered {
  readonly no: CommitNo;
  readonly answer: Json;
}

type Asked = Pick<CommandContext, 'id' | 'fingerprint'>;

/** What commands to a ledger were answered the first time: the same again is answered the same. */
export class CommandAnswers {
  constructor(
    private readonly ledger: LedgerWriter,
    private readonly documents: Documents,
    private readonly isSame: (recorded: string, asked: string) => boolean | Promise<boolean> = (recorded, asked) => recorded === asked,
  ) {}

  /** Null for a command that is new. Throws where its id was used before, for something else. */
  async first({ id, fingerprint }: Asked): Promise<Answered | null> {
    const [recorded, kept] = await Promise.all([this.ledger.command(id), this.documents.get(COLLECTION, id)]);
    const found = recorded ?? (kept?.body as (Answered & { readonly fingerprint: string }) | undefined);
    if (!found) return null;
    if (!(await this.isSame(found.fingerprint, fingerprint))) throw new ProblemError('idempotency-key-reused');
    return { no: found.no, answer: found.answer };
  }

  /** Of one that changed nothing: only who chose its id comes back with it. */
  async keep({ id, fingerprint, keyed }: Asked & { readonly keyed: boolean }, { no, answer }: Answered): Promise<void> {
    if (keyed) await this.documents.put(COLLECTION, id, { no, fingerprint, answer });
  }
}
