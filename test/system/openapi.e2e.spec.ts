import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { caller, type Caller } from '../api';
import { startProduct, type Product } from '../product';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly required: boolean }[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>;
}

/** Reads whose answers are held against what the document says of them. */
const READS: Readonly<Record<string, string>> = {
  '/api/v1/session/accounts': '/session/accounts',
  '/api/v1/scorecards/{unit}': '/scorecards/nara?period=2022-T1',
  '/api/v1/scorecards/{unit}/why': '/scorecards/nara/why?measure=sjukfranvaro&period=2022-T1',
  '/api/v1/scorecards/{unit}/units': '/scorecards/nara/units?period=2022-T1',
  '/api/v1/measures/{id}/units': '/measures/fardigbehandlade-barn/units?period=2022-T1',
  '/api/v1/units': '/units',
  '/api/v1/periods': '/periods?unit=nara',
  '/api/v1/measures': '/measures',
  '/api/v1/measures/{id}': '/measures/sjukfranvaro',
  '/api/v1/measures/{id}/series': '/measures/sjukfranvaro/series?unit=nara',
  '/api/v1/documents': '/documents?unit=nara',
  '/api/v1/status': '/status',
  '/api/v1/keys': '/keys',
  '/api/v1/history': '/history?limit=1000',
  '/api/v1/history/sample': '/history/sample?seed=a&count=20',
  '/api/v1/history/{no}/{index}': '/history/2/0',
  '/api/v1/history/{no}/{index}/leaf': '/history/2/0/leaf',
  '/api/v1/replay/{unit}': '/replay/nara?period=2022-T1&at=1',
  '/api/v1/replay/{unit}/diff': '/replay/nara/diff?period=2022-T1&from=1&to=2',
  '/api/v1/replay/{unit}/ticks': '/replay/nara/ticks?period=2022-T1',
  '/api/v1/audit/keys': '/audit/keys',
  '/api/v1/audit/inclusion': '/audit/inclusion?index=0&size=10',
  '/api/v1/audit/consistency': '/audit/consistency?from=5&to=10',
  '/api/v1/audit/entries': '/audit/entries?start=0&end=2',
  '/api/v1/alerts': '/alerts',
  '/api/v1/alerts/counts': '/alerts/counts',
  '/api/v1/alerts/{case}': '/alerts/target-missed~nara~budget~2022-T1',
  '/api/v1/notices': '/notices?limit=1000',
  '/api/v1/alert-rules': '/alert-rules',
  '/api/v1/deliveries': '/deliveries',
  '/api/v1/alert-recipients': '/alert-recipients',
  '/api/v1/people': '/people',
  '/api/v1/notice-settings': '/notice-settings',
  '/api/v1/responsibilities': '/responsibilities',
  '/api/v1/responsibilities/chain': '/responsibilities/chain?unit=nara&measure=budget',
  '/api/v1/responsibilities/undecided': '/responsibilities/undecided',
  '/health/live': '/health/live',
  '/health/ready': '/health/ready',
};

const TRIALS: Readonly<Record<string, object>> = {
  '/laboratory/target': { text: 'minst 80 %', kind: 'share' },
  '/alert-rules/trial': { id: 'egen', kind: 'target-missed', name: 'Egen', severity: 'note', months: 100 },
  '/laboratory/process-behaviour': { values: [1, '2.5', null, 3], better: 'higher', target: 2, segments: [2] },
  '/laboratory/history': { measure: 'sjukfranvaro', unit: 'nara', target: 'högst 5 %', reference: '2021', limitsFrom: ['2022-T1'] },
  '/laboratory/weights': { unit: 'nara', period: '2022-T1' },
};

describe('the OpenAPI document', () => {
  let product: Product;
  let operator: Caller;
  let paths: Record<string, Record<string, Operation>>;
  beforeAll(async () => {
    product = await startProduct();
    operator = caller(product, product.key);
    paths = (await operator.get('/openapi.json')).body['paths'] as typeof paths;
  }, 60_000);
  afterAll(() => product.stop());

  it('says of every handler what its 200 holds', () => {
    const without = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => responses['200'] && !Object.values(responses['200'].content ?? {}).some(({ schema }) => schema))
        .map(([method]) => `${method} ${path}`),
    );
    expect(without).toEqual([]);
  });

  it('is right about what is written', async () => {
    const { status, body } = await operator.send('POST', '/measurements/corrections', {
      measure: 'sjukfranvaro',
      unit: 'nara',
      cell: 'T',
      period: '2022-T1',
      value: '8.2',
      reason: 'Rättad',
    });
    expect([status, faultsOf(paths['/api/v1/measurements/corrections']?.['post'], body)]).toEqual([200, []]);
  });

  it('is right about what the laboratory answers', async () => {
    for (const [path, body] of Object.entries(TRIALS)) {
      const { status, body: answer } = await operator.send('POST', path, body);
      expect([path, status, faultsOf(paths[`/api/v1${path}`]?.['post'], answer)]).toEqual([path, 200, []]);
    }
  });

  it.each(Object.entries(READS))('is right about %s', async (path, address) => {
    const { status, body } = await operator.get(address);
    expect([status, faultsOf(paths[path]?.['get'], body)]).toEqual([200, []]);
  });

  it.each(Object.values(READS).filter((address) => !address.startsWith('/health')))('lets %s be asked about again', async (address) => {
    const ask = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${product.url}/api/v1${address}`, { headers: { authorization: `Bearer ${product.key}`, ...headers } });
    const etag = (await ask({})).headers.get('etag') ?? 'none';
    const again = await ask({ 'if-none-match': `"another", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('ships with a JSON Schema that an export fits', async () => {
    const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/schemas/document.schema.json'), 'utf8')) as object;
    const ajv = new Ajv();
    expect([ajv.validate(schema, (await operator.get('/documents?unit=nara')).body), ajv.errors]).toEqual([true, null]);
  });

  it('says which parameters a read cannot do without', () => {
    const without = ['/scorecards/{unit}', '/scorecards/{unit}/live', '/scorecards/{unit}/why'].filter(
      (path) => !paths[`/api/v1${path}`]?.['get']?.parameters?.some(({ name, required }) => name === 'period' && required),
    );
    expect(without).toEqual([]);
  });
});

function faultsOf(operation: Operation | undefined, body: unknown): string[] {
  const [content] = Object.values(operation?.responses['200']?.content ?? {});
  if (!content?.schema) return ['no schema'];
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  ajv.validate(content.schema, body);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
