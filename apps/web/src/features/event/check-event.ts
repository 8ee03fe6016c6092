import { fromBase64 } from '@styrbord/proof/base64';
import { canonicalize, type Json } from '@styrbord/proof/canonical';
import { parseCheckpoint } from '@styrbord/proof/checkpoint';
import { commitLineText } from '@styrbord/proof/commit-line';
import { toHex } from '@styrbord/proof/hex';
import { leafHash, verifyInclusion, type Sha256 } from '@styrbord/proof/merkle';
import { keyIdOf, parseKey, parseNote, signersOf, type NoteKey, type VerifySignature } from '@styrbord/proof/note';
import type { EventLeaf, HistoryEntry } from '../../reading/audit-answers';
import { marksIn, saysSame } from './told-names';

/** One thing that was looked at, with what it was looked at by. */
export interface Step {
  readonly name: 'checkpoint' | 'signature' | 'bytes' | 'event' | 'commit' | 'place' | 'content' | 'contentBesideNames';
  readonly holds: boolean;
  readonly said: Readonly<Record<string, string | number>>;
}

/** What the server gave, none of it believed. */
export interface EventClaim {
  readonly entry: HistoryEntry;
  readonly leaf: EventLeaf;
  readonly note: string;
  readonly keys: readonly string[];
  readonly proofs: { readonly event: readonly string[]; readonly commit: readonly string[] };
}

interface Checking {
  readonly sha256: Sha256;
  readonly verify: VerifySignature;
}

const utf8 = new TextEncoder();

/** Each step in order, whether the ones before held or not: what fails is then named. */
export function checkEvent({ entry, leaf, note, keys, proofs }: EventClaim, { sha256, verify }: Checking): Step[] {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  const bytes = fromBase64(leaf.bytes) ?? new Uint8Array();
  const hash = leafHash(sha256, bytes);
  const known = keys.flatMap((text) => parseKey(sha256, text) ?? []);
  const signedBy = parsed ? signersOf(sha256, verify, parsed, known) : false;
  const { commit } = leaf;
  const { events, commits } = checkpoint ?? { events: NOTHING, commits: NOTHING };
  return [
    { name: 'checkpoint', holds: checkpoint !== null, said: { origin: checkpoint?.origin ?? '', size: events.size } },
    { name: 'signature', holds: signedBy !== false && signedBy.length > 0, said: signerSaid(known, signedBy, sha256) },
    { name: 'bytes', holds: bytes.length > 0, said: { bytes: bytes.length, hash: toHex(hash).slice(0, HASH_SHOWN) } },
    {
      name: 'event',
      holds: verifyInclusion(sha256, { leaf: hash, index: leaf.leaf, ...events, proof: hashes(proofs.event) }),
      said: { leaf: leaf.leaf, size: events.size },
    },
    {
      name: 'commit',
      holds: verifyInclusion(sha256, {
        leaf: leafHash(sha256, utf8.encode(commitLineText(commit))),
        index: commit.no - 1,
        ...commits,
        proof: hashes(proofs.commit),
      }),
      said: { no: commit.no, at: commit.recordedAt },
    },
    {
      name: 'place',
      holds: entry.no === commit.no && leaf.leaf === commit.first + entry.index && leaf.leaf < commit.size,
      said: { no: entry.no, index: entry.index },
    },
    contentStep(entry, { bytes, recordedAt: commit.recordedAt }),
  ];
}

function contentStep(entry: HistoryEntry, stored: { readonly bytes: Uint8Array; readonly recordedAt: string }): Step {
  const names = marksIn(new TextDecoder().decode(stored.bytes));
  const holds = isShown(entry, stored.bytes) && entry.recordedAt === stored.recordedAt;
  return names > 0 ? { name: 'contentBesideNames', holds, said: { names } } : { name: 'content', holds, said: {} };
}

const NOTHING = { size: 0, root: new Uint8Array() };
const HASH_SHOWN = 16;

function signerSaid(known: readonly NoteKey[], signedBy: readonly string[] | false, sha256: Sha256): Step['said'] {
  const names = signedBy === false ? [] : signedBy;
  const keys = known.filter(({ name }) => names.length === 0 || names.includes(name));
  return { name: [...new Set(keys.map(({ name }) => name))].join(', '), id: keys.map((key) => keyIdOf(sha256, key)).join(', ') };
}

/** A proof that cannot be read proves nothing. */
function hashes(proof: readonly string[]): Uint8Array[] {
  return proof.map((text) => fromBase64(text) ?? new Uint8Array());
}

interface StoredFact {
  readonly type: string;
  readonly data: Readonly<Record<string, Json>>;
  readonly meta: Readonly<Record<string, string | undefined>>;
}

/** What the page says of the event is what the bytes say; what it found before is in the bytes only for some types. */
function isShown(entry: HistoryEntry, bytes: Uint8Array): boolean {
  try {
    const { type, data, meta } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as StoredFact;
    const members = ['actor', 'reason', 'decision', 'onBehalfOf', 'source', 'request'] as const;
    const isSame = members.every((name) => saysSame(canonicalize(meta[name] ?? null), canonicalize(entry[name])));
    return type === entry.type && isSame && isPartOf(entry.after as Json, data);
  } catch {
    return false;
  }
}

/** The whole of the data, or one member of it, with nothing left out but what was there before. */
function isPartOf(after: Json, data: Readonly<Record<string, Json>>): boolean {
  const { before: _, ...rest } = data;
  const shown = canonicalize(after);
  return [data, rest, ...Object.values(data)].some((part) => saysSame(canonicalize(part), shown));
}
