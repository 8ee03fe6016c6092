import { canonicalize, type Json } from './canonical';
import { parseCheckpoint, type Checkpoint } from './checkpoint';
import { commitLineText, type CommitLine } from './commit-line';
import { continuityOf, type Continuity } from './continuity';
import { RootBuilder, type Part } from './cover';
import { fromHex, toHex } from './hex';
import { linesOf, textOf } from './lines';
import { leafHash, type Sha256 } from './merkle';
import { parseNote, signersOf, type NoteKey, type VerifySignature } from './note';
import { readZip, unpacked, ZipMalformed, type Inflate, type Source, type ZipEntry } from './zip';

/** What an evidence pack holds, in this order. docs/PROOFS.md describes each. */
export const PACK_FILES = [
  'manifest.json',
  'checkpoint.txt',
  'commits.proof.jsonl',
  'commits.jsonl',
  'events.proof.jsonl',
  'events.jsonl',
  'scorecard.json',
  'README.html',
] as const;
export type PackFile = (typeof PACK_FILES)[number];

export const PACK_FORMAT = 'styrbord-evidence/1';
/** More than this is not unpacked. */
export const UNPACKED_BYTES_MAX = 4 * 1024 ** 3 - 1;

/** What a pack is about. Without a unit it is of the whole ledger, and has no scorecard. */
export interface Selection {
  readonly unit: string | null;
  readonly period: string | null;
  readonly measures: readonly string[] | null;
  /** Commit numbers: what changed after `from`, as known at `to`. */
  readonly from: number;
  readonly to: number;
}

export interface Manifest {
  readonly format: typeof PACK_FORMAT;
  readonly origin: string;
  readonly ledger: string;
  /** Version of how scorecard and page are made. Packs from before it was stated have none. */
  readonly rendering?: number;
  readonly selection: Selection;
}

/** What a pack shows, as texts: the scorecard in canonical JSON, and the page to read. */
export interface Shown {
  readonly scorecard: string;
  readonly page: string;
}

/** An event of a pack, with its place and the time of its commit. */
export interface PackedEvent {
  readonly leaf: number;
  readonly no: number;
  readonly index: number;
  readonly recordedAt: string;
  readonly text: string;
}

/** What holds of a pack whose events are proved to be in the signed ledger. */
interface Proved {
  readonly manifest: Manifest;
  readonly checkpoint: Checkpoint;
  /** The checkpoint as it was signed. */
  readonly note: string;
  /** How its trees stand to those seen before, as far as the pack shows it. */
  readonly continuity: Continuity;
  /** Names of the keys whose signature holds. */
  readonly signedBy: readonly string[];
  readonly events: number;
  readonly commits: number;
}

/** `good` of everything, as the version `rendering` shows it; `partly`: only some of what it shows could be made again and compared. */
export type PackVerdict =
  | (Proved & { readonly result: 'good'; readonly rendering: number })
  | (Proved & { readonly result: 'partly'; readonly compared: Compared })
  | { readonly result: 'tampered' | 'malformed' | 'unknown-key'; readonly code: string; readonly place: string };

/** Whether its events are in the signed ledger, whatever it shows of them. */
export const isProved = (verdict: PackVerdict): verdict is Extract<PackVerdict, Proved> =>
  verdict.result === 'good' || verdict.result === 'partly';

/** Values of a scorecard that every version has, by group; then anything else in it, and the page. */
export type ShownValues = 'board' | 'target' | 'outcome' | 'verdict' | 'counts' | 'other' | 'page';

/** What was found equal, and what nothing can be said of. */
export interface Compared {
  readonly equal: readonly ShownValues[];
  readonly unknown: readonly ShownValues[];
}

/** How what a pack shows stands to what its events make. */
export type Comparison =
  | { readonly same: 'all'; readonly rendering: number }
  | { readonly same: 'some'; readonly compared: Compared }
  | { readonly same: 'not'; readonly code: 'scorecard-differs' | 'page-differs'; readonly place: string };

/** A pack whose events have been proved. */
export interface ProvedPack {
  readonly manifest: Manifest;
  readonly events: readonly PackedEvent[];
  readonly known: CommitLine;
  readonly shown: Shown;
}

export interface Verifying {
  readonly sha256: Sha256;
  readonly verify: VerifySignature;
  readonly inflate: Inflate;
  readonly keys: readonly NoteKey[];
  /** The last checkpoint of that origin that was seen before, where one was. */
  readonly earlier?: (origin: string) => Checkpoint | null;
  /** Makes again from the events what the pack shows, and compares. Throws where they make nothing. */
  readonly compare: (pack: ProvedPack) => Promise<Comparison>;
}

class Found extends Error {
  constructor(
    readonly result: 'tampered' | 'malformed' | 'unknown-key',
    readonly code: string,
    readonly place: string,
  ) {
    super(code);
  }
}

/** Checks everything a pack says by what it holds and the keys alone. Never throws for what is in the file. */
export async function verifyPack(source: Source, verifying: Verifying): Promise<PackVerdict> {
  try {
    return await new PackReading(source, verifying).verdict();
  } catch (error) {
    if (error instanceof Found) return { result: error.result, code: error.code, place: error.place };
    if (error instanceof ZipMalformed) return { result: 'malformed', code: 'pack-malformed', place: error.fault };
    throw error;
  }
}

class PackReading {
  private entries: ReadonlyMap<string, ZipEntry> = new Map();

  constructor(
    private readonly source: Source,
    private readonly verifying: Verifying,
  ) {}

  async verdict(): Promise<PackVerdict> {
    const entries = await readZip(this.source, PACK_FILES);
    if (entries.reduce((sum, { bytes }) => sum + bytes, 0) > UNPACKED_BYTES_MAX)
      throw new Found('malformed', 'pack-too-large', 'unpacked bytes');
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
    const manifest = manifestFrom(await this.text('manifest.json'));
    const note = await this.text('checkpoint.txt');
    const { checkpoint, signedBy } = this.checkpointFrom(note, manifest);
    const earlier = this.verifying.earlier?.(checkpoint.origin) ?? null;
    const { commits, watchedRoot: commitsBefore } = await this.commits(checkpoint, earlier);
    const known = commits.get(manifest.selection.to);
    if (!known) throw new Found('tampered', 'commit-missing', `commits.jsonl, commit ${manifest.selection.to}`);
    const { events, count, watchedRoot: eventsBefore } = await this.events(checkpoint, { commits, earlier, manifest });
    const shown = { scorecard: await this.text('scorecard.json'), page: await this.text('README.html') };
    const comparison = await this.comparison({ manifest, events, known, shown });
    if (comparison.same === 'not') throw new Found('tampered', comparison.code, comparison.place);
    const before = { events: eventsBefore, commits: commitsBefore };
    const continuity = await continuityOf(earlier, checkpoint, (tree, { root }) => before[tree] && toHex(before[tree]) === toHex(root));
    const proved = { manifest, checkpoint, note, continuity, signedBy, events: count, commits: commits.size };
    return comparison.same === 'all'
      ? { result: 'good', ...proved, rendering: comparison.rendering }
      : { result: 'partly', ...proved, compared: comparison.compared };
  }

  private checkpointFrom(text: string, { origin, ledger }: Manifest): { checkpoint: Checkpoint; signedBy: readonly string[] } {
    const { sha256, verify, keys } = this.verifying;
    const note = parseNote(text);
    const checkpoint = note && parseCheckpoint(note.text);
    if (!checkpoint) throw new Found('malformed', 'checkpoint-malformed', 'checkpoint.txt');
    const signedBy = signersOf(sha256, verify, note, keys);
    if (signedBy === false) throw new Found('tampered', 'signature-differs', 'checkpoint.txt');
    if (signedBy.length === 0)
      throw new Found('unknown-key', 'key-unknown', `checkpoint.txt, signed by ${note.signatures.map(({ name }) => name).join(', ')}`);
    if (checkpoint.origin !== origin || !origin.endsWith(`/${ledger}`)) throw new Found('tampered', 'origin-differs', 'manifest.json');
    return { checkpoint, signedBy };
  }

  /** Commits by number: each in the tree of commits that the checkpoint signs for. */
  private async commits(checkpoint: Checkpoint, earlier: Checkpoint | null) {
    const builder = new RootBuilder(this.verifying.sha256, earlier?.commits.size);
    const parts = await this.parts('commits.proof.jsonl');
    const found = new Map<number, CommitLine>();
    let last: CommitLine | null = null;
    for await (const [at, text] of this.numbered('commits.jsonl')) {
      const line = commitFrom(text, `commits.jsonl, line ${at}`);
      if (last && (line.no <= last.no || line.recordedAt <= last.recordedAt || line.first < last.size))
        throw new Found('tampered', 'commits-out-of-order', `commits.jsonl, commit ${line.no}`);
      this.add(builder, parts, { leaf: line.no - 1, text }, `commits.jsonl, commit ${line.no}`);
      found.set(line.no, line);
      last = line;
    }
    this.end(builder, parts, checkpoint.commits, 'commits');
    return { commits: found, watchedRoot: builder.watchedRoot };
  }

  /** Events are kept only where a scorecard is made of them. */
  private async events(checkpoint: Checkpoint, { commits, earlier, manifest: { selection } }: EventsOf) {
    const builder = new RootBuilder(this.verifying.sha256, earlier?.events.size);
    const parts = await this.parts('events.proof.jsonl');
    const events: PackedEvent[] = [];
    let count = 0;
    for await (const [at, line] of this.numbered('events.jsonl')) {
      const [, leafText = '', noText = '', indexText = '', text = ''] = EVENT.exec(line) ?? [];
      const place = `events.jsonl, line ${at}`;
      if (text === '') throw new Found('malformed', 'event-malformed', place);
      const [leaf, no, index] = [Number(leafText), Number(noText), Number(indexText)];
      const commit = commits.get(no);
      if (!commit || leaf !== commit.first + index || leaf >= commit.size || no > selection.to)
        throw new Found('tampered', 'event-out-of-place', `events.jsonl, event ${no}:${index}`);
      this.add(builder, parts, { leaf, text }, `events.jsonl, event ${no}:${index}`);
      if (selection.unit !== null) events.push({ leaf, no, index, recordedAt: commit.recordedAt, text });
      count++;
    }
    this.end(builder, parts, checkpoint.events, 'events');
    return { events, count, watchedRoot: builder.watchedRoot };
  }

  private async comparison(pack: ProvedPack): Promise<Comparison> {
    try {
      return await this.verifying.compare(pack);
    } catch {
      // Facts that cannot be folded make no scorecard, whatever the pack shows.
      throw new Found('tampered', 'scorecard-underivable', 'events.jsonl');
    }
  }

  /** The parts before a leaf, then the leaf. */
  private add(builder: RootBuilder, parts: Part[], { leaf, text }: { readonly leaf: number; readonly text: string }, place: string): void {
    while (builder.size < leaf) {
      const part = parts.pop();
      if (!part || !builder.add(part)) throw new Found('tampered', 'proof-does-not-fit', place);
    }
    const hash = leafHash(this.verifying.sha256, utf8.encode(text));
    if (!builder.add({ from: leaf, width: 1, hash })) throw new Found('tampered', 'proof-does-not-fit', place);
  }

  private end(builder: RootBuilder, parts: readonly Part[], { size, root }: Checkpoint['events'], what: 'commits' | 'events'): void {
    const isWhole = parts.toReversed().every((part) => builder.add(part)) && builder.size === size;
    if (!isWhole) throw new Found('tampered', 'proof-does-not-fit', `${what}.proof.jsonl`);
    if (toHex(builder.root()) !== toHex(root)) throw new Found('tampered', 'root-differs', `${what}.jsonl`);
  }

  /** In the order to take them from the end. */
  private async parts(name: PackFile): Promise<Part[]> {
    const parts: Part[] = [];
    for await (const [at, line] of this.numbered(name)) {
      const [, from = '', width = '', hash = ''] = PART.exec(line) ?? [];
      if (hash === '') throw new Found('malformed', 'proof-malformed', `${name}, line ${at}`);
      parts.push({ from: Number(from), width: Number(width), hash: fromHex(hash) });
    }
    return parts.toReversed();
  }

  private async *numbered(name: PackFile): AsyncIterable<[number, string]> {
    let at = 0;
    try {
      for await (const line of linesOf(this.bytes(name))) yield [++at, line];
    } catch (error) {
      if (error instanceof Found || error instanceof ZipMalformed) throw error;
      throw new Found('malformed', 'text-malformed', `${name}, after line ${at}`);
    }
  }

  private async text(name: PackFile): Promise<string> {
    const { bytes } = this.entries.get(name) as ZipEntry;
    if (bytes > TEXT_BYTES_MAX) throw new Found('malformed', 'pack-too-large', name);
    try {
      return await textOf(this.bytes(name));
    } catch (error) {
      if (error instanceof ZipMalformed) throw error;
      throw new Found('malformed', 'text-malformed', name);
    }
  }

  private bytes(name: PackFile): AsyncIterable<Uint8Array> {
    return unpacked(this.source, this.entries.get(name) as ZipEntry, this.verifying.inflate);
  }
}

interface EventsOf {
  readonly commits: ReadonlyMap<number, CommitLine>;
  readonly earlier: Checkpoint | null;
  readonly manifest: Manifest;
}

const TEXT_BYTES_MAX = 64 * 1024 * 1024;
const NUMBER = String.raw`(0|[1-9]\d{0,15})`;
const PART = new RegExp(`^\\[${NUMBER},${NUMBER},"([0-9a-f]{64})"\\]$`);
/** Leaf, commit, index in it, then the bytes that were hashed. */
const EVENT = new RegExp(`^${NUMBER} ${NUMBER} ${NUMBER} (.+)$`);
const utf8 = new TextEncoder();

export const partLine = ({ from, width, hash }: Part): string => `[${from},${width},"${toHex(hash)}"]\n`;
export const eventLine = ({ leaf, no, index, text }: Omit<PackedEvent, 'recordedAt'>): string => `${leaf} ${no} ${index} ${text}\n`;

function manifestFrom(text: string): Manifest {
  const read = parsed(text) as Partial<Manifest> | null;
  const { unit, period, measures, from, to } = (read?.selection ?? {}) as Partial<Selection>;
  const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 500;
  const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
  const isVersion = read?.rendering === undefined || (isWhole(read.rendering) && read.rendering > 0);
  const isSelection =
    (unit === null ? period === null && measures === null : isText(unit) && isText(period)) &&
    (measures === null || (Array.isArray(measures) && measures.every(isText))) &&
    isWhole(from) &&
    isWhole(to);
  if (read?.format !== PACK_FORMAT || !isText(read.origin) || !isText(read.ledger) || !isVersion || !isSelection)
    throw new Found('malformed', 'manifest-malformed', 'manifest.json');
  return read as Manifest;
}

function commitFrom(text: string, place: string): CommitLine {
  const line = parsed(text) as CommitLine | null;
  const numbers = line ? [line.no, line.first, line.size] : [];
  const isLine =
    numbers.length > 0 && numbers.every((value) => Number.isSafeInteger(value) && value >= 0) && typeof line?.recordedAt === 'string';
  if (!isLine || line === null || line.no < 1 || commitLineText(line) !== text) throw new Found('malformed', 'commit-malformed', place);
  return line;
}

/** Null for what is not the one way to write that JSON. */
function parsed(text: string): Json | null {
  try {
    const value = JSON.parse(text) as Json;
    return canonicalize(value) === text ? value : null;
  } catch {
    return null;
  }
}
