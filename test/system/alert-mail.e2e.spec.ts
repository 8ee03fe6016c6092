import { setTimeout } from 'node:timers/promises';
import { caller, type Caller } from '../api';
import { bounceOf, idOf, MailServer, readable, unsubscribeOf, type Arrived } from '../mail-server';
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
    const measures = ['a', 'b', 'c', 'd', 'e', 'f', 'g', ...MEASURES].map((id) => ({
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
      units: ['u', 'v'].map((id) => ({ id, name: id === 'u' ? 'Hälsocentralen' : 'Sjukhuset', kind: 'unit' })),
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
  const delivered = async (measure: string): Promise<readonly (readonly Readonly<Record<string, unknown>>[])[]> => {
    const { body } = await operator.get(`/notices?case=target-missed~u~${measure}~2022-04&minNo=${await operator.head()}`);
    return (body['items'] as { deliveries: Readonly<Record<string, unknown>>[] }[]).map(({ deliveries }) => deliveries);
  };

  const PEOPLE = ['chef@example.se', 'controller@example.se'];
  const to = (letters: readonly Arrived[]): string[] => letters.flatMap((letter) => letter.to).toSorted();

  it('a missed target is one letter to each, and equality with it none', async () => {
    await record('b', '90');
    await record('a', '89.5');
    const letters = await arrived(2);
    await setTimeout(PEACE_MS);
    expect(post.arrived).toHaveLength(2);
    expect(to(letters)).toEqual(PEOPLE);
    for (const letter of letters) {
      expect(letter.to).toHaveLength(1);
      expect(readable(letter)).toContain('Mått a, Hälsocentralen, april 2022\r\nUtfall 89,5, mål minst 90.');
      expect(readable(letter, 'html')).toContain('<strong>Utfall 89,5, mål minst 90.</strong>');
      expect(idOf(letter)).toMatch(/^<mail-[0-9a-f]{16}-\d+-\d+@example\.se>$/);
      expect(letter.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    }
    expect(new Set(letters.map(idOf)).size).toBe(2);
    const sent = expect.objectContaining({ channel: 'mail', result: 'sent', attempts: 1, answer: expect.stringMatching(/^250/) });
    expect(await delivered('a')).toEqual([[sent, sent]]);
  }, 60_000);

  it('a correction that resolves it is told to the same, with old and new and why', async () => {
    await record('a', '95');
    const letters = (await arrived(4)).slice(2);
    expect(to(letters)).toEqual(PEOPLE);
    for (const letter of letters)
      expect(readable(letter)).toContain('89,5, mål minst 90 rättades till 95, mål minst 90. Orsak: Rättad (av operator).');
  }, 60_000);

  it('an import that breaches forty is one letter to each', async () => {
    const measurements = MEASURES.map((measure) => ({ measure, unit: 'u', period: '2022-04', value: '1' }));
    expect((await operator.send('POST', '/measurements', { measurements })).status).toBe(200);
    await arrived(6);
    await setTimeout(PEACE_MS);
    expect(to(post.arrived.slice(4))).toEqual(PEOPLE);
    for (const letter of post.arrived.slice(4)) expect(readable(letter).match(/^Målet missat/gm)).toHaveLength(40);
  }, 60_000);

  it('a letter that comes back is noted, by whoever it came back to and nobody else, and sent once more when somebody says so', async () => {
    const letter = post.arrived.find((each) => each.to.includes('chef@example.se'))!;
    const back = (address: string, status: string): Promise<Response> =>
      fetch(address, { method: 'POST', body: new URLSearchParams({ status }) });
    expect((await back(bounceOf(letter).replace('/bounces', 'x/bounces'), '5.1.1')).status).toBe(404);
    expect((await back(bounceOf(letter), '4.4.7')).status).toBe(422);
    expect((await back(bounceOf(letter), '5.1.1')).status).toBe(200);
    const { body } = await operator.get('/deliveries?state=bounced');
    expect(body['items']).toMatchObject([{ message: idOf(letter).slice(1).split('@')[0], state: 'bounced', answer: '5.1.1' }]);
    expect((await operator.get('/notices?fate=dead')).body['items']).toMatchObject([{ case: 'target-missed~u~a~2022-04' }]);
    const count = post.arrived.length;
    const [{ message }] = body['items'] as [{ message: string }];
    expect((await operator.send('POST', `/deliveries/${message}/resends`)).status).toBe(200);
    const again = (await arrived(count + 1))[count];
    expect(again && idOf(again)).toBe(idOf(letter));
    post.arrived.splice(count);
  }, 60_000);

  it('who unsubscribes by one click is sent no more, and nobody does so by looking', async () => {
    const letter = post.arrived.find((each) => each.to.includes('chef@example.se'))!;
    const address = unsubscribeOf(letter);
    const page = await fetch(address);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('c…@example.se')]);
    expect((await operator.get('/alert-recipients')).body['items']).toMatchObject([{ left: null }, { left: null }]);
    const click = (url: string): Promise<Response> =>
      fetch(url, { method: 'POST', body: new URLSearchParams('List-Unsubscribe=One-Click') });
    expect((await click(`${address}x`)).status).toBe(404);
    expect([(await click(address)).status, (await click(address)).status]).toEqual([200, 200]);
    await record('e', '1');
    await arrived(7);
    await setTimeout(PEACE_MS);
    expect(to(post.arrived.slice(6))).toEqual(['controller@example.se']);
    const { body } = await operator.get('/history?type=recipient-left');
    expect(body['items']).toMatchObject([{ ledger: 'local/alerts' }]);
    expect(JSON.stringify(body)).not.toContain('chef');
  }, 60_000);

  it('a server that refuses for now is tried again, also after a kill, under the same name; what was sent is not sent again', async () => {
    const before = post.arrived.length;
    post.refuses = true;
    await record('c', '1');
    await setTimeout(PEACE_MS);
    expect(await delivered('c')).toEqual([[]]);
    const { body } = await operator.get('/deliveries?state=waiting');
    expect(body['items']).toMatchObject([
      { state: 'waiting', shown: 'c…@example.se', attempts: 1, answer: expect.stringContaining('452') },
    ]);
    await product.kill();
    post.refuses = false;
    await product.restart();
    // The pause after the first try is half a minute at most.
    for (const until = Date.now() + 45_000; post.arrived.length <= before && Date.now() < until;) await setTimeout(100);
    await setTimeout(PEACE_MS);
    expect(post.arrived).toHaveLength(before + 1);
    expect(readable(post.arrived[before]!)).toContain('Mått c');
    expect(await delivered('c')).toEqual([[expect.objectContaining({ result: 'sent', attempts: 2 })]]);
    expect(new Set(post.arrived.map(idOf)).size).toBe(post.arrived.length);
  }, 120_000);

  it('a letter that is refused for good is given up at once, shown, and sent once more under its name when somebody says so', async () => {
    [post.refuses, post.refusal] = [true, 550];
    await record('d', '1');
    for (const until = Date.now() + WAIT_MS; (await delivered('d'))[0]?.length === 0 && Date.now() < until;) await setTimeout(50);
    expect(await delivered('d')).toEqual([
      [expect.objectContaining({ result: 'dead', attempts: 1, answer: expect.stringContaining('550') })],
    ]);
    const { body } = await operator.get('/deliveries?state=dead');
    expect(body['items']).toMatchObject([{ state: 'dead', units: ['u'], cases: ['target-missed~u~d~2022-04'] }]);
    const [{ message }] = body['items'] as [{ message: string }];
    post.refuses = false;
    await setTimeout(PEACE_MS);
    const before = post.arrived.length;
    const resend = `/deliveries/${message}/resends`;
    expect((await operator.send('POST', '/deliveries/another/resends')).body).toMatchObject({ code: 'message-unknown' });
    const { body: granted } = await operator.send('POST', '/keys', { name: 'Annan', role: 'controller', units: ['v'] });
    const stranger = caller(product, String(granted['key']));
    expect((await stranger.get('/deliveries')).body['items']).toEqual([]);
    expect((await stranger.send('POST', resend)).body).toMatchObject({ code: 'message-unknown' });
    expect((await stranger.send('POST', '/alert-recipients/any/returns')).status).toBe(403);
    expect((await operator.send('POST', resend)).status).toBe(200);
    await arrived(before + 1);
    expect(idOf(post.arrived[before]!)).toBe(`<${message}@example.se>`);
    expect(readable(post.arrived[before]!)).toContain('Mått d');
    for (const until = Date.now() + WAIT_MS; (await delivered('d'))[0]?.[0]?.['result'] !== 'sent' && Date.now() < until;)
      await setTimeout(50);
    expect((await operator.send('POST', resend)).body).toMatchObject({ code: 'message-not-dead' });
    const again = { units: ['u'], actor: 'operator' };
    expect((await operator.get('/history?type=message-requeued')).body['items']).toMatchObject([again, again]);
  }, 60_000);

  it('a server that cuts the line once it has all, or never answers, is asked again under the same name', async () => {
    for (const [fault, measure] of [
      ['cuts', 'f'],
      ['is silent', 'g'],
    ] as const) {
      const before = post.tried.length;
      post.fault = fault;
      await record(measure, '1');
      for (const until = Date.now() + WAIT_MS; post.tried.length <= before && Date.now() < until;) await setTimeout(50);
      post.fault = null;
      for (const until = Date.now() + 60_000; (await delivered(measure))[0]?.length === 0 && Date.now() < until;) await setTimeout(200);
      expect(await delivered(measure)).toEqual([[expect.objectContaining({ result: 'sent', attempts: 2 })]]);
      expect(new Set(post.tried.slice(before).map(idOf)).size).toBe(1);
      expect(post.tried.length).toBe(before + 2);
    }
  }, 180_000);
});
