import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { View } from '@styrbord/eventsourcing/view';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { Readiness } from '@styrbord/service/readiness';
import { LEDGER, VIEWS, type ViewSource } from '@styrbord/service/stores';
import { DOCUMENTS, ORGANISATION } from '@styrbord/service/tokens';
import { isWithin } from '@styrbord/steering/organisation';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { Boards } from './boards';
import { ExportController } from './export.controller';
import { Knowledge } from './knowledge';
import { LiveBoards } from './live-boards';
import { MeasuresController } from './measures.controller';
import { Places } from './places';
import { Reader } from './reader';
import { ScorecardsController } from './scorecards.controller';
import { StatusController, StatusReading } from './status.controller';
import { StructureController } from './structure.controller';

const STRUCTURE = Symbol('structure subscription');
const SERIES = Symbol('series subscription');
/** A lost message, or a relay that died, delays by at most this, and what was missed is then still to be read. */
const POLL_MS = 15_000;

const reader = (token: symbol, view: View) => ({ provide: token, useFactory: (views: ViewSource) => views(view), inject: [VIEWS] });

/** Starts the views with the service, and looks at the ledger's head now and then. */
@Injectable()
class Following implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  /** Where the ledger ended when this process began: once there, it serves. */
  private begin = 0;

  constructor(
    @Inject(STRUCTURE) private readonly structure: ViewReader,
    @Inject(SERIES) private readonly series: ViewReader,
    private readonly knowledge: Knowledge,
    @Inject(LEDGER) private readonly ledger: Ledger,
    readiness: Readiness,
  ) {
    readiness.register('views', () => this.waiting());
  }

  private waiting(): true | string {
    if (!this.timer) return 'starting';
    const { begin } = this;
    // While many write, a view is always some commits behind: that keeps nobody out.
    const behind = [this.structure.status(), this.series.status()].filter(({ checkpoint, halted }) => checkpoint.no < begin || halted);
    return (
      behind.length === 0 ||
      behind.map(({ name, checkpoint: { no }, halted }) => halted ?? `${name} is at commit ${no} of ${begin}`).join('; ')
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    this.begin = (await this.ledger.head()).no;
    await this.structure.start();
    await this.knowledge.load();
    await this.series.start();
    this.timer = setInterval(() => void Promise.all([this.structure.poll(), this.series.poll()]).catch(() => undefined), POLL_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([this.structure.settled(), this.series.settled()]);
  }
}

/** The read side: scorecards, live boards, series, exports. */
@Module({
  controllers: [ScorecardsController, StructureController, MeasuresController, ExportController, StatusController],
  providers: [
    reader(STRUCTURE, structureView),
    reader(SERIES, seriesView),
    {
      provide: Knowledge,
      useFactory: (structure: ViewReader, series: ViewReader) => new Knowledge(structure, series),
      inject: [STRUCTURE, SERIES],
    },
    {
      provide: Boards,
      useFactory: (knowledge: Knowledge, series: ViewReader, ledger: Ledger) => new Boards(knowledge, series, ledger),
      inject: [Knowledge, SERIES, LEDGER],
    },
    {
      provide: LiveBoards,
      useFactory: (boards: Boards, structure: ViewReader, series: ViewReader) => new LiveBoards(boards, [structure, series]),
      inject: [Boards, STRUCTURE, SERIES],
    },
    { provide: Places, useFactory: (ledger: Ledger) => new Places(ledger), inject: [LEDGER] },
    {
      provide: StatusReading,
      useFactory: (ledger: Ledger, structure: ViewReader, series: ViewReader, documents: Documents) =>
        new StatusReading(ledger, [structure, series], documents),
      inject: [LEDGER, STRUCTURE, SERIES, DOCUMENTS],
    },
    {
      provide: ORGANISATION,
      useFactory: (knowledge: Knowledge) => ({
        exists: (unit: string) => knowledge.structure.organisation.units[unit] !== undefined,
        isWithin: (unit: string, roots: readonly string[]) => isWithin(knowledge.structure.organisation, unit, roots),
      }),
      inject: [Knowledge],
    },
    Reader,
    Following,
  ],
  exports: [ORGANISATION, Knowledge, STRUCTURE, SERIES],
})
export class BoardsModule {}
