import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { simulatedRegion } from '@styrbord/steering/simulation/region';

const ROOT = join(__dirname, '../..');
const read = (path: string): object => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as object;

describe('docs/schemas/document.schema.json', () => {
  const isDocument = new Ajv().compile(read('docs/schemas/document.schema.json'));
  const row = { measure: 'triage', unit: 'nara', period: '2022-T1' };

  it.each([
    ['Division Nära', () => read('apps/standalone/demo/nara.json')],
    ['the simulated region', () => JSON.parse(JSON.stringify(simulatedRegion())) as object],
    ['nothing', () => ({ format: 'styrbord/1' })],
    [
      'a name as text, a value as number, null for absent',
      () => ({
        format: 'styrbord/1',
        units: [{ id: 'nara', name: 'Nära', kind: 'division', parent: null }],
        measurements: [{ ...row, value: 14.7, note: null }],
        plans: null,
      }),
    ],
  ])('takes %s', (_, document) => {
    expect([isDocument(document()), isDocument.errors]).toEqual([true, null]);
  });

  it.each([
    ['another format', { format: 'styrbord/2' }],
    ['a part that is none', { format: 'styrbord/1', metrics: [] }],
    ['a unit without a kind', { format: 'styrbord/1', units: [{ id: 'nara', name: 'Nära' }] }],
    ['a member that is none', { format: 'styrbord/1', measurements: [{ ...row, value: '1', colour: 'red' }] }],
    ['a status that is none', { format: 'styrbord/1', measurements: [{ ...row, value: '1', status: 'nearly' }] }],
  ])('finds %s', (_, document) => {
    expect(isDocument(document)).toBe(false);
  });
});
