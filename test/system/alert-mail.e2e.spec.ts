import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { idOf, MailServer, readable, type Arrived } from '../mail-server';
import { freePort, startProduct, type Product } from '../product';

const WAIT_MS = 15_000;
/** Long enough for whatever else would come. */
const PEACE_MS = 1_500;
const MEASURES = Array.from({ length: 40 }, (_, at) => `m${at}`);

describe('alerts by mail', () => {
  let post: MailServer;
  let port: number;
  let product: Product;
  let operator: Caller;
  beforeAll(async () => {
    post = new MailServer();
    port = await post.open(await freePort());
    product = await startProduct({
      STYRBORD_DEMO: 'none',
      STYRBORD_MAIL_TO: 'controller@example.se,chef@example.se',
      STYRBORD_MAIL_FROM: 'Styrbord <styrbord@example.se>',
      STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${port}`,
    });
    operator = caller(product, product.key);
    const measures = ['a', 'b', 'c', 'd', ...MEASURES].map((id) => ({
      id,
      name: `Mått ${id}`,
      kind: 'index',
      unitOfMeasure: '',
      decimals: 1,
      better: 'higher',
    }));
    const targets = measures.map(({ id }) => ({ measure: id, unit: 'u', text: 'minst 90', period: '2022' }));
    const { body } = await operator.send('POST', '/documents', {
      format: 'styrbord/1',
      units: [{ id: 'u', name: 'Hälsocentralen', kind: 'unit' }],
      measures,
      targets,
    });
    expect(body['refused']).toEqual([]);
  }, 60_000);
  afterAll(async () => {
    await product.stop();
    await post.close();
  });

  const record = async (measure: string, value: string): Promise<void> => {
    expect((await operator.send('POST', '/measurements', { measure, unit: 'u', period: '2022-04', value, reason: 'Rättad' })).status).toBe(
      200,
    );
  };
  const arrived = async (count: number): Promise<readonly Arrived[]> => {
    for (const until = Date.now() + WAIT_MS; post.arrived.length < count && Date.now() < until;) await setTimeout(25);
    return post.arrived;
  };
  const delivered = async (measure: string): Promise<readonly (Readonly<Record<string, unknown>> | null)[]> => {
    const { body } = await operator.get(`/notices?case=target-missed~u~${measure}~2022-04&minNo=${await operator.head()}`);
    return (body['items'] as { delivery: Readonly<Record<string, unknown>> | null }[]).map(({ delivery }) => delivery);
  };

  it('a missed target is one letter to everybody, and equality with it none', async () => {
    await record('b', '90');
    await record('a', '89.5');
    const [letter] = await arrived(1);
    await setTimeout(PEACE_MS);
    expect(post.arrived).toHaveLength(1);
    expect(letter?.to).toEqual(['controller@example.se', 'chef@example.se']);
    expect(readable(letter!)).toContain('Mått a, Hälsocentralen, 2022-04\r\nUtfall 89,5, mål minst 90.');
    expect(idOf(letter!)).toMatch(/^<mail-\d+-\d+@example\.se>$/);
    expect(await delivered('a')).toEqual([
      expect.objectContaining({ channel: 'mail', result: 'sent', attempts: 1, answer: expect.stringMatching(/^250/) }),
    ]);
  }, 60_000);

  it('a correction that resolves it is told to the same, with old and new and why', async () => {
    await record('a', '95');
    const letter = (await arrived(2))[1]!;
    expect(letter.to).toEqual(['controller@example.se', 'chef@example.se']);
    expect(readable(letter)).toContain('89,5, mål minst 90 rättades till 95, mål minst 90. Orsak: Rättad (av operator).');
  }, 60_000);

  it('an import that breaches forty is one letter', async () => {
    const measurements = MEASURES.map((measure) => ({ measure, unit: 'u', period: '2022-04', value: '1' }));
    expect((await operator.send('POST', '/measurements', { measurements })).status).toBe(200);
    const letter = (await arrived(3))[2]!;
    await setTimeout(PEACE_MS);
    expect(post.arrived).toHaveLength(3);
    expect(readable(letter).match(/^Målet missat/gm)).toHaveLength(40);
  }, 60_000);

  it('a server that refuses for now is tried again, also after a kill, under the same name; what was sent is not sent again', async () => {
    post.refuses = true;
    await record('c', '1');
    await setTimeout(PEACE_MS);
    expect(await delivered('c')).toEqual([null]);
    await product.kill();
    post.refuses = false;
    await product.restart();
    // The pause after the first try is half a minute at most.
    for (const until = Date.now() + 45_000; post.arrived.length < 4 && Date.now() < until;) await setTimeout(100);
    await setTimeout(PEACE_MS);
    expect(post.arrived).toHaveLength(4);
    expect(readable(post.arrived[3]!)).toContain('Mått c');
    expect(await delivered('c')).toEqual([expect.objectContaining({ result: 'sent', attempts: 2 })]);
    expect(new Set(post.arrived.map(idOf)).size).toBe(4);
  }, 120_000);

  it('a letter that is refused for good is given up at once, with what was answered, and is in the history', async () => {
    [post.refuses, post.refusal] = [true, 550];
    await record('d', '1');
    for (const until = Date.now() + WAIT_MS; (await delivered('d'))[0] === null && Date.now() < until;) await setTimeout(50);
    expect(await delivered('d')).toEqual([
      expect.objectContaining({ result: 'dead', attempts: 1, answer: expect.stringContaining('550') }),
    ]);
    post.refuses = false;
    await setTimeout(PEACE_MS);
    expect(post.arrived).toHaveLength(4);
    const { body } = await operator.get('/history?type=message-dead');
    expect(body['items']).toMatchObject([{ ledger: 'local/alerts', units: ['u'] }]);
  }, 60_000);
});
