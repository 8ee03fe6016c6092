import { fromBase64, toBase64 } from '@styrbord/proof/base64';
import type { TreeHead } from '@styrbord/proof/checkpoint';
import { commitLineText, type CommitLine } from '@styrbord/proof/commit-line';
import { leafHash, type Hash, type Sha256, type Subtree } from '@styrbord/proof/merkle';
import { GrowingTiles, subtreesIn, TILE_WIDTH, tilesAskedBy, type TilePlace } from '@styrbord/proof/tiles';
import type { Change, Documents } from './documents';
import type { Commit, CommitNo, Ledger } from './ledger';

/** The events of a ledger, and its commits, each as a tree of RFC 9162. */
export type TreeName = 'events' | 'commits';

interface Reached {
  readonly no: CommitNo;
  readonly hash: string;
  /** Events in the ledger by then. */
  readonly size: number;
}

interface Options {
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly sha256: Sha256;
}

const NOTHING: Reached = { no: 0, hash: '', size: 0 };
const EVENTS_AT_ONCE = 20_000;
const utf8 = new TextEncoder();

/** The commit's line in the tree of commits. */
export function lineOf({ no, recordedAt, size, events, root, hash }: Commit): CommitLine {
  return { no, recordedAt, first: size - events.length, size, root, hash };
}

/**
 * Both trees of a ledger, kept as tiles: derived, disposable, and the same whoever makes them, so several processes may.
 * A proof reads a few tiles, whatever the size.
 */
export class LedgerTrees {
  private reached: Reached = NOTHING;
  private growing: Readonly<Record<TreeName, GrowingTiles>>;
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: Options) {
    this.growing = { events: new GrowingTiles(options.sha256, 0, []), commits: new GrowingTiles(options.sha256, 0, []) };
  }

  /** Goes on where the tiles end; from the beginning when they are of another history. */
  async start(): Promise<void> {
    const { ledger, documents } = this.options;
    const stored = (await documents.get('trees', ledger.name))?.body as unknown as Reached | undefined;
    if (!stored) return;
    if ((await this.hashOf(stored.no)) !== stored.hash) return this.drop();
    this.reached = stored;
    this.growing = { events: await this.grown('events', stored.size), commits: await this.grown('commits', stored.no) };
  }

  /** The last commit that is in the trees. */
  get no(): CommitNo {
    return this.reached.no;
  }

  /** Takes in what the ledger has. */
  advance(): Promise<void> {
    const advanced = this.work.then(() => this.readOn());
    this.work = advanced.catch(() => undefined);
    return advanced;
  }

  /** The heads of both trees at a commit that is in them. */
  async headsAt(commit: Pick<Commit, 'no' | 'size'>): Promise<Readonly<Record<TreeName, TreeHead>>> {
    const sizes = { events: commit.size, commits: commit.no };
    const head = async (tree: TreeName): Promise<TreeHead> => ({
      size: sizes[tree],
      root: await this.ask(tree, (subtree) => subtree(0, sizes[tree])),
    });
    return { events: await head('events'), commits: await head('commits') };
  }

  /** Answers what `question` makes of the tree's subtrees; it is asked twice, once to learn which tiles it needs. */
  async ask<Answer>(tree: TreeName, question: (subtree: Subtree) => Answer): Promise<Answer> {
    const tiles = new Map<string, readonly Hash[]>();
    const places = tilesAskedBy(question);
    const ids = places.map((place) => this.idOf(tree, place));
    for (const { id, body } of await this.options.documents.getMany('tiles', ids)) tiles.set(id, hashesOf(body as string));
    return question(subtreesIn(this.options.sha256, (place) => tiles.get(this.idOf(tree, place)) ?? []));
  }

  private async readOn(): Promise<void> {
    let commits: Commit[] = [];
    let events = 0;
    for await (const commit of this.options.ledger.read(this.reached.no + 1)) {
      commits.push(commit);
      events += commit.events.length;
      if (events < EVENTS_AT_ONCE) continue;
      await this.take(commits);
      [commits, events] = [[], 0];
    }
    await this.take(commits);
  }

  /** Tiles first, how far they reach last: what is written twice says the same. */
  private async take(commits: readonly Commit[]): Promise<void> {
    const last = commits.at(-1);
    if (!last) return;
    const { sha256, documents, ledger } = this.options;
    const leaf = (text: string): Hash => leafHash(sha256, utf8.encode(text));
    const changed = {
      events: this.growing.events.add(commits.flatMap((commit) => commit.events.map(leaf))),
      commits: this.growing.commits.add(commits.map((commit) => leaf(commitLineText(lineOf(commit))))),
    };
    const puts = (['events', 'commits'] as const).flatMap((tree) =>
      changed[tree].map(({ hashes, ...place }): Change => ({
        put: { collection: 'tiles', id: this.idOf(tree, place), body: textOf(hashes), version: hashes.length },
      })),
    );
    this.reached = { no: last.no, hash: last.hash, size: last.size };
    await documents.write([...puts, { put: { collection: 'trees', id: ledger.name, body: { ...this.reached }, version: last.no } }]);
  }

  private async grown(tree: TreeName, size: number): Promise<GrowingTiles> {
    const edges: Hash[][] = [];
    for (const place of GrowingTiles.edgesOf(size)) {
      const stored = await this.options.documents.get('tiles', this.idOf(tree, place));
      edges.push(stored ? hashesOf(stored.body as string) : []);
    }
    return new GrowingTiles(this.options.sha256, size, edges);
  }

  private async drop(): Promise<void> {
    const { documents, ledger } = this.options;
    const drops: Change[] = [{ delete: { collection: 'trees', id: ledger.name } }];
    for await (const { id } of documents.scan('tiles', `${ledger.name}/`)) drops.push({ delete: { collection: 'tiles', id } });
    await documents.write(drops);
  }

  private async hashOf(no: CommitNo): Promise<string | null> {
    for await (const { hash } of this.options.ledger.read(no, no)) return hash;
    return null;
  }

  private idOf(tree: TreeName, { level, index }: TilePlace): string {
    return `${this.options.ledger.name}/${tree}/${level}/${String(index).padStart(12, '0')}`;
  }
}

const HASH_BYTES = 32;

function textOf(hashes: readonly Hash[]): string {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  for (const [at, hash] of hashes.entries()) bytes.set(hash, at * HASH_BYTES);
  return toBase64(bytes);
}

function hashesOf(text: string): Hash[] {
  const bytes = fromBase64(text) ?? new Uint8Array(0);
  return Array.from({ length: Math.min(TILE_WIDTH, bytes.length / HASH_BYTES) }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}
