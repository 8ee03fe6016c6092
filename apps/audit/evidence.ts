import { recordedOf } from '@styrbord/eventsourcing/commit';
import type { Commit, Fact, Ledger } from '@styrbord/eventsourcing/ledger';
import { lineOf, type LedgerTrees, type TreeName } from '@styrbord/eventsourcing/ledger-trees';
import { canonicalize } from '@styrbord/proof/canonical';
import { commitLineText } from '@styrbord/proof/commit-line';
import { coverBeside } from '@styrbord/proof/cover';
import {
  eventLine,
  PACK_FORMAT,
  partLine,
  type Manifest,
  type PackedEvent,
  type PackFile,
  type Selection,
} from '@styrbord/proof/evidence-pack';
import { concernedBy, shownFrom, type Concerned } from '@styrbord/steering/evidence';
import { RENDERING } from '@styrbord/steering/renderings';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import type { SignedCheckpoint } from './checkpoint-sinks';
import type { Checkpoints } from './checkpoints';
import { zipped } from './zipped';

/** What is taken of one commit: its line, and of its events those that were asked for. */
interface Taken {
  readonly commit: Commit;
  readonly events: readonly PackedEvent[];
}

/** Makes evidence packs: what was asked for, from the ledger itself, with the proofs that it is there. */
export class Evidence {
  constructor(
    private readonly ledger: Ledger,
    private readonly knowledge: Knowledge,
    private readonly trees: LedgerTrees,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** The pack as it is made, piece by piece. */
  async pack(selection: Selection): Promise<AsyncIterable<Uint8Array>> {
    const checkpoint = await this.checkpoints.covering(selection.to);
    if (!checkpoint) throw new RangeError('an empty ledger has no evidence');
    const { origin } = this.checkpoints;
    const manifest: Manifest = { format: PACK_FORMAT, origin, ledger: this.ledger.name, rendering: RENDERING, selection };
    return zipped(this.files(manifest, checkpoint, await this.concerned(selection)));
  }

  private async concerned(selection: Selection): Promise<Concerned | null> {
    const { unit, to } = selection;
    return unit === null ? null : concernedBy(this.knowledge.at(to).structure, { ...selection, unit });
  }

  private async *files(
    manifest: Manifest,
    { note, size, no }: SignedCheckpoint,
    concerned: Concerned | null,
  ): AsyncIterable<[PackFile, AsyncIterable<string>]> {
    const numbers: number[] = [];
    const leaves: number[] = [];
    const held: PackedEvent[] = [];
    for await (const { commit, events } of this.taken(manifest.selection, concerned)) {
      numbers.push(commit.no - 1);
      for (const event of events) leaves.push(event.leaf);
      if (concerned) held.push(...events);
    }
    const taken = (): AsyncIterable<Taken> => this.taken(manifest.selection, concerned);
    const last = await this.lineAt(manifest.selection.to);
    const shown = await shownFrom(manifest, held, last);
    yield ['manifest.json', once(canonicalize(manifest))];
    yield ['checkpoint.txt', once(note)];
    yield ['commits.proof.jsonl', this.cover('commits', numbers, no)];
    yield ['commits.jsonl', each(taken(), ({ commit }) => `${commitLineText(lineOf(commit))}\n`)];
    yield ['events.proof.jsonl', this.cover('events', leaves, size)];
    yield ['events.jsonl', each(taken(), ({ events }) => events.map(eventLine).join(''))];
    yield ['scorecard.json', once(shown.scorecard)];
    yield ['README.html', once(shown.page)];
  }

  private async *cover(tree: TreeName, leaves: readonly number[], size: number): AsyncIterable<string> {
    for (const part of await this.trees.ask(tree, (subtree) => coverBeside(subtree, leaves, size))) yield partLine(part);
  }

  /** Commits with something that was asked for, and the last one, whose time the scorecard says. */
  private async *taken({ to }: Selection, concerned: Concerned | null): AsyncIterable<Taken> {
    if (!concerned) {
      for await (const commit of this.ledger.read(1, to)) yield { commit, events: packed(commit, () => true) };
      return;
    }
    const streams = new Set(concerned.streams);
    const takes = (fact: Fact): boolean => streams.has(fact.stream) && concerned.takes(fact);
    const numbers = await this.ledger.touching(concerned.streams, 0, to);
    for (const no of numbers.at(-1) === to ? numbers : [...numbers, to])
      for await (const commit of this.ledger.read(no, no)) {
        const events = packed(commit, takes);
        if (events.length > 0 || no === to) yield { commit, events };
      }
  }

  private async lineAt(no: number) {
    for await (const commit of this.ledger.read(no, no)) return lineOf(commit);
    throw new RangeError(`there is no commit ${no}`);
  }
}

function packed(commit: Commit, takes: (fact: Fact) => boolean): PackedEvent[] {
  const { no, recordedAt, size, events } = commit;
  return recordedOf(commit).flatMap(({ index, fact }) =>
    takes(fact) ? [{ leaf: size - events.length + index, no, index, recordedAt, text: events[index] as string }] : [],
  );
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}

async function* each<T>(items: AsyncIterable<T>, say: (item: T) => string): AsyncIterable<string> {
  for await (const item of items) yield say(item);
}
