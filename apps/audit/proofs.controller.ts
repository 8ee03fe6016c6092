import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { TreeName } from '@styrbord/eventsourcing/ledger-trees';
import { commitOf, commitOfLeaf } from '@styrbord/eventsourcing/moment';
import { toBase64 } from '@styrbord/proof/base64';
import { consistencyProof, inclusionProof } from '@styrbord/proof/merkle';
import { keyIdOf, keyText, type Signer } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { Allow, CurrentPrincipal, Public } from '@styrbord/service/access';
import { FreeText, OneOf, Optional } from '@styrbord/service/fields';
import { AskedBy, Disclosures, type Asker } from '@styrbord/service/disclosures';
import { ProblemError } from '@styrbord/service/problem';
import { ReadQuery, WholeText } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { SIGNERS } from './audit-keys';
import { AuditedLedgers, LEDGERS, type AuditedLedger, type LedgerName } from './audited-ledgers';
import { Answers, pageOfItems, TEXT } from '@styrbord/service/answers';
import { KEY, PROOF } from './audit-answers';

const ENTRIES_MAX = 1_000;

class LedgerQuery extends ReadQuery {
  @Optional()
  @OneOf(LEDGERS)
  readonly ledger?: LedgerName;
}

class TreeQuery extends LedgerQuery {
  /** `events`, or `commits`: their numbers and times. */
  @Optional()
  @OneOf(['events', 'commits'])
  readonly tree?: TreeName;
}

class CheckpointQuery extends LedgerQuery {
  /** A commit it must cover; one is signed now where none does. */
  @Optional()
  @WholeText({ min: 1 })
  readonly covers?: number;
}

class EntriesQuery extends LedgerQuery {
  @WholeText()
  readonly start!: number;

  @WholeText()
  readonly end!: number;

  /** What they are for. */
  @Optional()
  @FreeText(500)
  readonly reason?: string;
}

class InclusionQuery extends TreeQuery {
  @WholeText()
  readonly index!: number;

  @WholeText()
  readonly size!: number;
}

class ConsistencyQuery extends TreeQuery {
  @WholeText()
  readonly from!: number;

  @WholeText()
  readonly to!: number;
}

/** What somebody needs who trusts nobody: what was signed, and that everything else follows from it. */
@ApiTags('audit')
@Controller('audit')
export class ProofsController {
  constructor(
    private readonly ledgers: AuditedLedgers,
    private readonly disclosures: Disclosures,
    @Inject(SIGNERS) private readonly signers: readonly Signer[],
  ) {}

  /** A signed note: C2SP tlog-checkpoint. */
  @Get('checkpoint')
  @Answers(TEXT, 'text/plain')
  @Allow('read-audit')
  async checkpoint(@Query() { covers, ledger }: CheckpointQuery, @Res() reply: FastifyReply): Promise<void> {
    const signed = await this.ledgers.of(ledger).checkpoints.covering(covers);
    if (!signed) throw new ProblemError('ledger-empty');
    void reply.type('text/plain; charset=utf-8').send(signed.note);
  }

  /** Public keys, as C2SP signed-note writes them. To be compared with what was had by another way. */
  @Get('keys')
  @Answers(pageOfItems(KEY))
  @Public()
  keys(): object {
    return { items: this.signers.map((key) => ({ name: key.name, id: keyIdOf(sha256, key), key: keyText(sha256, key) })), next: null };
  }

  /** The canonical bytes of events, base64, in order; `end` is exclusive. */
  @Get('entries')
  @Answers(pageOfItems(TEXT))
  @Allow('read-audit')
  async entries(
    @Query() { start, end, ledger: name, reason }: EntriesQuery,
    @CurrentPrincipal() principal: Principal,
    @AskedBy() asker: Asker,
  ): Promise<object> {
    requireAll(principal);
    const { ledger, trees } = this.ledgers.of(name);
    const size = await sizeOf({ ledger, trees }, 'events');
    if (start >= end || end > size || end - start > ENTRIES_MAX)
      throw refused('range-unfit', '/end', { given: end, allowed: `> ${start}, ≤ ${Math.min(size, start + ENTRIES_MAX)}` });
    const items: string[] = [];
    for await (const commit of ledger.read(await commitOfLeaf(ledger, start, { from: 1, to: trees.no }))) {
      const first = commit.size - commit.events.length;
      const wanted = commit.events.filter((_, at) => first + at >= start && first + at < end);
      items.push(...wanted.map((text) => Buffer.from(text).toString('base64')));
      if (commit.size >= end) break;
    }
    await this.disclosures.record({ type: 'entries-read', data: { ledger: ledger.name, start, end } }, asker, reason);
    return { items, next: null };
  }

  /** RFC 9162 §2.1.3: the audit path of a leaf in a tree of `size`. */
  @Get('inclusion')
  @Answers(PROOF)
  @Allow('read-audit')
  async inclusion(@Query() { index, size, tree = 'events', ledger }: InclusionQuery): Promise<object> {
    const audited = this.ledgers.of(ledger);
    const newest = await sizeOf(audited, tree);
    if (size < 1 || size > newest) throw refused('tree-size-unfit', '/size', { given: size, allowed: `1–${newest}` });
    if (index >= size) throw refused('leaf-unfit', '/index', { given: index, allowed: `< ${size}` });
    return proofOf(await audited.trees.ask(tree, (subtree) => inclusionProof(subtree, index, size)));
  }

  /** RFC 9162 §2.1.4: that the tree of `from` leaves is the beginning of that of `to`. */
  @Get('consistency')
  @Answers(PROOF)
  @Allow('read-audit')
  async consistency(@Query() { from, to, tree = 'events', ledger }: ConsistencyQuery): Promise<object> {
    const audited = this.ledgers.of(ledger);
    const newest = await sizeOf(audited, tree);
    if (to < 1 || to > newest) throw refused('tree-size-unfit', '/to', { given: to, allowed: `1–${newest}` });
    if (from < 1 || from > to) throw refused('tree-size-unfit', '/from', { given: from, allowed: `1–${to}` });
    return proofOf(await audited.trees.ask(tree, (subtree) => consistencyProof(subtree, from, to)));
  }
}

/** Of the tree as it is now. */
async function sizeOf({ ledger, trees }: Pick<AuditedLedger, 'ledger' | 'trees'>, tree: TreeName): Promise<number> {
  await trees.advance();
  return tree === 'commits' ? trees.no : ((await commitOf(ledger, trees.no))?.size ?? 0);
}

/** Events of every unit are only for who sees every unit. */
function requireAll({ units, role }: Principal): void {
  if (units !== 'all')
    throw new ProblemError('needs-whole-organisation', { status: 403, errors: [{ code: 'needs-whole-organisation', given: role }] });
}

function refused(code: string, pointer: string, { given, allowed }: { readonly given: number; readonly allowed: string }): ProblemError {
  return new ProblemError(code, { errors: [{ code, pointer, given, allowed }] });
}

const proofOf = (hashes: readonly Uint8Array[]): object => ({ proof: hashes.map(toBase64) });
