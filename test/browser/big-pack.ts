import { canonicalize } from '@styrbord/proof/canonical';
import { checkpointText } from '@styrbord/proof/checkpoint';
import { commitLineText, type CommitLine } from '@styrbord/proof/commit-line';
import { coverBeside } from '@styrbord/proof/cover';
import { eventLine, PACK_FILES, PACK_FORMAT, partLine, type Manifest } from '@styrbord/proof/evidence-pack';
import { toHex } from '@styrbord/proof/hex';
import { appendLeaves, EMPTY_FRONTIER, leafHash, rootOf, subtreesOf, type Hash } from '@styrbord/proof/merkle';
import { signNote, type Signer } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { shownFrom } from '@styrbord/steering/evidence';
import { RENDERING } from '@styrbord/steering/renderings';
import { strToU8, zipSync } from 'fflate';

const EVENTS_A_COMMIT = 100;
const START = Date.UTC(2022, 0, 1);

interface Making {
  readonly ledger: string;
  readonly signer: Signer;
  /** Another word makes other events. */
  readonly history?: string;
  /** Without its events: only the fewest subtrees that hold them. */
  readonly isSparse?: boolean;
  /** Stated in its manifest; this one unless said. */
  readonly rendering?: number;
}

/** A pack of a whole ledger of so many commits, as the audit would make it: large, and true. */
export async function bigPack(
  commits: number,
  { ledger, signer, history = '', isSparse = false, rendering = RENDERING }: Making,
): Promise<Uint8Array> {
  const origin = `${signer.name}/${ledger}`;
  const lines: CommitLine[] = [];
  const events: string[] = [];
  const leaves: Hash[] = [];
  let tree = EMPTY_FRONTIER;
  for (let no = 1; no <= commits; no++) {
    const first = tree.size;
    const texts = Array.from({ length: EVENTS_A_COMMIT }, (_, index) => eventText(no, `${history}${index}`));
    const hashes = texts.map((text) => leafHash(sha256, strToU8(text)));
    tree = appendLeaves(sha256, tree, hashes);
    leaves.push(...hashes);
    const root = toHex(rootOf(sha256, tree));
    lines.push({ no, recordedAt: new Date(START + no * 60_000).toISOString(), first, size: tree.size, root, hash: root });
    events.push(...texts.map((text, index) => eventLine({ leaf: first + index, no, index, text })));
  }
  const lineTexts = lines.map(commitLineText);
  const ofCommits = appendLeaves(
    sha256,
    EMPTY_FRONTIER,
    lineTexts.map((text) => leafHash(sha256, strToU8(text))),
  );
  const manifest: Manifest = {
    format: PACK_FORMAT,
    ledger,
    origin,
    rendering,
    selection: { unit: null, period: null, measures: null, from: 0, to: commits },
  };
  const { scorecard, page } = await shownFrom(manifest, [], lines[commits - 1] as CommitLine);
  const heads = {
    events: { size: tree.size, root: rootOf(sha256, tree) },
    commits: { size: commits, root: rootOf(sha256, ofCommits) },
  };
  const texts = [
    canonicalize({ ...manifest, selection: { ...manifest.selection } }),
    signNote(sha256, checkpointText({ origin, ...heads }), [signer]),
    '',
    lineTexts.map((text) => `${text}\n`).join(''),
    isSparse ? coverBeside(subtreesOf(sha256, leaves), [], tree.size).map(partLine).join('') : '',
    isSparse ? '' : events.join(''),
    scorecard,
    page,
  ];
  return zipSync(Object.fromEntries(PACK_FILES.map((name, at) => [name, strToU8(texts[at] as string)])), { level: 1 });
}

function eventText(no: number, index: string): string {
  const at = { measure: `matt-${index}`, unit: `enhet-${no % 290}`, cell: 'T', period: '2022-04' };
  const data = { ...at, value: `${no}.${index}`, numerator: null, denominator: null, status: 'final', source: 'Lönesystemet', note: null };
  const meta = { actor: 'k-lonesystemet', request: `req-${no}-${index}`, source: 'http' };
  return canonicalize({ type: 'measurement-recorded', stream: `series/${at.unit}/${at.measure}`, data, meta });
}
