import type { StyrbordDocument } from '@styrbord/steering/document';
import type { Client } from './client';
import { Failure, REFUSED } from './failure';
import { importDocument } from './import';
import { Output } from './output';

const ROWS = 45_000;
const DOCUMENT: StyrbordDocument = {
  format: 'styrbord/1',
  units: [{ id: 'u', name: { sv: 'U' }, kind: 'unit' }],
  measurements: Array.from({ length: ROWS }, (_, at) => ({ measure: 'm', unit: 'u', period: '2022', value: String(at) })),
  comments: [{ measure: 'm', unit: 'u', period: '2022', text: 'klart' }],
};

/** A server that refuses the first row of each request, and fails at the request of that number. */
function serving(failsAt = Infinity) {
  const sent: StyrbordDocument[] = [];
  const post = async (_path: string, body: string): Promise<unknown> => {
    const document = JSON.parse(body) as StyrbordDocument;
    if (sent.push(document) === failsAt) throw new Failure(REFUSED, 'unit-unknown');
    const rows = document.measurements?.length ?? 0;
    const refused = rows > 0 ? [{ pointer: '/measurements/0/unit', code: 'unit-unknown' }] : [];
    return { ledger: 'local/steering', no: sent.length, new: Math.max(0, rows - 1), same: 1, corrections: 0, refused, notes: [] };
  };
  return { sent, client: { address: '', post } as unknown as Client };
}

const told: string[] = [];
const output = new Output(true, { write: (text: string) => told.push(text) }, { write: () => true });
const diff = (): Record<string, unknown> => JSON.parse(told.at(-1) ?? '') as Record<string, unknown>;

describe('an import of many rows', () => {
  it('goes in parts where each row stands for itself, in order, and is told as one', async () => {
    const { sent, client } = serving();
    expect(await importDocument(DOCUMENT, { mode: 'valid', reason: 'Rättat' }, client, output)).toBe(1);
    expect(
      sent.map(({ measurements, units, comments, reason }) => [units?.length, measurements?.length, comments?.length, reason]),
    ).toEqual([
      [1, undefined, undefined, 'Rättat'],
      [undefined, 20_000, undefined, 'Rättat'],
      [undefined, 20_000, undefined, 'Rättat'],
      [undefined, 5_000, undefined, 'Rättat'],
      [undefined, undefined, 1, 'Rättat'],
    ]);
    const rows = sent.flatMap(({ measurements }) => measurements ?? []);
    expect(JSON.stringify(rows) === JSON.stringify(DOCUMENT.measurements)).toBe(true);
    expect(diff()).toMatchObject({ no: 5, new: ROWS - 3, same: 5, corrections: 0 });
    const pointers = (diff()['refused'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers).toEqual(['/measurements/0/unit', '/measurements/20000/unit', '/measurements/40000/unit']);
  });

  it('goes whole where one refusal refuses all, and where it is only asked', async () => {
    for (const options of [{ mode: 'all' }, { mode: 'valid', dryRun: true }] as const) {
      const { sent, client } = serving();
      await importDocument(DOCUMENT, options, client, output);
      expect(JSON.stringify(sent) === JSON.stringify([DOCUMENT])).toBe(true);
    }
  });

  it('says how far it came when it is stopped', async () => {
    const { client } = serving(3);
    await expect(importDocument(DOCUMENT, { mode: 'valid' }, client, output)).rejects.toThrow(
      'Recorded up to row 20000. Then: unit-unknown',
    );
  });
});
