import { evolveWatch, NO_CASES } from '@styrbord/alerting/case';
import { dayOf, endOf } from '@styrbord/alerting/deadline';
import { observe } from '@styrbord/alerting/evaluation';
import type { NoticeKind } from '@styrbord/alerting/events';
import { MAILBOX } from '@styrbord/alerting/responsibility';
import type { Rule } from '@styrbord/alerting/rule';
import { monthOfDate } from '@styrbord/steering/period';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import { Looking, type Pair } from './looking';
import { Rest } from './rest';

export interface TriedNotice extends Pair {
  readonly period: string;
  readonly notice: NoticeKind;
  readonly value: string | null;
  readonly target: string | null;
}

export interface Trial {
  readonly months: number;
  readonly sent: number;
  readonly held: number;
  readonly notices: readonly TriedNotice[];
}

interface Asked {
  readonly pairs: Iterable<Pair>;
  readonly months: number;
  readonly now: string;
}

/** What a rule would have told, had it been on: each period that ended in the last months, as it is known today. Nothing is stored. */
export async function tryRule(rule: Rule, knowledge: Knowledge, { pairs, months, now }: Asked): Promise<Trial> {
  const notices: TriedNotice[] = [];
  let held = 0;
  const since = monthOfDate(dayOf(now)) - months;
  const rest = new Rest();
  for (const { unit, measure } of pairs) {
    await rest.ifDue();
    const pair = { unit, measure };
    const looking = await Looking.at(knowledge, pair, now);
    if (!looking?.isCovered(rule)) continue;
    let watch = NO_CASES;
    for (const period of looking.periodsFor(rule).filter(({ to }) => to >= since)) {
      const place = { rule: rule.id, ...pair, period: period.name };
      const at = endOf(period);
      const events = observe(
        {
          place,
          rule: { rule, version: 0 },
          seen: looking.observed(rule, period, null),
          addressees: [MAILBOX],
          heldBack: null,
          at,
        },
        watch,
      );
      watch = events.reduce((state, event) => evolveWatch(state, event, { at, actor: 'styrbord' }), watch);
      for (const event of events) {
        if (event.type !== 'notice-decided') continue;
        const { value = null, target = null } = watch.cases[period.name]?.figures ?? {};
        if (event.data.decision === 'send') notices.push({ ...pair, period: period.name, notice: event.data.notice, value, target });
        else held++;
      }
    }
  }
  return { months, sent: notices.length, held, notices };
}
