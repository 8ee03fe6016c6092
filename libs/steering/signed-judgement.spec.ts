import { evolveOrganisation, NO_UNITS } from './organisation';
import type { Scorecard } from './scorecard';
import { decideJudgement, withJudgements, type JudgementCommand } from './signed-judgement';
import { evolvePlan, NO_PLAN, type PlanVersions } from './structure';

const unit = (id: string, parent: string | null) =>
  ({
    type: 'unit-established',
    data: { unit: id, name: { sv: id }, kind: 'unit', parent, provider: 'own', setting: null, from: null },
  }) as const;
const ORGANISATION = [unit('r', null), unit('u', 'r'), unit('x', 'r')].reduce((all, event) => evolveOrganisation(all, event, 1), NO_UNITS);
const node = { name: null, weight: null, decidedBy: null };
const PLAN = evolvePlan(
  NO_PLAN,
  {
    type: 'plan-updated',
    data: {
      version: 1,
      plan: {
        id: 'p',
        unit: 'u',
        period: '2022',
        decision: null,
        name: null,
        provenance: null,
        perspectives: [{ ...node, id: 'm', goals: [{ ...node, id: 'g', factors: [] }] }],
      },
    },
  },
  { no: 2, index: 0, at: '2022-05-01T08:00:00.000Z' },
  {},
);
const PLACE = { plan: 'p', unit: 'u', period: '2022-T1', level: 'goal', node: 'g' } as const;
const SIGN: JudgementCommand = { type: 'SignJudgement', ...PLACE, result: 'met', reason: 'Köerna är borta' };
const WITHDRAW: JudgementCommand = { type: 'WithdrawJudgement', ...PLACE, reason: 'Fel period' };

const decided = (command: JudgementCommand, state = PLAN) => decideJudgement(command, state, ORGANISATION);

function after(state: PlanVersions, command: JudgementCommand, no: number): PlanVersions {
  const events = decided(command, state);
  if ('refused' in events) throw new Error(events.refused);
  return events.reduce(
    (all, event) => evolvePlan(all, event, { no, index: 0, at: '2022-05-02T08:00:00.000Z' }, { reason: event.reason ?? '' }),
    state,
  );
}

const shownIn = (state: PlanVersions) => {
  const scorecard = {
    unit: { id: 'u' },
    period: '2022-T1',
    counts: { met: 0, missed: 1 },
    perspectives: [{ id: 'm', goals: [{ id: 'g' }] }],
  };
  const read = withJudgements(scorecard as unknown as Scorecard, state.judgements ?? []);
  return { counts: read.counts, judgement: read.perspectives[0]?.goals[0]?.judgement };
};

describe('a signed judgement', () => {
  it('stands beside the counts with its reason, its date and its event, and overwrites nothing', () => {
    expect(decided(SIGN)).toEqual([
      { type: 'judgement-signed', data: { ...PLACE, result: 'met', before: null }, reason: 'Köerna är borta' },
    ]);
    expect(shownIn(after(PLAN, SIGN, 3))).toEqual({
      counts: { met: 0, missed: 1 },
      judgement: { result: 'met', reason: 'Köerna är borta', at: '2022-05-02T08:00:00.000Z', no: 3, index: 0, plan: 'p' },
    });
  });

  it('is the latest word, and the one before stays in its event', () => {
    const changed = after(after(PLAN, SIGN, 3), { ...SIGN, result: 'near', reason: 'Två väntar' }, 4);
    expect(shownIn(changed).judgement).toMatchObject({ result: 'near', no: 4 });
    expect(changed.judgements).toHaveLength(2);
    expect(decided({ ...SIGN, result: 'near', reason: 'Två väntar' }, changed)).toEqual([]);
  });

  it('is withdrawn again with a reason', () => {
    const signed = after(PLAN, SIGN, 3);
    expect(decided(WITHDRAW, signed)).toEqual([{ type: 'judgement-withdrawn', data: { ...PLACE, before: 'met' }, reason: 'Fel period' }]);
    expect(shownIn(after(signed, WITHDRAW, 4)).judgement).toBeUndefined();
    expect(decided(WITHDRAW)).toMatchObject({ refused: 'judgement-unsigned' });
  });

  it('stays when the plan is given a new version', () => {
    const signed = after(PLAN, SIGN, 3);
    const plan = { ...signed.versions[0]!.plan, name: { sv: 'Ny' } };
    const renewed = evolvePlan(signed, { type: 'plan-updated', data: { plan, version: 2 } }, { no: 4, index: 0, at: '' }, {});
    expect(shownIn(renewed).judgement?.no).toBe(3);
  });

  it.each([
    ['unit-unknown', { unit: 'borta' }],
    ['plan-unknown', { unit: 'x' }],
    ['period-outside-plan', { period: '2021-T1' }],
    ['node-unknown', { node: 'm' }],
    ['node-unknown', { level: 'perspective' as const }],
    ['judgement-reason-required', { reason: ' ' }],
  ])('is refused: %s', (refused, given) => {
    expect(decided({ ...SIGN, ...given })).toMatchObject({ refused });
  });
});
