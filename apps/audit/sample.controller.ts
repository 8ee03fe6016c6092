import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Answers, object, PLACE } from '@styrbord/service/answers';
import { Command, type CommandContext } from '@styrbord/service/command-context';
import { requireUnnamed } from '@styrbord/service/disclosures';
import { FreeText, OneOf, Optional, Whole } from '@styrbord/service/fields';
import { ProblemError } from '@styrbord/service/problem';
import { Moment, ReadQuery, WholeText } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { LEDGER } from '@styrbord/service/stores';
import type { LedgerPlace } from '@styrbord/service/tokens';
import { NOTE_VERDICTS, type NoteVerdict } from '@styrbord/steering/audit-events';
import { ActorNames } from '@styrbord/service/actor-names';
import { SAMPLE } from './audit-answers';
import { History, type HistoryEntry } from './history';
import { Moments } from './moments';
import { sampleOf } from './sample';
import { SampleNotes, type SampleNote } from './sample-notes';

const COUNT_MAX = 500;

class SampleQuery extends ReadQuery {
  @FreeText(100)
  readonly seed!: string;

  @WholeText({ min: 1, max: COUNT_MAX })
  readonly count!: number;

  @Optional()
  @Moment()
  readonly from?: string;

  @Optional()
  @Moment()
  readonly to?: string;
}

/** The sample as it was drawn, the change, and what is said of it. */
class NoteBody {
  @FreeText(100)
  readonly seed!: string;

  @Whole({ min: 1, max: COUNT_MAX })
  readonly count!: number;

  /** First and last commit of the sample. */
  @Whole({ min: 1 })
  readonly from!: number;

  @Whole({ min: 1 })
  readonly to!: number;

  @Whole({ min: 1 })
  readonly no!: number;

  @Whole()
  readonly index!: number;

  @OneOf(NOTE_VERDICTS)
  readonly verdict!: NoteVerdict;

  @FreeText(2_000)
  readonly text!: string;
}

interface DrawnEntry extends HistoryEntry {
  readonly notes: readonly SampleNote[];
}

@ApiTags('audit')
@Controller('history/sample')
export class SampleController {
  constructor(
    private readonly history: History,
    private readonly notes: SampleNotes,
    private readonly moments: Moments,
    private readonly access: Access,
    private readonly actors: ActorNames,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /**
   * A random choice of changes that the same seed makes again, for an audit to look into, with what it noted. `from`
   * and `to` are the commits it is drawn from: to be given to draw the same when the ledger has grown.
   */
  @Get()
  @Answers(SAMPLE)
  @Allow('read-audit')
  async draw(@Query() { seed, count, ...asked }: SampleQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const within = await this.moments.within(asked.from, asked.to, 'steering');
    const head = (await this.ledger.head()).no;
    const { from, to } = { from: within.from ?? 1, to: Math.min(within.to ?? head, head) };
    const { places, of } = await sampleOf(this.ledger, { seed, count, from, to });
    const notes = await this.notes.of({ seed, from, to });
    const items: DrawnEntry[] = [];
    for (const place of places) {
      const entry = await this.history.event(place, (unit) => this.access.sees(principal, unit), principal.units === 'all');
      if (entry) items.push({ ...entry, notes: notes.get(`${place.no}:${place.index}`) ?? [] });
    }
    const named = await this.actors.of([...items, ...items.flatMap((item) => item.notes)]);
    return { seed, of, from, to, items: items.map((item) => ({ ...named(item), notes: item.notes.map(named) })), next: null };
  }

  /** Writes a note on a change that the sample draws. It names nobody, and stands for ever. */
  @Post('notes')
  @HttpCode(200)
  @Answers(object(PLACE))
  @Allow('note-audit')
  async note(@Body() body: NoteBody, @CurrentPrincipal() principal: Principal, @Command() command: CommandContext): Promise<LedgerPlace> {
    const { seed, count, from, to, no, index, verdict, text } = body;
    requireUnnamed(seed, '/seed');
    requireUnnamed(text, '/text');
    if (text.trim() === '') throw new ProblemError('required', { errors: [{ code: 'required', pointer: '/text' }] });
    const head = (await this.ledger.head()).no;
    if (to > head || from > to) throw refused('range-unfit', '/to', { given: to, allowed: `${from}–${head}` });
    const entry = await this.history.event({ no, index }, (unit) => this.access.sees(principal, unit), principal.units === 'all');
    if (!entry) throw refused('event-unknown', '/no', { given: `${no}:${index}` });
    const { places } = await sampleOf(this.ledger, { seed, count, from, to });
    const isDrawn = places.some((place) => place.no === no && place.index === index);
    if (!isDrawn) throw refused('change-not-drawn', '/no', { given: `${no}:${index}` });
    const { units, measure } = entry;
    return this.notes.write({ seed, count, from, to, no, index, units, measure, verdict, text }, command);
  }
}

function refused(code: string, pointer: string, details: { readonly given: string | number; readonly allowed?: string }): ProblemError {
  return new ProblemError(code, { errors: [{ code, pointer, ...details }] });
}
