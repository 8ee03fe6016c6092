import { fromBase64, toBase64 } from './base64';
import type { Hash } from './merkle';

/** A tree's state: its size and its root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/**
 * What a checkpoint says: C2SP tlog-checkpoint over the tree of events, and on an extension line the head of the tree of
 * commits, so that numbers and times are signed for too.
 */
export interface Checkpoint {
  /** Unique to the ledger: `styrbord.example.se/norrbotten/steering`. */
  readonly origin: string;
  readonly events: TreeHead;
  readonly commits: TreeHead;
}

const ORIGIN = /^[^\s+]{1,200}$/u;
const HASH_BYTES = 32;

/** The text that is signed. */
export function checkpointText({ origin, events, commits }: Checkpoint): string {
  return `${origin}\n${events.size}\n${toBase64(events.root)}\ncommits ${commits.size} ${toBase64(commits.root)}\n`;
}

/** Null for what is no checkpoint of such a ledger; unknown extension lines are passed over. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', ...extensions] = text.split('\n');
  if (!text.endsWith('\n') || !ORIGIN.test(origin) || extensions.pop() !== '' || extensions.includes('')) return null;
  const [, commitSize = '', commitRoot = ''] = /^commits (\S+) (\S+)$/m.exec(extensions.join('\n')) ?? [];
  const events = treeHead(size, root);
  const commits = treeHead(commitSize, commitRoot);
  return events && commits ? { origin, events, commits } : null;
}

function treeHead(size: string, root: string): TreeHead | null {
  const hash = fromBase64(root);
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)) || hash?.length !== HASH_BYTES) return null;
  return { size: Number(size), root: hash };
}
