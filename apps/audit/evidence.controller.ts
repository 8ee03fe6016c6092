import { Readable } from 'node:stream';
import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Id, Ids, Optional, PeriodText } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { Moment } from '@styrbord/service/queries';
import { Reader } from '@styrbord/service/reader';
import type { Principal } from '@styrbord/service/roles';
import { LEDGER } from '@styrbord/service/stores';
import { Evidence } from './evidence';
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
}

@ApiTags('audit')
@Controller('audit/evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: Evidence,
    private readonly reader: Reader,
    private readonly access: Access,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** One file with the events, their proofs, the signed checkpoint and the scorecard they make; without a unit, the whole ledger. */
  @Post()
  @Answers(BINARY, 'application/zip')
  @HttpCode(200)
  @Allow('read-audit')
  async take(@Body() body: EvidenceBody, @CurrentPrincipal() principal: Principal, @Res() reply: FastifyReply): Promise<void> {
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
    const head = (await this.ledger.head()).no;
    if (head === 0) throw new ProblemError('ledger-empty');
    const to = body.to === undefined ? head : await this.reader.commit(body.to, '/to');
    await this.reader.seen(to);
    const from = body.from === undefined || body.from === '0' ? 0 : await this.reader.commit(body.from, '/from');
    if (from > to)
      throw new ProblemError('range-reversed', {
        errors: [{ code: 'range-reversed', pointer: '/from', given: body.from ?? null, allowed: `≤ ${to}` }],
      });
    const name = [unit ?? 'huvudbok', period, to]
      .filter((part) => part !== null)
      .join('-')
      .replaceAll('..', '_');
    const pack = await this.evidence.pack({ unit, period: period === null ? null : this.reader.period(period).name, measures, from, to });
    void reply
      .header('content-disposition', `attachment; filename="underlag-${name}.zip"`)
      .type('application/zip')
      .send(Readable.from(pack));
  }
}
