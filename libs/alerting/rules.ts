import type { Refusal } from '@styrbord/eventsourcing/decider';
import { isSameJson } from '@styrbord/steering/same';
import type { AlertEvent } from './events';
import { checkRule, STANDARD_RULES, type Rule, type RuleGiven, type RuleWorld } from './rule';

export interface RuleVersion {
  readonly rule: Rule;
  /** 0 for one that nobody has set. */
  readonly version: number;
}

export type Rules = Readonly<Record<string, RuleVersion>>;

/** Ids come from outside: what every object has is no rule. */
export function ruleOf(rules: Rules, id: string): RuleVersion | null {
  return Object.hasOwn(rules, id) ? (rules[id] ?? null) : null;
}

export const INITIAL_RULES: Rules = Object.fromEntries(STANDARD_RULES.map((rule) => [rule.id, { rule, version: 0 }]));

/** Makes a rule, or sets one anew; what a rule looks for can never change. The same again changes nothing. */
export function setRule(given: RuleGiven, rules: Rules, world: RuleWorld): readonly AlertEvent[] | Refusal {
  const rule = checkRule(given, world);
  if ('refused' in rule) return rule;
  const before = ruleOf(rules, rule.id);
  if (before && before.rule.kind !== rule.kind)
    return { refused: 'rule-kind-fixed', pointer: '/kind', given: rule.kind, allowed: before.rule.kind };
  if (before && isSameJson(before.rule, rule)) return [];
  return [{ type: 'alert-rule-set', data: { rule, version: (before?.version ?? 0) + 1 } }];
}

export function evolveRules(rules: Rules, event: AlertEvent): Rules {
  return event.type === 'alert-rule-set' ? { ...rules, [event.data.rule.id]: event.data } : rules;
}
