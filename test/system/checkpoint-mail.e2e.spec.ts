import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseKey, parseNote, signersOf, type NoteKey } from '@styrbord/proof/note';
import { verifySignature } from '@styrbord/node-proof/ed25519';
import { sha256 } from '@styrbord/node-proof/sha256';
import { caller, type Caller } from '../api';
import { attachedTo, MailServer } from '../mail-server';
import { startProduct, type Product } from '../product';

const WAIT_MS = 10_000;

describe('checkpoints by mail', () => {
  let post: MailServer;
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    post = new MailServer();
    const port = await post.open();
    product = await startProduct({
      STYRBORD_CHECKPOINT_MAIL_TO: 'revisor@example.se',
      STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
      STYRBORD_MAIL_FROM: 'styrbord@example.se',
    });
    operator = caller(product, product.key);
  }, 60_000);
  afterAll(async () => {
    await product?.stop();
    await post.close();
  });

  const sinks = async (): Promise<unknown> => (await operator.get('/status')).body['sinks'];

  it('begin with none, and say so', async () => {
    expect(await sinks()).toEqual(
      ['alerts', 'audit', 'steering'].map((ledger) => ({ ledger: `local/${ledger}`, sink: 'mail', no: 0, at: null, failed: null })),
    );
  });

  it('arrive as they were signed, and the status says how far', async () => {
    const { text } = (await operator.get('/audit/checkpoint')).body;
    for (const end = Date.now() + WAIT_MS; post.arrived.length === 0 && Date.now() < end;) await setTimeout(50);
    const [letter] = post.arrived;
    const attached = letter ? attachedTo(letter) : '';
    expect(attached).toBe(text);
    const key = parseKey(sha256, (await readFile(join(product.folder, 'audit-key.pub'), 'utf8')).trim()) as NoteKey;
    const note = parseNote(attached);
    expect(note && signersOf(sha256, verifySignature, note, [key])).toEqual(['styrbord.local']);
    expect(await sinks()).toContainEqual({
      ledger: 'local/steering',
      sink: 'mail',
      no: await operator.head(),
      at: expect.any(String),
      failed: null,
    });
  }, 30_000);
});
