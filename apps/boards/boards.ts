import { hash } from 'node:crypto';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import { commitOf } from '@styrbord/eventsourcing/moment';
import type { ViewReader } from '@styrbord/eventsourcing/view-reader';
import { measuresShown, rowWithCompanions, scorecard } from '@styrbord/steering/board';
import type { HeatCell, HeatMap } from '@styrbord/steering/heat-map';
import type { Alike } from '@styrbord/steering/units-among-units';
import type { Period } from '@styrbord/steering/period';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';
import type { Figures } from '@styrbord/steering/computed';
import { ancestorsOf } from '@styrbord/steering/organisation';
import { companionsOf, measureOf } from '@styrbord/steering/structure';
import { figuresOf, measuresBehind, type Reading } from '@styrbord/steering/views/figures';
import { readHeatMap } from '@styrbord/steering/views/units-beside';
import { stripOf, type Strip } from '@styrbord/steering/strip';
import { besideCounts } from '@styrbord/steering/beside-counts';
import { NO_FIGURES, readScorecard, type Knowing, type Knowledge } from '@styrbord/steering/views/knowledge';
import { placeOf } from '@styrbord/steering/views/series-view';
import { Remembered } from './remembered';

interface ServedBoard {
  readonly text: string;
  readonly etag: string;
  /** All of it, as known at the commit of `known`: made into bytes once, not for each reader. */
  sent: { readonly known: string; readonly bytes: Buffer } | null;
}

/** In the place of a unit's id: what any unit's values may change. */
export const EVERY_UNIT = '*';

const ROWS_MAX = 100_000;
/** 290 units × 50 measures in a dozen periods; each is a few words. */
const HEAT_CELLS_MAX = 200_000;
/** Each is twelve periods of one row. */
const STRIPS_MAX = 10_000;
/** Computing a board of many units from nothing is dear: it is read again while commits come in between, a few times. */
const READ_TRIES = 3;

/** Reads scorecards: each row computed when it is asked for, and remembered until what it is made of changes. */
export class Boards {
  private readonly rows = new Remembered<Row | null>(ROWS_MAX);
  private readonly heatCells = new Remembered<HeatCell>(HEAT_CELLS_MAX);
  private readonly strips = new Remembered<Strip | null>(STRIPS_MAX);
  /** Boards as they were last served, by `unit@period`, without what only says when. */
  private readonly served = new Map<string, ServedBoard>();
  private edition = -1;
  private headAt: string | null = null;
  /** Saves seen: what was read across one may be of before it, and is not remembered. */
  private saves = 0;

  constructor(
    private readonly knowledge: Knowledge,
    seriesView: ViewReader,
    private readonly ledger: Ledger,
    /** Whether those who read may see small numbers. */
    private readonly isUnsuppressed = true,
  ) {
    seriesView.onSaved(({ documents, recordedAt }) => {
      this.saves++;
      this.headAt = recordedAt;
      const places = documents.map(({ id }) => placeOf(id));
      const units = new Set(places.flatMap(([unit, measure]) => this.touchedBy(unit, measure)));
      for (const [unit, measure] of places)
        for (const above of this.touchedBy(unit, measure))
          for (const kept of [this.rows, this.heatCells, this.strips]) kept.forget(`${above}/${measure}`);
      for (const key of this.served.keys()) if (units.has(EVERY_UNIT) || units.has(key.split('@')[0] ?? '')) this.served.delete(key);
    });
  }

  async scorecard(unitId: string, period: Period, tries = READ_TRIES): Promise<Scorecard | null> {
    const { structure, no, isEven } = this.knowledge;
    const { saves } = this;
    const unit = structure.organisation.units[unitId];
    if (!unit) return null;
    const rows = new Map<string, Row | null>();
    for (const measure of measuresShown(structure, unitId, period)) rows.set(measure, await this.row(unitId, measure, period));
    // What came in between, or has reached one view only, is not of this commit. Rows that it did not touch are remembered.
    const isMixed = saves !== this.saves || structure !== this.knowledge.structure;
    if (isEven && isMixed && tries > 1) return this.scorecard(unitId, period, tries - 1);
    if (!isEven || isMixed) return this.scorecardAt(unitId, period, no);
    const at = this.headAt ?? (await this.ledger.head()).recordedAt;
    const read = scorecard(structure, unit, period, (measure) => rows.get(measure) ?? null, { ledger: this.ledger.name, no, at });
    return besideCounts(read, structure);
  }

  /** Boards of several periods, all of one commit; those there are. */
  async scorecards(unit: string, periods: readonly Period[], tries = READ_TRIES): Promise<Scorecard[]> {
    const scorecards = await inTurn(periods, (period) => this.scorecard(unit, period));
    const nos = scorecards.map(({ known }) => known.no);
    if (new Set(nos).size <= 1) return scorecards;
    if (tries > 1) return this.scorecards(unit, periods, tries - 1);
    return inTurn(periods, (period) => this.scorecardAt(unit, period, Math.max(...nos)));
  }

  scorecardsOf(knowing: Knowing, unit: string, periods: readonly Period[]): Promise<Scorecard[]> {
    return inTurn(periods, (period) => this.scorecardOf(knowing, unit, period));
  }

  /** As it was known at a commit: what was shown then. */
  scorecardAt(unit: string, period: Period, no: number): Promise<Scorecard | null> {
    return this.scorecardOf(this.readingAt(no), unit, period);
  }

  async scorecardOf(knowing: Knowing, unit: string, period: Period): Promise<Scorecard | null> {
    const { no } = knowing;
    const at = (await commitOf(this.ledger, no))?.recordedAt ?? null;
    const read = await readScorecard(knowing, { unit, period }, { ledger: this.ledger.name, no, at });
    return read && besideCounts(read, knowing.structure);
  }

  /** The board as it is sent, and its entity tag; made once until a row of the unit or the structure changes. */
  async page(unit: string, period: Period): Promise<{ readonly etag: string; readonly body: Buffer } | null> {
    this.forgetWhenStructureChanged();
    const key = `${unit}@${period.name}`;
    const known = { ledger: this.ledger.name, no: this.knowledge.no, at: this.headAt };
    let served = this.served.get(key);
    if (!served) {
      const read = await this.scorecard(unit, period);
      if (!read) return null;
      const { known: asRead, ...content } = read;
      known.at ??= asRead.at;
      this.headAt ??= asRead.at;
      const text = JSON.stringify(content);
      served = { text, etag: `W/"${hash('sha1', text, 'base64url')}"`, sent: null };
      // Of both views just now: whatever either tells next makes it forgotten.
      if (this.knowledge.isEven && asRead.no === this.knowledge.no) this.served.set(key, served);
    }
    return { etag: served.etag, body: bytesOf(served, JSON.stringify(known)) };
  }

  /** As `page`, as it was known at another commit, or in the structure of a date. */
  async pageOf(knowing: Knowing, unit: string, period: Period): Promise<{ readonly etag: string; readonly body: string } | null> {
    const read = await this.scorecardOf(knowing, unit, period);
    if (!read) return null;
    const { known, ...content } = read;
    const text = JSON.stringify(content);
    return { etag: `W/"${hash('sha1', text, 'base64url')}"`, body: `${text.slice(0, -1)},"known":${JSON.stringify(known)}}` };
  }

  /** One measure's row with its companions. */
  async row(unit: string, measure: string, period: Period): Promise<Row | null> {
    this.forgetWhenStructureChanged();
    const key = `${unit}/${measure}@${period.name}`;
    const remembered = this.rows.get(key);
    if (remembered !== undefined) return remembered;
    const { structure } = this.knowledge;
    const { saves, edition } = this;
    const parts = [measure, ...companionsOf(structure, measure).map(({ id }) => id)];
    const figures = new Map<string, Figures>();
    for (const part of parts) {
      const definition = measureOf(structure, part);
      if (definition) figures.set(part, await figuresOf(this.reading, unit, definition));
    }
    const row = rowWithCompanions(structure, (part) => figures.get(part) ?? NO_FIGURES, { unit, measure, period });
    const made = parts.flatMap((part) => measuresBehind(structure, part)).flatMap((part) => [`${unit}/${part}`, `${EVERY_UNIT}/${part}`]);
    if (saves === this.saves && edition === this.knowledge.structureEdition) this.rows.put(key, row, made);
    return row;
  }

  /** What each row's last periods came to. */
  async stripsOf(unit: string, period: Period): Promise<Strip[]> {
    const strips: Strip[] = [];
    for (const measure of measuresShown(this.knowledge.structure, unit, period)) {
      const strip = await this.strip(unit, measure, period);
      if (strip) strips.push(strip);
    }
    return strips;
  }

  private async strip(unit: string, id: string, period: Period): Promise<Strip | null> {
    this.forgetWhenStructureChanged();
    const key = `${unit}/${id}@${period.name}`;
    const remembered = this.strips.get(key);
    if (remembered !== undefined) return remembered;
    const { structure } = this.knowledge;
    const { saves, edition } = this;
    const measure = measureOf(structure, id);
    if (!measure) return null;
    const strip = stripOf({ structure, ...(await figuresOf(this.reading, unit, measure)), unit, measure, period });
    const made = measuresBehind(structure, id).flatMap((part) => [`${unit}/${part}`, `${EVERY_UNIT}/${part}`]);
    if (saves === this.saves && edition === this.knowledge.structureEdition) this.strips.put(key, strip, made);
    return strip;
  }

  /** The units below one beside each other, each by the measures of its plan. */
  async heatMap(unitId: string, period: Period, alike: Alike): Promise<HeatMap | null> {
    this.forgetWhenStructureChanged();
    const unit = this.knowledge.structure.organisation.units[unitId];
    if (!unit) return null;
    const { saves, edition } = this;
    const keep = (key: string, cell: HeatCell, made: readonly string[]): void => {
      if (saves === this.saves && edition === this.knowledge.structureEdition) this.heatCells.put(key, cell, made);
    };
    return readHeatMap(this.reading, { unit, period, alike }, { get: (key) => this.heatCells.get(key), keep });
  }

  /** As it was known at a commit. */
  async heatMapAt(unitId: string, period: Period, { alike, no }: { readonly alike: Alike; readonly no: number }): Promise<HeatMap | null> {
    const knowing = this.readingAt(no);
    const unit = knowing.structure.organisation.units[unitId];
    return unit ? readHeatMap(knowing, { unit, period, alike }, null) : null;
  }

  /** The units whose rows a unit's values are in; every unit where other figures may have to be hidden for these. */
  touchedBy(unit: string, measure: string): string[] {
    const { structure } = this.knowledge;
    const above = [unit, ...ancestorsOf(structure.organisation, unit)];
    const mayHide = !this.isUnsuppressed && measureOf(structure, measure)?.suppressBelow !== undefined;
    return mayHide ? [...above, EVERY_UNIT] : above;
  }

  private get reading(): Reading {
    return this.isUnsuppressed ? this.knowledge : this.knowledge.shown;
  }

  private readingAt(no: number): Knowing {
    return this.isUnsuppressed ? this.knowledge.at(no) : this.knowledge.shownAt(no);
  }

  private forgetWhenStructureChanged(): void {
    if (this.edition === this.knowledge.structureEdition) return;
    this.edition = this.knowledge.structureEdition;
    this.forgetAll();
  }

  private forgetAll(): void {
    this.rows.clear();
    this.heatCells.clear();
    this.strips.clear();
    this.served.clear();
  }
}

async function inTurn<T, R>(each: readonly T[], read: (one: T) => Promise<R | null>): Promise<R[]> {
  const found: R[] = [];
  for (const one of each) {
    const made = await read(one);
    if (made) found.push(made);
  }
  return found;
}

function bytesOf(served: ServedBoard, known: string): Buffer {
  if (served.sent?.known !== known) served.sent = { known, bytes: Buffer.from(`${served.text.slice(0, -1)},"known":${known}}`) };
  return served.sent.bytes;
}
