import { isRefusal } from '@styrbord/eventsourcing/decider';
import { decideErasure, erasureOf, evolveErasures, NO_ERASURES, type ErasureCommand, type Erasures } from './erasure';
import type { SteeringEvent } from './events';

const ANNA = `s-${'a'.repeat(24)}`;
const AT = '2026-11-25T08:00:00.000Z';
const asked: ErasureCommand = {
  type: 'RequestErasure',
  erasure: 'e-1',
  subject: ANNA,
  ground: 'gdpr-17-1-b-consent-withdrawn',
  decision: 'RS 2026/17',
  by: 'k-one',
};
const approved = (by: string): ErasureCommand => ({ type: 'ApproveErasure', erasure: 'e-1', by });

const withdrawn = (by: string, reason = 'Samtycket återkom'): ErasureCommand => ({ type: 'WithdrawErasure', erasure: 'e-1', by, reason });

const given = (...commands: readonly ErasureCommand[]): Erasures =>
  commands.reduce((state, command) => {
    const events = decideErasure(command, state);
    if (isRefusal(events)) throw new Error(events.refused);
    return events.reduce((before, event) => evolveErasures(before, event as SteeringEvent, { no: 1, index: 0, at: AT }), state);
  }, NO_ERASURES);

describe('an erasure', () => {
  it('is requested with its ground and decision, and never a name', () => {
    expect(decideErasure({ ...asked, decision: ' RS 2026/17 ' }, NO_ERASURES)).toEqual([
      {
        type: 'erasure-requested',
        data: { erasure: 'e-1', subject: ANNA, ground: 'gdpr-17-1-b-consent-withdrawn', decision: 'RS 2026/17', requestedBy: 'k-one' },
      },
    ]);
  });

  it('is approved by a second person', () => {
    expect(decideErasure(approved('k-two'), given(asked))).toEqual([
      { type: 'erasure-approved', data: { erasure: 'e-1', subject: ANNA, decision: 'RS 2026/17', approvedBy: 'k-two' } },
    ]);
    expect(erasureOf(given(asked), ANNA)).toBeNull();
    expect(erasureOf(given(asked, approved('k-two')), ANNA)).toMatchObject({ approvedBy: 'k-two', approvedAt: AT, requestedAt: AT });
  });

  it('is not approved by who requested it, and twice changes nothing', () => {
    expect(decideErasure(approved('k-one'), given(asked))).toMatchObject({ refused: 'second-approver-required', given: 'k-one' });
    expect(decideErasure(approved('k-three'), given(asked, approved('k-two')))).toEqual([]);
  });

  it('is withdrawn with a reason before it is approved, by anyone who may, and twice changes nothing', () => {
    for (const by of ['k-one', 'k-two'])
      expect(decideErasure(withdrawn(by, ' Samtycket återkom '), given(asked))).toEqual([
        {
          type: 'erasure-withdrawn',
          data: { erasure: 'e-1', subject: ANNA, decision: 'RS 2026/17', withdrawnBy: by },
          reason: 'Samtycket återkom',
        },
      ]);
    const state = given(asked, withdrawn('k-one'));
    expect(state['e-1']).toMatchObject({ approvedBy: null, withdrawnBy: 'k-one', withdrawnAt: AT });
    expect(erasureOf(state, ANNA)).toBeNull();
    expect(decideErasure(withdrawn('k-two'), state)).toEqual([]);
  });

  it('can be requested again when it was withdrawn', () => {
    const again = { ...asked, erasure: 'e-2', decision: 'RS 2026/21' };
    const state = given(asked, withdrawn('k-one'), again, { type: 'ApproveErasure', erasure: 'e-2', by: 'k-two' });
    expect(erasureOf(state, ANNA)).toMatchObject({ decision: 'RS 2026/21', approvedBy: 'k-two' });
  });

  it.each([
    ['without a decision', { ...asked, decision: ' ' }, [], 'decision-required'],
    ['under way already', { ...asked, erasure: 'e-2' }, [asked], 'erasure-under-way'],
    ['done already', { ...asked, erasure: 'e-2' }, [asked, approved('k-two')], 'subject-erased'],
    ['that nobody requested', approved('k-two'), [], 'erasure-unknown'],
    ['withdrawn, and approved then,', approved('k-two'), [asked, withdrawn('k-one')], 'erasure-withdrawn'],
    ['withdrawn when it is done', withdrawn('k-one'), [asked, approved('k-two')], 'subject-erased'],
    ['withdrawn without a reason', withdrawn('k-one', ' '), [asked], 'withdrawal-reason-required'],
    ['that nobody requested, withdrawn,', withdrawn('k-one'), [], 'erasure-unknown'],
  ] as const)('%s is refused', (_, command, before, code) => {
    expect(decideErasure(command, given(...before))).toMatchObject({ refused: code });
  });
});
