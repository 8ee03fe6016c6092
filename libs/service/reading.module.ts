import { Inject, Injectable, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Bus } from '@styrbord/eventsourcing/bus';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { View } from '@styrbord/eventsourcing/view';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { isWithin } from '@styrbord/steering/organisation';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { AlertsWatch } from './alerts-watch';
import { Metrics } from './metrics';
import { Places } from './places';
import { Readiness } from './readiness';
import { Reader } from './reader';
import { BUS, LEDGER, VIEWS, type ViewSource } from './stores';
import { CLOCK, DOCUMENTS, ORGANISATION, type Clock } from './tokens';

/** `ViewReader` of the structure, and of the series. */
export const STRUCTURE = Symbol('STRUCTURE');
export const SERIES = Symbol('SERIES');

/** A lost message, or a relay that died, delays by at most this, and what was missed is then still to be read. */
const POLL_MS = 15_000;
/** The same while the bus is not heard: a group waits for one that was killed. */
const UNHEARD_POLL_MS = 1_500;

const reader = (token: symbol, view: View) => ({ provide: token, useFactory: (views: ViewSource) => views(view), inject: [VIEWS] });

/** Starts the views with the service, and looks at the ledger's head now and then. */
@Injectable()
class Following implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private polledAt = 0;
  private isPolling = false;
  /** Where the ledger ended when this process began: once there, it serves. */
  private begin = 0;

  constructor(
    @Inject(STRUCTURE) private readonly structure: ViewReader,
    @Inject(SERIES) private readonly series: ViewReader,
    private readonly knowledge: Knowledge,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(BUS) private readonly bus: Bus,
    readiness: Readiness,
    metrics: Metrics,
  ) {
    metrics.watchViews(() => [structure.status(), series.status()]);
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
    this.timer = setInterval(() => this.pollIfDue(), UNHEARD_POLL_MS);
  }

  private pollIfDue(): void {
    const isDue = !this.bus.hears() || performance.now() - this.polledAt >= POLL_MS;
    if (this.isPolling || !isDue) return;
    this.isPolling = true;
    const polled = Promise.all([this.structure.poll(), this.series.poll()]).catch(() => undefined);
    void polled.finally(() => {
      this.isPolling = false;
      this.polledAt = performance.now();
    });
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([this.structure.settled(), this.series.settled()]);
  }
}

/** What every read stands on: the views, the knowledge made of them, now and at any commit. */
@Module({
  providers: [
    reader(STRUCTURE, structureView),
    reader(SERIES, seriesView),
    {
      provide: Knowledge,
      useFactory: (structure: ViewReader, series: ViewReader) => new Knowledge(structure, series),
      inject: [STRUCTURE, SERIES],
    },
    { provide: Reader, useFactory: (knowledge: Knowledge, ledger: Ledger) => new Reader(knowledge, ledger), inject: [Knowledge, LEDGER] },
    { provide: Places, useFactory: (ledger: Ledger) => new Places(ledger), inject: [LEDGER] },
    {
      provide: ORGANISATION,
      useFactory: (knowledge: Knowledge) => ({
        exists: (unit: string) => knowledge.structure.organisation.units[unit] !== undefined,
        isWithin: (unit: string, roots: readonly string[]) => isWithin(knowledge.structure.organisation, unit, roots),
      }),
      inject: [Knowledge],
    },
    {
      provide: AlertsWatch,
      useFactory: (documents: Documents, ledger: Ledger, now: Clock, metrics: Metrics) => {
        const watch = new AlertsWatch(documents, ledger, now);
        metrics.watchAlerts(() => watch.state());
        return watch;
      },
      inject: [DOCUMENTS, LEDGER, CLOCK, Metrics],
    },
    Following,
  ],
  exports: [AlertsWatch, ORGANISATION, Knowledge, Reader, Places, STRUCTURE, SERIES],
})
export class ReadingModule {}
