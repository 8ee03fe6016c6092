import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { AskedBy, Disclosures, type Asker } from '@styrbord/service/disclosures';
import { FreeText, Id, Ids, OneOf, Optional, PeriodText } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { Moment } from '@styrbord/service/queries';
import { Reader } from '@styrbord/service/reader';
import type { Principal } from '@styrbord/service/roles';
import { measureOf } from '@styrbord/steering/structure';
import { AuditedLedgers, LEDGERS, type LedgerName } from './audited-ledgers';
import { Answers, BINARY } from '@styrbord/service/answers';

class EvidenceBody {
  @Optional()
  @Id()
  readonly unit?: string;

  @Optional()
  @PeriodText()
  readonly period?: string;

  @Optional()
  @Ids({ min: 1, max: 1_000 })
  readonly measures?: readonly string[];

  /** Commit or time after which changes are told; the beginning unless said. */
  @Optional()
  @Moment()
  readonly from?: string;

  /** Commit or time at which it is known; now unless said. */
  @Optional()
  @Moment()
  readonly to?: string;

  /** `steering` unless said; of another only the whole. */
  @Optional()
  @OneOf(LEDGERS)
  readonly ledger?: LedgerName;

  /** What it is for. */
  @Optional()
  @FreeText(500)
  readonly reason?: string;
}

@ApiTags('audit')
@Controller('audit/evidence')
export class EvidenceController {
  constructor(
    private readonly ledgers: AuditedLedgers,
    private readonly disclosures: Disclosures,
    private readonly reader: Reader,
    private readonly access: Access,
  ) {}

  /** One file with the events, their proofs, the signed checkpoint and the scorecard they make; without a unit, the whole ledger. */
  @Post()
  @Answers(BINARY, 'application/zip')
  @HttpCode(200)
  @Allow('read-audit')
  async take(
    @Body() body: EvidenceBody,
    @CurrentPrincipal() principal: Principal,
    @AskedBy() asker: Asker,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { unit = null, period = null, measures = null } = body;
    if (unit === null && principal.units !== 'all')
      throw new ProblemError('needs-whole-organisation', {
        status: 403,
        errors: [{ code: 'needs-whole-organisation', given: principal.role }],
      });
    if ((unit === null) !== (period === null) || (unit === null && measures !== null))
      throw new ProblemError('unit-with-period', {
        errors: [{ code: 'unit-with-period', pointer: unit === null ? '/unit' : '/period', given: null }],
      });
    if (unit !== null) this.access.requireUnit(principal, unit, '/unit');
    const { ledger, evidence } = this.ledgers.of(body.ledger);
    const isSteering = (body.ledger ?? 'steering') === 'steering';
    if (!isSteering) requireWhole(body);
    const head = (await ledger.head()).no;
    if (head === 0) throw new ProblemError('ledger-empty');
    const to = body.to === undefined ? head : await this.reader.commit(body.to, '/to');
    if (isSteering) await this.reader.seen(to);
    if (measures !== null) await this.requireMeasures(measures, to);
    const from = body.from === undefined || body.from === '0' ? 0 : await this.reader.commit(body.from, '/from');
    if (from > to)
      throw new ProblemError('range-reversed', {
        errors: [{ code: 'range-reversed', pointer: '/from', given: body.from ?? null, allowed: `≤ ${to}` }],
      });
    const selection = { unit, period: period === null ? null : this.reader.period(period).name, measures, from, to };
    const pack = await evidence.pack(selection);
    await this.disclosures.record({ type: 'evidence-pack-made', data: { ledger: ledger.name, ...selection } }, asker, body.reason);
    void reply
      .header('content-disposition', `attachment; filename="underlag-${fileNameOf(body, to)}.zip"`)
      .type('application/zip')
      .send(Readable.from(pack));
  }

  /** A pack of what there is not would prove nothing, and look as if it did. */
  private async requireMeasures(measures: readonly string[], to: number): Promise<void> {
    const { structure } = await this.reader.knowing({ knownAt: String(to) });
    const at = measures.findIndex((id) => !measureOf(structure, id));
    if (at >= 0)
      throw new ProblemError('measure-unknown', {
        errors: [{ code: 'measure-unknown', pointer: `/measures/${at}`, given: measures[at] ?? null }],
      });
  }
}

const FILE_WORDS: Readonly<Record<Exclude<LedgerName, 'steering'>, string>> = { audit: 'granskning', alerts: 'larm' };

function fileNameOf({ unit = 'huvudbok', period, ledger }: EvidenceBody, to: number): string {
  const parts = [ledger === undefined || ledger === 'steering' ? unit : FILE_WORDS[ledger], period, to];
  return parts
    .filter((part) => part !== undefined)
    .join('-')
    .replaceAll('..', '_');
}

/** What a selection is made of is the steering ledger's. */
function requireWhole({ unit, period, measures, from, to }: EvidenceBody): void {
  const given = Object.entries({ unit, period, measures, from, to }).find(([, value]) => value !== undefined)?.[0];
  if (given !== undefined) throw new ProblemError('whole-ledger-only', { errors: [{ code: 'whole-ledger-only', pointer: `/${given}` }] });
}
