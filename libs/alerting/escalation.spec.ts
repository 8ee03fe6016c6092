import { evolveWatch, NO_CASES, type Watch } from './case';
import { escalate } from './escalation';
import type { CaseFound, CasePlace, WatchEvent } from './events';
import type { Addressee } from './responsibility';
import type { Severity } from './rule';

const place: CasePlace = { rule: 'r', unit: 'u', measure: 'm', period: '2022-T1' };
const TOLD_AT = '2022-05-10T08:00:00.000Z';
const who = (person: string): Addressee => ({ person, why: 'responsible' });
const chain = [[who('chef')], [who('omrade')], [who('direktor')]];

/** A breach that the first of the chain was told of. */
function breached(severity: Severity): Watch {
  const found: CaseFound = {
    ...place,
    episode: 1,
    ruleVersion: 1,
    data: 'reported',
    figures: { cell: 'T', value: '80', target: '90', targetText: '90', result: 'missed', prognosis: null, judged: 'styrbord-1' },
    cause: null,
  };
  const notice = { ...place, episode: 1, notice: 'breached', decision: 'send', because: 'first', severity, to: [who('chef')] } as const;
  const events: WatchEvent[] = [
    { type: 'case-opened', data: { ...found, state: 'breached', severity, retroactive: false } },
    { type: 'notice-decided', data: notice },
  ];
  return events.reduce((watch, event) => evolveWatch(watch, event, { at: TOLD_AT, actor: 'styrbord' }), NO_CASES);
}

const told = (severity: Severity, at: string): (string | null)[] =>
  escalate({ place, chain, at }, breached(severity)).flatMap(({ data }) =>
    ('to' in data ? (data.to as Addressee[]) : []).map(({ person }) => person),
  );

describe('a breach that nobody acknowledges', () => {
  it.each([
    ['2022-05-11T07:59:59.000Z', []],
    ['2022-05-11T08:00:00.000Z', ['omrade']],
    ['2022-05-12T08:00:00.000Z', ['omrade', 'direktor']],
    ['2022-06-10T08:00:00.000Z', ['omrade', 'direktor']],
  ])('is told at %s to %j where it is severe', (at, expected) => expect(told('severe', at)).toEqual(expected));

  it.each([
    ['2022-05-17T07:59:59.000Z', []],
    ['2022-05-17T08:00:00.000Z', ['omrade']],
  ])('is told at %s to %j where it is a warning', (at, expected) => expect(told('warning', at)).toEqual(expected));

  it('is told to nobody more where it is a note', () => expect(told('note', '2023-05-10T08:00:00.000Z')).toEqual([]));

  it('asks who is next only when it is their turn', () => {
    const command = {
      place,
      at: '2022-05-11T07:59:59.000Z',
      get chain(): never {
        throw new Error('asked');
      },
    };
    expect(escalate(command, breached('severe'))).toEqual([]);
  });
});
