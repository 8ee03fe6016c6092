import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ViewStatus } from '@styrbord/eventsourcing/view-reader';
import type { AlertsState } from './alerts-watch';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counters and clocks for Prometheus. All names are here, in every service; what a service has none of stays empty. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];
  private views: () => readonly ViewStatus[] = () => [];
  private readers: () => number = () => 0;
  private alerts: () => Promise<AlertsState | null> = () => Promise.resolve(null);
  private ledger: { readonly name: string; readonly isHeld: () => boolean } | null = null;

  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly appends = new Histogram({
    name: 'styrbord_ledger_append_seconds',
    help: 'Time until a commit is durable; taken: another writer had the number; failed: not known to be done',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly events = new Counter({
    name: 'styrbord_ledger_events_total',
    help: 'Events this process has written',
    registers: this.registers,
  });
  private readonly inbox = new Counter({
    name: 'styrbord_inbox_messages_total',
    help: 'Messages answered from the inbox',
    labelNames: ['answer'],
    registers: this.registers,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.ofViews('styrbord_view_lag_commits', 'Commits the view has not seen', ({ lag }) => lag);
    this.ofViews('styrbord_view_commit', 'The last commit the view has seen', ({ checkpoint }) => checkpoint.no);
    this.ofViews('styrbord_view_parked_streams', 'Streams that could not be applied and wait', ({ parked }) => parked.length);
    this.ofViews('styrbord_view_halted', '1 when the view goes no further', ({ halted }) => (halted === null ? 0 : 1));
    this.gauge('styrbord_view_refused_messages', 'Messages that were not what they said', ['view', 'fault'], (set) => {
      for (const { name, refused } of this.views()) for (const [fault, count] of Object.entries(refused)) set({ view: name, fault }, count);
    });
    this.gauge('styrbord_sse_clients', 'Readers of live boards', [], (set) => set({}, this.readers()));
    this.gauge('styrbord_ledger_writer', '1 in the instance that writes the ledger', ['ledger'], (set) => {
      if (this.ledger) set({ ledger: this.ledger.name }, this.ledger.isHeld() ? 1 : 0);
    });
    this.ofAlerts('styrbord_alerts_lag_commits', 'Commits that alerts are not evaluated to', ({ lag }) => lag);
    this.ofAlerts('styrbord_alerts_heartbeat_seconds', 'When whoever evaluates alerts last said so, in Unix time', ({ at }) => unix(at));
    this.ofAlerts('styrbord_alerts_waiting_since_seconds', 'When the oldest commit not evaluated was recorded, in Unix time', (state) =>
      unix(state.waitingSince),
    );
    this.ofAlerts('styrbord_alerts_late', '1 when missed targets are not being found', ({ isLate }) => (isLate ? 1 : 0));
  }

  observe({ method, route, status, seconds }: { method: string; route: string; status: number; seconds: number }): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  appended(outcome: 'inserted' | 'taken' | 'failed', seconds: number, events: number): void {
    this.appends.observe({ outcome }, seconds);
    if (outcome === 'inserted') this.events.inc(events);
  }

  answered(answer: 'accepted' | 'refused'): void {
    this.inbox.inc({ answer });
  }

  /** Asked when somebody looks, like those below. */
  watchViews(views: () => readonly ViewStatus[]): void {
    this.views = views;
  }

  watchReaders(readers: () => number): void {
    this.readers = readers;
  }

  watchLedger(name: string, isHeld: () => boolean): void {
    this.ledger = { name, isHeld };
  }

  watchAlerts(state: () => Promise<AlertsState>): void {
    // A store that cannot be asked just now has other signs.
    this.alerts = () => state().catch(() => null);
  }

  private ofAlerts(name: string, help: string, of: (state: AlertsState) => number | null): void {
    this.gauge(name, help, [], async (set) => {
      const state = await this.alerts();
      const value = state && of(state);
      if (value !== null) set({}, value);
    });
  }

  private ofViews(name: string, help: string, of: (status: ViewStatus) => number): void {
    this.gauge(name, help, ['view'], (set) => {
      for (const status of this.views()) set({ view: status.name }, of(status));
    });
  }

  private gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    collect: (set: (labels: Partial<Record<Label, string>>, value: number) => void) => void | Promise<void>,
  ): void {
    const gauge: Gauge<Label> = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: this.registers,
      collect: () => {
        gauge.reset();
        return collect((labels, value) => gauge.set(labels, value));
      },
    });
  }
}

const unix = (at: string | null): number | null => (at === null ? null : Date.parse(at) / 1_000);
