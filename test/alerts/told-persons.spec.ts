import { setTimeout } from 'node:timers/promises';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STOCKHOLM } from '@styrbord/alerting/deadline';
import { STANDARD_RULES, type RuleGiven } from '@styrbord/alerting/rule';
import type { Schedule } from '@styrbord/alerting/schedule';
import { idOf, MailServer, readable, type Arrived } from '../mail-server';
import { WebhookSink } from '../webhook-sink';
import { AlertedProduct } from './alerted-product';

const WAIT_MS = 10_000;
/** Long enough for whatever else would come. */
const PEACE_MS = 400;
const index = (id: string, more: object = {}) => ({ id, name: { sv: id }, kind: 'index', decimals: 1, better: 'higher', ...more });
const unit = (id: string, parent: string | null) => ({ id, name: { sv: id }, kind: 'unit', parent });
const AT_ONCE: Schedule = { zone: STOCKHOLM, digest: { kind: 'daily', at: '07:30' }, quiet: null };
const [MISSED] = STANDARD_RULES.flatMap((rule) => (rule.kind === 'target-missed' ? [{ ...rule, due: null }] : []));
const severity = (how: RuleGiven['severity']): RuleGiven => ({ ...(MISSED as RuleGiven), severity: how });
const HOUR_MS = 3_600_000;

describe('persons are told, by real letters and posts, under a clock that is turned', () => {
  let post: MailServer;
  let sink: WebhookSink;
  let folder: string;
  let product: AlertedProduct;
  let settings: Record<string, string>;
  beforeEach(async () => {
    post = new MailServer();
    sink = new WebhookSink();
    folder = await mkdtemp(join(tmpdir(), 'styrbord-told-'));
    const url = await sink.open();
    await writeFile(join(folder, 'webhooks.json'), JSON.stringify({ webhooks: [{ id: 'chatt', url: `${url}/x` }] }));
    settings = {
      STYRBORD_SMTP_URL: `smtp://styrbord:hemligt@127.0.0.1:${await post.open()}`,
      STYRBORD_WEBHOOKS: join(folder, 'webhooks.json'),
      STYRBORD_OUTBOUND_INSIDE: '127.0.0.1',
      STYRBORD_MAIL_TO: 'brevlada@example.se,annan=fel@example.se',
    };
    product = await AlertedProduct.at('2022-05-16T08:00:00.000Z');
    await product.take({
      units: [unit('region', null), unit('nara', 'region'), unit('hc', 'nara'), unit('sjukhus', 'region')],
      measures: [index('m'), index('n'), index('h', { kind: 'count', decimals: 0, suppressBelow: 5 })],
      targets: ['m', 'n', 'h'].map((measure) => ({ measure, unit: 'hc', text: 'minst 90', period: '2022' })),
    });
    for (const [id, of] of [
      ['chef', ['hc']],
      ['omrade', ['nara']],
      ['direktor', 'all'],
    ] as const)
      await product.person(id, of);
    await product.tells(settings);
    await product.answers('hc', ['chef']);
    await product.answers('nara', ['omrade']);
    await product.answers('region', ['direktor']);
    for (const id of ['chef', 'omrade', 'direktor']) await product.wants(id, { mail: `${id}@example.se`, schedule: AT_ONCE });
  });
  afterEach(async () => {
    await product.stop();
    await post.close();
    sink.close();
    await rm(folder, { recursive: true });
  });

  const value = (measure: string, figure: string, period = '2022-T1') => ({ measure, unit: 'hc', cell: 'T', period, value: figure });
  const record = (measure: string, figure: string, period?: string) =>
    product.take({ measurements: [value(measure, figure, period)], reason: 'Rättad' });
  const to = (letters: readonly Arrived[] = post.arrived): string[] =>
    letters.flatMap((letter) => letter.to.map((each) => each.split('@')[0] ?? ''));
  const arrived = async (count: number): Promise<readonly Arrived[]> => {
    for (const until = Date.now() + WAIT_MS; post.arrived.length < count && Date.now() < until;) await setTimeout(20);
    await setTimeout(PEACE_MS);
    return post.arrived;
  };
  const later = (hours: number): string => new Date(Date.parse(product.now) + hours * HOUR_MS).toISOString();
  const M = 'target-missed~hc~m~2022-T1';

  it('who answers nearest gets one letter of a missed target, none of equality, and the correction', async () => {
    await product.setRule(severity('severe'));
    await record('n', '90');
    await record('m', '89.5');
    expect(to(await arrived(1))).toEqual(['chef']);
    expect(readable(post.arrived[0]!)).toContain('Utfall 89,5, mål minst 90.');
    expect(readable(post.arrived[0]!)).toContain('Du får detta eftersom du ansvarar');
    await record('m', '95');
    expect(to(await arrived(2))).toEqual(['chef', 'chef']);
    expect(readable(post.arrived[1]!)).toContain('89,5, mål minst 90 rättades till 95');
    expect(sink.posted).toEqual([]);
  }, 30_000);

  it('what nobody answers for goes to the mailbox and the webhook', async () => {
    await product.answers('hc', []);
    await product.answers('nara', []);
    await product.answers('region', []);
    await record('m', '1');
    expect(to(await arrived(1))).toEqual(['brevlada']);
    expect(sink.posted).toHaveLength(1);
  }, 30_000);

  it('goes up the chain in order while nobody acknowledges, and not beyond its end', async () => {
    await product.setRule(severity('severe'));
    await record('m', '1');
    await arrived(1);
    await product.tick(later(23));
    expect(to(await arrived(1))).toEqual(['chef']);
    await product.tick(later(1.1));
    expect(to(await arrived(2))).toEqual(['chef', 'omrade']);
    await product.tick(later(24));
    expect(to(await arrived(3))).toEqual(['chef', 'omrade', 'direktor']);
    await product.tick(later(1_000));
    expect(to(await arrived(3))).toHaveLength(3);
    expect(readable(post.arrived[2]!)).toContain('ingen har kvitterat');
    expect((await product.inbox.notices(product.case(M))).map(({ because }) => because)).toEqual([
      'first',
      'not-acknowledged',
      'not-acknowledged',
    ]);
    // Whoever was told of it is told that it is over.
    await record('m', '95');
    expect(to((await arrived(6)).slice(3)).toSorted()).toEqual(['chef', 'direktor', 'omrade']);
  }, 30_000);

  it('does not go up once it is acknowledged, until that has ended', async () => {
    await product.setRule(severity('severe'));
    await record('m', '1');
    await arrived(1);
    await product.handle(M, { type: 'AcknowledgeCase', until: later(100), comment: null });
    await product.tick(later(99));
    expect(to(await arrived(1))).toEqual(['chef']);
    await product.tick(later(1 + 23));
    expect(to(await arrived(1))).toEqual(['chef']);
    await product.tick(later(1));
    expect(to(await arrived(2))).toEqual(['chef', 'omrade']);
  }, 30_000);

  it('a deputy is told on their days, a subscriber too, and nobody of what they may not see', async () => {
    await product.setRule(severity('severe'));
    await product.person('vikarie', ['hc'], 'viewer');
    await product.person('utanfor', ['sjukhus']);
    for (const id of ['vikarie', 'utanfor'])
      await product.wants(id, {
        mail: `${id}@example.se`,
        schedule: AT_ONCE,
        subscriptions: id === 'utanfor' ? [{ unit: 'region', measure: null }] : [],
      });
    await product.wants('chef', {
      mail: 'chef@example.se',
      schedule: AT_ONCE,
      deputies: [{ person: 'vikarie', from: '2022-05-16', to: '2022-05-16' }],
    });
    await record('m', '1');
    expect(to(await arrived(1))).toEqual(['vikarie']);
    // Of small numbers a viewer is told nothing: who answers above is.
    await record('h', '80');
    expect(to(await arrived(2))).toEqual(['vikarie', 'omrade']);
    product.now = '2022-05-17T08:00:00.000Z';
    await record('n', '1');
    expect(to(await arrived(3))).toEqual(['vikarie', 'omrade', 'chef']);
  }, 30_000);

  it('the digest tells all of a day in one letter, and what is severe takes with it what waits', async () => {
    await record('m', '1');
    await record('n', '1');
    expect(await arrived(0)).toHaveLength(0);
    expect((await product.inbox.notices(product.case(M)))[0]?.waits).toEqual([
      { person: 'chef', at: '2022-05-17T05:30:00.000Z', because: 'digest' },
    ]);
    await product.tick('2022-05-17T05:29:00.000Z');
    expect(await arrived(0)).toHaveLength(0);
    await product.tick('2022-05-17T05:30:00.000Z');
    expect(to(await arrived(1))).toEqual(['chef']);
    expect(readable(post.arrived[0]!).match(/^Målet missat/gm)).toHaveLength(2);
    const [notice] = await product.inbox.notices(product.case(M));
    expect(notice).toMatchObject({ waits: [], deliveries: [{ result: 'sent', timing: 'digest' }] });
    await product.setRule({ ...severity('severe'), id: 'allvar', scope: { unit: null, perspective: null, measure: 'h' } });
    product.now = '2022-05-17T08:00:00.000Z';
    await product.take({ measurements: [value('m', '95'), value('h', '80')], reason: 'Rättad' });
    expect(await arrived(2)).toHaveLength(2);
    expect(readable(post.arrived[1]!).match(/^(Målet missat)/gm)).toHaveLength(3);
  }, 30_000);

  it('what is severe waits for the end of the quiet hours, and a try that fails into them too', async () => {
    await product.setRule(severity('severe'));
    await product.wants('chef', { mail: 'chef@example.se', schedule: { ...AT_ONCE, quiet: { from: '12:00', to: '13:00' } } });
    product.now = '2022-05-16T10:30:00.000Z';
    await record('m', '1');
    await arrived(0);
    expect((await product.inbox.notices(product.case(M)))[0]?.waits).toEqual([
      { person: 'chef', at: '2022-05-16T11:00:00.000Z', because: 'quiet-hours' },
    ]);
    await product.tick('2022-05-16T11:00:00.000Z');
    expect(to(await arrived(1))).toEqual(['chef']);
    await product.handle(M, { type: 'CloseCase', cause: 'x' });
    product.now = '2022-05-17T09:59:50.000Z';
    post.refuses = true;
    await record('n', '1');
    for (const until = Date.now() + WAIT_MS; post.tried.length < 2 && Date.now() < until;) await setTimeout(20);
    await setTimeout(PEACE_MS);
    post.refuses = false;
    await product.tick('2022-05-17T10:30:00.000Z');
    expect(await arrived(1)).toHaveLength(1);
    await product.tick('2022-05-17T11:00:00.000Z');
    expect(await arrived(2)).toHaveLength(2);
    expect(idOf(post.arrived[1]!)).toBe(idOf(post.tried[1]!));
  }, 30_000);

  it.each([
    ['over clocks going forward', '2023-03-25T12:00:00.000Z', '2023-03-26T05:30:00.000Z'],
    ['over clocks going back', '2022-10-29T12:00:00.000Z', '2022-10-30T06:30:00.000Z'],
    ['on the leap day', '2024-02-28T12:00:00.000Z', '2024-02-29T06:30:00.000Z'],
    ['over the year’s turn', '2022-12-31T12:00:00.000Z', '2023-01-01T06:30:00.000Z'],
  ])(
    'a digest goes at its time in Sweden %s',
    async (_, decided, due) => {
      product.now = decided;
      await record('m', '1', '2022-02');
      await product.tick(new Date(Date.parse(due) - 1).toISOString());
      expect(await arrived(0)).toHaveLength(0);
      await product.tick(due);
      expect(await arrived(1)).toHaveLength(1);
    },
    30_000,
  );

  it('of what has become small numbers meanwhile, who may not read those is not written to', async () => {
    const counted = index('k', { kind: 'count', decimals: 0 });
    await product.take({ measures: [counted], targets: [{ measure: 'k', unit: 'hc', text: 'minst 90', period: '2022' }] });
    await product.person('lasare', ['hc'], 'viewer');
    await product.wants('lasare', { mail: 'lasare@example.se', schedule: AT_ONCE });
    await product.answers('hc', ['lasare']);
    await record('m', '1');
    await record('k', '80');
    await product.take({ measures: [{ ...counted, suppressBelow: 5 }] });
    await product.tick('2022-05-17T05:30:00.000Z');
    expect(to(await arrived(1))).toEqual(['lasare']);
    expect(readable(post.arrived[0]!).match(/^Målet missat/gm)).toHaveLength(1);
    expect((await product.inbox.notices(product.case('target-missed~hc~k~2022-T1')))[0]?.waits).toMatchObject([{ because: 'no-right' }]);
  }, 30_000);

  it('who has set no mail has it in the inbox alone, and who lost the right meanwhile is not written to', async () => {
    await product.wants('chef', {});
    await record('m', '1');
    expect((await product.inbox.notices(product.case(M)))[0]?.waits).toEqual([
      { person: 'chef', at: expect.any(String), because: 'inbox-alone' },
    ]);
    await product.wants('chef', { mail: 'chef@example.se', schedule: AT_ONCE });
    await product.revoke('chef');
    await product.tick('2022-05-17T05:30:00.000Z');
    expect(await arrived(0)).toHaveLength(0);
    expect((await product.inbox.notices(product.case(M)))[0]?.waits).toMatchObject([{ person: 'chef', because: 'no-right' }]);
  }, 30_000);

  it('of what nobody answers for is said that no mailbox is set, until one is', async () => {
    const waits = async () => (await product.inbox.notices(product.case(M)))[0]?.waits;
    await product.answers('hc', []);
    await product.answers('nara', []);
    await product.answers('region', []);
    const { STYRBORD_MAIL_TO: _, STYRBORD_WEBHOOKS: __, ...personal } = settings;
    await product.stop();
    await product.tells(personal);
    await record('m', '1');
    expect(await waits()).toEqual([{ person: null, at: expect.any(String), because: 'no-mailbox' }]);
    await product.stop();
    await product.tells(settings);
    expect(await waits()).toEqual([]);
    expect(to(await arrived(1))).toEqual(['brevlada']);
  }, 30_000);
});
