import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headerText, sealCommit } from '@styrbord/eventsourcing/commit';
import type { CommitStore } from '@styrbord/eventsourcing/commit-store';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Commit } from '@styrbord/eventsourcing/ledger';
import { canonicalize } from '@styrbord/proof/canonical';
import { keyText } from '@styrbord/proof/note';
import { sha256 } from '@styrbord/node-proof/sha256';
import { Output } from '../../apps/cli/output';
import { runVerifyLedger } from '../../apps/cli/verify-ledger';
import { generatedHistory } from '../faults/history';
import { SEED, seeded } from '../faults/seeded';
import { auditedLedger, signerOf } from './audited-ledger';
import { seriesView } from '@styrbord/steering/views/series-view';
import { structureView } from '@styrbord/steering/views/structure-view';

const SERIES_DOCUMENTS = `series.v${seriesView.version}.g1`;
const STRUCTURE_DOCUMENTS = `structure.v${structureView.version}.g1`;

/** A commit as a database holds it, for somebody who may write there. */
export interface Lying {
  readonly header: string;
  readonly hash: string;
  readonly events: string;
}

/** A store and a back door to it, as who runs the database has one. */
export interface Exposed {
  /** What `styrbord verify --data` is given. */
  readonly at: string;
  readonly tenant: string;
  readonly commits: CommitStore;
  readonly documents: Documents;
  readonly get: (no: number) => Promise<Lying>;
  /** Null takes it away. */
  readonly put: (no: number, lying: Lying | null) => Promise<void>;
  readonly close: () => Promise<void>;
}

type Spoil = (exposed: Exposed, commits: readonly Commit[]) => Promise<void>;

const AT = 12;

/** Every kind of tampering on a real ledger, and where it is found. */
export function tamperingContract(name: string, open: () => Promise<Exposed>): void {
  describe(`tampering with a ledger on ${name}`, () => {
    let exposed: Exposed;
    let commits: Commit[];
    let folder: string;
    const file = (what: string): string => join(folder, what);
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'styrbord-kept-'));
      exposed = await open();
      const audited = await auditedLedger(exposed.commits, exposed.documents, `${exposed.tenant}/steering`);
      await audited.take(generatedHistory(seeded(SEED), 30));
      const checkpoint = await audited.checkpoints.covering(audited.ledger.no);
      await writeFile(file('note.txt'), checkpoint?.note ?? '');
      await writeFile(file('key.pub'), `${keyText(sha256, signerOf(1))}\n`);
      await writeFile(file('other.pub'), `${keyText(sha256, signerOf(2))}\n`);
      commits = [];
      for await (const commit of exposed.commits.read(1, Number.MAX_SAFE_INTEGER)) commits.push(commit);
    });
    afterEach(async () => {
      await exposed.close();
      await rm(folder, { recursive: true, force: true });
    });

    const verified = async (key = 'key.pub', note = 'note.txt'): Promise<Record<string, unknown>> => {
      let told = '';
      const output = new Output(true, { write: (text) => (told += text) }, { write: () => undefined });
      const exit = await runVerifyLedger({ data: exposed.at, tenant: exposed.tenant, key: file(key), checkpoint: file(note) }, output);
      return { exit, ...(JSON.parse(told) as object) };
    };

    it('finds nothing where nothing was done', async () => {
      expect(await verified()).toMatchObject({ exit: 0, result: 'good', commits: commits.length, checkpoints: 1 });
    });

    it.each<[string, string, string, Spoil]>([
      [
        'a byte in an entry',
        'commit-root',
        `commit ${AT}`,
        altered((lying) => ({ ...lying, events: lying.events.replace('controller', 'Controller') })),
      ],
      [
        'a byte in what the commit says of itself',
        'commit-hash',
        `commit ${AT}`,
        altered((lying) => ({ ...lying, header: lying.header.replace('"answer":null', '"answer":true') })),
      ],
      [
        'a byte that makes it unreadable',
        'commit-unreadable',
        `after commit ${AT - 1}`,
        altered((lying) => ({ ...lying, header: lying.header.replace('{', '[') })),
      ],
      [
        'the root',
        'commit-hash',
        `commit ${AT}`,
        altered((lying) => ({ ...lying, header: lying.header.replace(/"root":"./, '"root":"x') })),
      ],
      ['a commit taken out', 'commit-no', `commit ${AT + 1}`, (door) => door.put(AT, null)],
      [
        'an event put in',
        'commit-commands',
        `commit ${AT}`,
        altered((lying) => ({ ...lying, events: `${lying.events}\n${lying.events.split('\n')[0]?.replace('controller', 'other')}` })),
      ],
      [
        'an event doubled',
        'commit-commands',
        `commit ${AT}`,
        altered((lying) => ({ ...lying, events: `${lying.events}\n${lying.events}` })),
      ],
      ['two commits changed over', 'commit-no', `commit ${AT + 1}`, swapped],
      ['the last commits cut off', 'shorter-than-what-was-signed', 'commit 27 of 30', truncated],
      [
        'one commit backdated, and all after it sealed anew',
        'differs-from-what-was-signed',
        'commit 30',
        resealed((commit) => (commit.no === AT ? { now: Date.parse(commit.recordedAt) + 5 } : {})),
      ],
      [
        'another history from a commit on, sealed anew',
        'differs-from-what-was-signed',
        'commit 30',
        resealed((commit) => (commit.no === AT ? { replace: ['controller', 'kontroller'] } : {})),
      ],
      ['an older copy put back, its own checkpoint with it', 'shorter-than-what-was-signed', 'commit 20 of 30', rolledBack],
    ])('%s: %s at %s', async (_, code, place, spoil) => {
      await spoil(exposed, commits);
      expect(await verified()).toMatchObject({ exit: 1, result: 'tampered', code, place: expect.stringContaining(place) as string });
    });

    it('a view that was forged: view-differs, with its document', async () => {
      const collection = SERIES_DOCUMENTS;
      for await (const { id, body, version } of exposed.documents.scan(collection, '')) {
        const forged = JSON.parse(JSON.stringify(body).replace(/"value":"\d+"/, '"value":"777"')) as typeof body;
        if (JSON.stringify(forged) === JSON.stringify(body)) continue;
        await exposed.documents.put(collection, id, forged, version);
        expect(await verified()).toMatchObject({ exit: 1, code: 'view-differs', place: `series, ${id}` });
        return;
      }
      throw new Error('no series had a value');
    });

    it('a signature that was changed, and a key of another', async () => {
      await writeFile(
        file('spoilt.txt'),
        (await readFile(file('note.txt'), 'utf8')).replace(
          /— (\S+) (.{30})(.)/,
          (_, signer: string, head: string, letter: string) => `— ${signer} ${head}${letter === 'A' ? 'B' : 'A'}`,
        ),
      );
      expect(await verified('key.pub', 'spoilt.txt')).toMatchObject({ exit: 1, code: 'signature-differs', place: file('spoilt.txt') });
      expect(await verified('other.pub')).toMatchObject({ exit: 3, result: 'unknown-key', code: 'key-unknown' });
    });
  });
}

function altered(change: (lying: Lying) => Lying): Spoil {
  return async ({ get, put }) => {
    const before = await get(AT);
    const after = change(before);
    if (canonicalize({ ...after }) === canonicalize({ ...before })) throw new Error('nothing was altered');
    await put(AT, after);
  };
}

const swapped: Spoil = async ({ get, put }) => {
  const [one, other] = [await get(AT), await get(AT + 1)];
  await put(AT, other);
  await put(AT + 1, one);
};

const truncated: Spoil = async ({ put }, commits) => {
  for (const { no } of commits.slice(-3)) await put(no, null);
};

/** The database as it was ten commits ago. */
const rolledBack: Spoil = async ({ put, documents }, commits) => {
  for (const { no } of commits.slice(20)) await put(no, null);
  for (const collection of ['views', 'checkpoints', 'trees', 'tiles', 'signed-checkpoints', STRUCTURE_DOCUMENTS, SERIES_DOCUMENTS])
    for await (const { id } of documents.scan(collection, '')) await documents.delete(collection, id);
};

/** What somebody does who may write everything and knows how commits are sealed. */
function resealed(change: (commit: Commit) => { readonly now?: number; readonly replace?: readonly [string, string] }): Spoil {
  return async ({ put }, commits) => {
    let after: Commit | null = commits[AT - 2] ?? null;
    for (const commit of commits.slice(AT - 1)) {
      const { now = Date.parse(commit.recordedAt), replace } = change(commit);
      const events = replace ? commit.events.map((text) => text.replace(...replace)) : commit.events;
      const own = commit.commands.map(({ index, count, ...command }) => ({ ...command, events: events.slice(index, index + count) }));
      const sealed = sealCommit(sha256, {
        ledger: commit.ledger,
        after,
        epoch: commit.epoch,
        now,
        attempt: commit.attempt,
        commands: own,
        touches: commit.touches,
      });
      await put(commit.no, { header: headerText(sealed), hash: sealed.hash, events: sealed.events.join('\n') });
      after = sealed;
    }
  };
}
