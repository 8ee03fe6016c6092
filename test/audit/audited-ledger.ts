import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Batch } from '@styrbord/eventsourcing/ledger';
import { LedgerTrees } from '@styrbord/eventsourcing/ledger-trees';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { InProcessBus } from '@styrbord/eventsourcing/memory/in-process-bus';
import { Subscription } from '@styrbord/eventsourcing/subscription';
import { PACK_FILES, verifyPack, type PackVerdict, type Selection } from '@styrbord/proof/evidence-pack';
import type { NoteKey, Signer } from '@styrbord/proof/note';
import type { Inflate, Source } from '@styrbord/proof/zip';
import { verifySignature } from '@styrbord/node-proof/ed25519';
import { sha256 } from '@styrbord/node-proof/sha256';
import { compareShown } from '@styrbord/steering/evidence';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';
import { unzipSync } from 'fflate';
import { pino } from 'pino';
import { Checkpoints } from '../../apps/audit/checkpoints';
import { HandingOver } from '../../apps/audit/handing-over';
import { Evidence } from '../../apps/audit/evidence';
import { writerOn } from '../contracts/writer';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key that is made from a number, and so the same in every run. */
export function signerOf(seed: number, name = 'styrbord.example.se'): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
  return { name, publicKey, sign: (bytes) => sign(null, bytes, key) };
}

export interface AuditedLedger {
  readonly ledger: LedgerWriter;
  readonly knowledge: Knowledge;
  readonly checkpoints: Checkpoints;
  readonly take: (batches: readonly Batch[]) => Promise<void>;
  readonly pack: (selection: Selection) => Promise<Uint8Array>;
}

/** A ledger with its views, trees and checkpoints, as apps/audit wires them. */
export async function auditedLedger(store: CommitStore, documents: Documents, name = 'nara/steering'): Promise<AuditedLedger> {
  const signers = [signerOf(1)];
  const ledger = writerOn(store, { name });
  const bus = new InProcessBus();
  const [structure, series] = [structureView, seriesView].map(
    (view) => new Subscription({ view, ledger, documents, bus, topic: 'facts' }),
  ) as [Subscription, Subscription];
  const knowledge = new Knowledge(structure, series);
  await structure.start();
  await knowledge.load();
  await series.start();
  const trees = new LedgerTrees({ ledger, documents, sha256 });
  await trees.start();
  const now = (): number => Date.UTC(2026, 10, 25);
  const checkpoints = new Checkpoints({
    ledger,
    documents,
    trees,
    signers,
    origin: `styrbord.example.se/${name}`,
    handing: new HandingOver({ ledger: name, sinks: [], documents, now, log: pino({ level: 'silent' }) }),
    now,
  });
  await checkpoints.start();
  const evidence = new Evidence(ledger, knowledge, trees, checkpoints);
  return {
    ledger,
    knowledge,
    checkpoints,
    take: async (batches) => {
      for (const batch of batches) await ledger.append(batch);
      for (const view of [structure, series]) await view.poll();
    },
    pack: async (selection) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await evidence.pack(selection)) chunks.push(chunk);
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}

const inflate: Inflate = (packed) => Readable.from(packed, { objectMode: false }).pipe(createInflateRaw()) as AsyncIterable<Uint8Array>;

export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (from, length) => bytes.subarray(from, from + length),
});

export function verified(pack: Uint8Array | Source, keys: readonly NoteKey[] = [signerOf(1)]): Promise<PackVerdict> {
  const source = pack instanceof Uint8Array ? sourceOf(pack) : pack;
  return verifyPack(source, { sha256, verify: verifySignature, inflate, keys, compare: compareShown });
}

/** The texts of a pack, in its order. */
export function textsIn(pack: Uint8Array): Map<string, string> {
  const files = unzipSync(pack);
  return new Map(PACK_FILES.map((name) => [name, new TextDecoder().decode(files[name])]));
}
