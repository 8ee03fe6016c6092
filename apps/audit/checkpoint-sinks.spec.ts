import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { readConfig } from '@styrbord/service/config';
import { CHECKPOINT_SINKS } from '@styrbord/service/stores';
import { pino } from 'pino';
import { attachedTo, MailServer, type Arrived } from '../../test/mail-server';
import { checkpointSinks, type SignedCheckpoint } from './checkpoint-sinks';
import { HandingOver } from './handing-over';

const LEDGER = 'nara/steering';
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const note = (no: number): string => `styrbord.example.se/${LEDGER}\n${no}\nAAAA\ncommits ${no} BBBB\n\n— styrbord.example.se CCCCé${no}\n`;
const checkpoint = (no: number): SignedCheckpoint => ({ no, size: no, note: note(no), signedAt: '2026-11-26T08:00:00.000Z' });

describe('sinks of checkpoints', () => {
  let documents: MemoryDocuments;
  let clock: number;
  beforeEach(() => {
    documents = new MemoryDocuments();
    clock = Date.UTC(2026, 10, 26, 8);
  });

  const handingOver = async (settings: Record<string, string>): Promise<HandingOver> => {
    const sinks = checkpointSinks(readConfig(settings), LEDGER);
    const handing = new HandingOver({ ledger: LEDGER, sinks, documents, now: () => clock, log: pino({ level: 'silent' }) });
    await handing.start();
    return handing;
  };
  const state = async (sink: string): Promise<unknown> => (await documents.get(CHECKPOINT_SINKS, `${LEDGER}/${sink}`))?.body;

  describe('by mail', () => {
    let post: MailServer;
    let port: number;
    const settings = (password = 'hemligt'): Record<string, string> => ({
      STYRBORD_CHECKPOINT_MAIL_TO: 'revisor@example.se,arkiv@example.se',
      STYRBORD_SMTP_URL: `smtp://styrbord:${password}@127.0.0.1:${port}`,
      STYRBORD_MAIL_FROM: 'Styrbord <styrbord@example.se>',
    });
    beforeEach(async () => {
      post = new MailServer();
      port = await post.open();
    });
    afterEach(() => post.close());

    it('give everybody named the note as a file, byte for byte', async () => {
      await (await handingOver(settings())).offer(checkpoint(12));
      expect(post.arrived.map(({ to }) => to)).toEqual([['revisor@example.se', 'arkiv@example.se']]);
      const [letter] = post.arrived as [Arrived];
      expect(attachedTo(letter)).toBe(note(12));
      expect(letter.raw).toMatch(/^From: Styrbord <styrbord@example\.se>/m);
      expect(letter.raw).toMatch(/^Subject: Kontrollpunkt nara\/steering 12/m);
      expect(letter.raw).toMatch(/filename=000000000012\.txt/);
      expect(await state('mail')).toEqual({ no: 12, at: '2026-11-26T08:00:00.000Z', failed: null });
    });

    it('write at most once an hour, then of the newest, and each day that it still stands', async () => {
      const handing = await handingOver(settings());
      await handing.offer(checkpoint(12));
      clock += HOUR_MS - 1;
      await handing.offer(checkpoint(13));
      expect(post.arrived).toHaveLength(1);
      clock += 1;
      await handing.offer(checkpoint(14));
      await handing.offer(checkpoint(14));
      expect(post.arrived.map(attachedTo)).toEqual([note(12), note(14)]);
      clock += 24 * HOUR_MS;
      await handing.offer(checkpoint(14));
      expect(post.arrived).toHaveLength(3);
      await handing.offer(checkpoint(13));
      expect(post.arrived).toHaveLength(3);
    });

    it('are tried again when the server takes letters again, and tell meanwhile what was wrong', async () => {
      post.refuses = true;
      const handing = await handingOver(settings());
      await handing.offer(checkpoint(12));
      expect(await state('mail')).toEqual({ no: 0, at: null, failed: { at: '2026-11-26T08:00:00.000Z', code: 'EMESSAGE' } });
      [post.refuses, clock] = [false, clock + MINUTE_MS];
      await handing.offer(checkpoint(12));
      expect(post.arrived).toHaveLength(1);
      expect(await state('mail')).toEqual({ no: 12, at: '2026-11-26T08:01:00.000Z', failed: null });
    });

    it('tell what kind of failure it was, and neither address nor password', async () => {
      await (await handingOver(settings('fel'))).offer(checkpoint(12));
      expect(await state('mail')).toMatchObject({ no: 0, failed: { code: 'EAUTH' } });
      await post.close();
      await (await handingOver(settings())).offer(checkpoint(12));
      expect(await state('mail')).toMatchObject({ no: 0, failed: { code: expect.stringMatching(/^E[A-Z]+$/) } });
      expect(JSON.stringify(await state('mail'))).not.toMatch(/127\.0\.0\.1|hemligt|fel\b/);
    });

    it('are nobody’s twice: an instance that comes after another has nothing to send', async () => {
      const [one, other] = [await handingOver(settings()), await handingOver(settings())];
      await one.offer(checkpoint(12));
      await other.offer(checkpoint(12));
      expect(post.arrived).toHaveLength(1);
    });
  });

  describe('by folder and webhook', () => {
    let folder: string;
    let server: Server;
    let status: number;
    let posted: string[];
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'styrbord-sinks-'));
      [status, posted] = [500, []];
      server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          if (status === 200) posted.push(Buffer.concat(chunks).toString('utf8'));
          response.writeHead(status).end();
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterEach(async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('one that fails keeps no other back, and gets what it missed', async () => {
      const { port } = server.address() as AddressInfo;
      const settings = { STYRBORD_AUDIT_FOLDER: folder, STYRBORD_AUDIT_WEBHOOK: `http://127.0.0.1:${port}/` };
      const handing = await handingOver(settings);
      await handing.offer(checkpoint(7));
      expect(await readFile(join(folder, 'nara.steering', '000000000007.txt'), 'utf8')).toBe(note(7));
      expect(await state('folder')).toMatchObject({ no: 7, failed: null });
      expect(await state('webhook')).toMatchObject({ no: 0, failed: { code: 'HTTP 500' } });
      status = 200;
      await handing.offer(checkpoint(7));
      expect(posted).toEqual([note(7)]);
      expect(await state('webhook')).toMatchObject({ no: 7, failed: null });
      expect(await readdir(join(folder, 'nara.steering'))).toEqual(['000000000007.txt']);
    });

    it('what is no longer a sink is no longer told of', async () => {
      await (await handingOver({ STYRBORD_AUDIT_FOLDER: folder })).offer(checkpoint(7));
      await handingOver({});
      expect(await state('folder')).toBeUndefined();
    });
  });
});
