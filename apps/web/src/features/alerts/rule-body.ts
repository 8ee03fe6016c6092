import { sayName } from '../../ui/named';
import type { RuleKind, Severity } from '@styrbord/alerting/rule';
import type { Name } from '@styrbord/steering/scorecard';
import { readNumber } from '../../language/numbers';
import type { RuleAnswer } from '../../reading/alert-answers';

/** A rule as it is asked for: what does not belong to its kind is left out. */
export interface RuleBody {
  readonly id: string;
  readonly kind: RuleKind;
  readonly name: Name;
  readonly scope: Readonly<Partial<Record<'unit' | 'perspective' | 'measure', string>>>;
  readonly severity: Severity;
  readonly isOn: boolean;
  readonly pendingPeriods: number;
  readonly band?: { readonly width: string; readonly unit: string };
  readonly due?: { readonly days: number; readonly count: string; readonly graceDays: number };
}

export function bodyOf(rule: RuleAnswer): RuleBody {
  const { id, kind, name, scope, severity, isOn, pendingPeriods } = rule;
  return {
    id,
    kind,
    name,
    scope: scopeOf(scope),
    severity,
    isOn,
    pendingPeriods,
    ...(rule.kind === 'target-missed' && rule.band ? { band: rule.band } : {}),
    ...(rule.kind === 'report-missing' ? { due: rule.due } : {}),
  };
}

/** What stands in the form. `before`: the rule that is changed, or made one of one's own of. */
export function bodyIn(form: FormData, { id, before }: { readonly id: string; readonly before: RuleAnswer | null }): RuleBody {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  const kind = text('kind') as RuleKind;
  const name = text('name');
  const width = text('width');
  return {
    id,
    kind,
    // A name that is not touched keeps its English.
    name: before && sayName(before.name, 'sv') === name ? before.name : { sv: name },
    scope: scopeOf({ unit: text('unit'), perspective: text('perspective'), measure: text('measure') }),
    severity: text('severity') as Severity,
    isOn: form.get('isOn') !== null,
    pendingPeriods: kind === 'report-missing' ? 0 : Number(text('pendingPeriods')),
    ...(kind === 'target-missed' && width !== '' ? { band: { width: readNumber(width) ?? width, unit: text('bandUnit') } } : {}),
    ...(kind === 'report-missing'
      ? { due: { days: Number(text('days')), count: text('count'), graceDays: Number(text('graceDays')) } }
      : {}),
  };
}

const scopeOf = (scope: Readonly<Record<'unit' | 'perspective' | 'measure', string | null>>): RuleBody['scope'] =>
  Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== null && value !== ''));
