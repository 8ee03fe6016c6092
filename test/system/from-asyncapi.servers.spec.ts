import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caller, type Caller } from '../api';
import { asyncApi } from '../asyncapi';
import { serversOf, startDistributed, type DistributedProduct } from '../distributed';
import { figureOf, held, kafkaAt, outcomesFromTopic, readTopic, type Figure, type Outcomes, type Received } from './topic-reader';

const DEMO = join(__dirname, '../../apps/standalone/demo/nara.json');
const [UNIT, PERIOD] = ['nara', '2022-T1'];
const servers = serversOf();

interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<string, { readonly outcome: (Figure & { readonly period: string; readonly derived: boolean }) | null }>>;
  readonly companions: readonly Row[];
}

interface Board {
  readonly perspectives: readonly { readonly goals: readonly { readonly factors: readonly { readonly measures: readonly Row[] }[] }[] }[];
}

/** What the scorecard shows that was reported for this very period. */
function outcomesShown({ perspectives }: Board): Outcomes {
  const rows = perspectives.flatMap(({ goals }) => goals.flatMap(({ factors }) => factors.flatMap(({ measures }) => measures)));
  const outcomes: Outcomes = {};
  for (const row of rows.flatMap((each) => [each, ...each.companions]))
    for (const [cell, { outcome }] of Object.entries(row.cells))
      if (outcome && !outcome.derived && outcome.period === PERIOD) (outcomes[row.id] ??= {})[cell] = figureOf(outcome);
  return outcomes;
}

(servers ? describe : describe.skip)(
  servers
    ? 'programs written from docs/asyncapi.yaml alone'
    : 'programs written from docs/asyncapi.yaml: skipped, STYRBORD_TEST_MONGODB or _KAFKA holds no address',
  () => {
    const api = asyncApi();
    let product: DistributedProduct;
    let operator: Caller;
    beforeAll(async () => {
      if (!servers) return;
      product = await startDistributed(servers, { each: 1 });
      operator = caller(product, product.key);
      const { status } = await operator.send('POST', '/documents', JSON.parse(readFileSync(DEMO, 'utf8')));
      expect(status).toBe(200);
    }, 120_000);
    afterAll(() => product?.stop());

    /** Both ends at one commit, and the same figures in each place. */
    async function compared(no: number): Promise<Outcomes> {
      const fromTopic = await outcomesFromTopic(kafkaAt(servers!.kafka), api, {
        tenant: product.tenant,
        unit: UNIT,
        period: PERIOD,
        upTo: no,
      });
      const { status, body } = await operator.get(`/scorecards/${UNIT}?period=${PERIOD}&minNo=${no}`);
      expect(status).toBe(200);
      const shown = outcomesShown(body as unknown as Board);
      // A share that was reported by its parts alone is shown with their quotient.
      for (const [measure, cells] of Object.entries(fromTopic))
        for (const [cell, figure] of Object.entries(cells))
          if (figure.value === null) cells[cell] = { ...figure, value: shown[measure]?.[cell]?.value ?? null };
      expect(shown).toEqual(fromTopic);
      return fromTopic;
    }

    it('read a scorecard’s outcomes from the events topic: recorded, corrected, withdrawn', async () => {
      const first = await compared(await operator.head());
      expect(Object.keys(first).length).toBeGreaterThan(5);
      const [measure = ''] = Object.keys(first);
      const other = Object.keys(first).find((id) => id !== measure && first[id]?.['T']) ?? '';
      const place = (of: string): object => ({ measure: of, unit: UNIT, cell: Object.keys(first[of] ?? {})[0], period: PERIOD });
      const corrected = await operator.send('POST', '/measurements/corrections', { ...place(measure), value: '7', reason: 'fel rad' });
      const withdrawn = await operator.send('POST', '/measurements/withdrawals', { ...place(other), reason: 'fel enhet' });
      expect([corrected.status, withdrawn.status]).toEqual([200, 200]);
      const second = await compared(await operator.head());
      expect(second).not.toEqual(first);
    }, 180_000);

    it('send to the inbox, and read the answer to each message', async () => {
      const kafka = kafkaAt(servers!.kafka);
      const channels = api.document.channels;
      const [inbox, accepted, refused] = ['measurementsInbox', 'measurementsAccepted', 'measurementsRefused'].map(
        (id) => channels[id]!.address,
      );
      const row = { measure: 'triage-digitalen', unit: UNIT, cell: 'T', period: '2021-T1', value: 9001 };
      const id = (of: string): string => `${product.tenant}/${of}`;
      const messages: Received[] = [
        { key: product.tenant, value: JSON.stringify(row), headers: { id: id('good'), source: 'vardsystem' } },
        { key: product.tenant, value: JSON.stringify({ ...row, measure: 'okant' }), headers: { id: id('bad'), source: 'vardsystem' } },
      ];
      for (const message of messages) held(api, inbox!, 'measurements', message);
      const producer = kafka.producer({ allowAutoTopicCreation: false });
      await producer.connect();
      await producer.send({
        topic: inbox!,
        messages: messages.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
      });
      await producer.disconnect();
      const answerOf = async (topic: string, name: string, of: string): Promise<Record<string, unknown>> => {
        let answer: Record<string, unknown> = {};
        const take = (message: Received): boolean => {
          if (message.headers['id'] !== of) return false;
          answer = held(api, topic, name, message) as Record<string, unknown>;
          return true;
        };
        await readTopic(kafka, topic, take, 60_000);
        return answer;
      };
      const good = await answerOf(accepted!, 'measurements-accepted', id('good'));
      expect(good).toMatchObject({ id: id('good'), ledger: `${product.tenant}/steering`, results: [{ result: 'recorded' }] });
      expect(await answerOf(refused!, 'measurements-refused', id('bad'))).toMatchObject({ id: id('bad'), code: 'measure-unknown' });
    }, 180_000);
  },
);
