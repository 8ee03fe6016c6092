import type { CellName } from './cell';
import { readRow } from './row';
import { type CellReading, type RowAsked } from './cell-reading';
import { english, plain, swedish } from './decimal';
import { RULE, yearEndOf } from './judgement';
import { printed } from './measure';
import { monthsIn } from './period';
import { whyNotTold } from './process-reading';
import { whyProcess, type WhyProcess } from './process-why';
import type { Name, Verdict } from './scorecard';
import { nameOf } from './organisation';
import { laterOf, type Known } from './series';
import type { Limit } from './target-kinds';
import { sayFigure } from './target-text';
import { currentMeasureFact, planFor, type Structure } from './structure';
import type { UnitPart } from './unit-totals';
import type { Value } from './entry-value';
import { REASON_WORDS } from './words';

export interface WhyInput {
  /** `unit`, `operand`: a unit's value that a total is made of, a measure's that a formula is. */
  readonly role: 'outcome' | 'unit' | 'operand' | 'target' | 'baseline' | 'reference' | 'measure' | 'plan' | 'absence' | 'dispute';
  readonly label: Name;
  readonly value: string | null;
  readonly period: string | null;
  readonly event: Known | null;
  /** Where a value that others are made of stands by itself. */
  readonly of: { readonly unit: string; readonly measure: string } | null;
}

/** Why a light shows what it shows: inputs with the events they came from, formula, boundary rule, arithmetic, verdict. */
export interface Why {
  readonly row: { readonly id: string; readonly name: Name };
  readonly cell: CellName;
  readonly period: string;
  readonly verdict: Verdict;
  readonly sentence: Name;
  readonly inputs: readonly WhyInput[];
  readonly formula: Name | null;
  readonly boundary: Name | null;
  readonly arithmetic: readonly Name[];
  readonly rule: string;
  /** The second lamp's own. */
  readonly process: WhyProcess;
}

/** Null for a cell the row does not have. */
export function why(asked: RowAsked, cell: CellName | null): Why | null {
  const { cells, row } = readRow(asked);
  const reading = cell === null ? (cells.find((one) => one.cell === 'T') ?? cells[0]) : cells.find((one) => one.cell === cell);
  if (!reading) return null;
  const verdict = cell === null && !reading.value ? row.verdict : reading.shown.verdict;
  return {
    row: { id: row.id, name: row.name },
    cell: reading.cell,
    period: asked.period.name,
    verdict,
    sentence: sentenceOf(reading, verdict, asked),
    inputs: inputsOf(reading, asked),
    formula: asked.measure.formula === null ? formulaOf(reading) : { sv: asked.measure.formula, en: asked.measure.formula },
    boundary: reading.limit && boundaryOf(reading.limit),
    arithmetic: arithmeticOf(reading, asked),
    rule: RULE,
    process: whyProcess(reading.process, whyNotTold(reading.process, asked.measure, asked.period), asked.measure),
  };
}

const RESULT_WORDS: Record<Exclude<Verdict['result'], 'none'>, Name> = {
  met: { sv: 'målet nås', en: 'the target is met' },
  near: { sv: 'målet nås nästan, inom toleransen', en: 'the target is nearly met, within the tolerance' },
  missed: { sv: 'målet nås inte', en: 'the target is missed' },
};

function sentenceOf({ value, limit }: CellReading, { result, reason }: Verdict, { measure }: RowAsked): Name {
  if (result === 'none') return REASON_WORDS[reason ?? 'no-value'];
  const outcome = figureWords(value?.text ?? '', measure);
  const must = limit && limitWords(limit, measure);
  const verdict = RESULT_WORDS[result];
  return {
    sv: `Utfallet är ${outcome.sv}, och det ska vara ${must?.sv}: ${verdict.sv}.`,
    en: `The outcome is ${outcome.en}, and it should be ${must?.en}: ${verdict.en}.`,
  };
}

function figureWords(text: string, measure: RowAsked['measure']): Name {
  const { sv } = sayFigure(text, measure);
  return { sv, en: sv.replace(swedish(text), english(text)) };
}

function limitWords(limit: Limit, measure: RowAsked['measure']): Name {
  const say = (figure: Limit extends infer L ? (L extends { value: infer V } ? V : never) : never): Name =>
    figureWords(plain(figure.round(2)), measure);
  switch (limit.bound) {
    case 'at-least':
      return { sv: `minst ${say(limit.value).sv}`, en: `at least ${say(limit.value).en}` };
    case 'at-most':
      return { sv: `högst ${say(limit.value).sv}`, en: `at most ${say(limit.value).en}` };
    case 'above':
      return { sv: `över ${say(limit.value).sv}`, en: `above ${say(limit.value).en}` };
    case 'below':
      return { sv: `under ${say(limit.value).sv}`, en: `below ${say(limit.value).en}` };
    case 'within':
      return { sv: `mellan ${say(limit.low).sv} och ${say(limit.high).sv}`, en: `between ${say(limit.low).en} and ${say(limit.high).en}` };
  }
}

function boundaryOf({ bound }: Limit): Name {
  return bound === 'above' || bound === 'below'
    ? {
        sv: 'Lika med jämförelsen är inte bättre: då nås målet inte.',
        en: 'Equal to the reference is not better: the target is then missed.',
      }
    : { sv: 'Lika med målet når målet.', en: 'Equality meets the target.' };
}

function inputsOf(reading: CellReading, asked: RowAsked): WhyInput[] {
  const { value, target, reference, baselines, absence, disputes } = reading;
  const plan = planFact(asked.structure, asked);
  const measure = currentMeasureFact(asked.structure.measures.get(asked.measure.id));
  return [
    ...(value?.entries ?? [])
      .filter(({ kind }) => kind !== 'computed')
      .map((entry) =>
        input(
          'outcome',
          { sv: 'Utfall', en: 'Outcome' },
          entry.value ?? `${entry.numerator}/${entry.denominator}`,
          value?.period.name ?? null,
          entry,
        ),
      ),
    ...makings(reading, asked),
    ...(target
      ? [
          input(
            'target',
            targetLabel(target.of),
            target.fact.text,
            `${target.fact.from}${target.fact.to === target.fact.from ? '' : `–${target.fact.to}`}`,
            target.fact,
          ),
        ]
      : []),
    ...(reference?.entries ?? []).map((entry) =>
      input(
        'reference',
        { sv: 'Jämförelse', en: 'Reference' },
        entry.value ?? `${entry.numerator}/${entry.denominator}`,
        reference?.period.name ?? null,
        entry,
      ),
    ),
    ...(reference?.baseline
      ? [
          input(
            'reference',
            { sv: 'Jämförelse, ur ingångsvärdet', en: 'Reference, from the baseline' },
            reference.text,
            reference.period.name,
            reference.baseline,
          ),
        ]
      : []),
    ...baselines
      .slice(0, 1)
      .map((baseline) =>
        input('baseline', { sv: 'Ingångsvärde som det står', en: 'Baseline as printed' }, baseline.text, null, baseline.known),
      ),
    ...(absence ? [input('absence', REASON_WORDS[absence.reason], absence.text ?? absence.by, absence.from, absence)] : []),
    ...disputes.map((dispute) => input('dispute', { sv: 'Ifrågasatt', en: 'Disputed' }, dispute.reason, dispute.period, dispute)),
    ...(measure
      ? [input('measure', { sv: 'Måttets definition', en: 'Definition of the measure' }, `version ${measure.version}`, null, measure)]
      : []),
    ...(plan ? [input('plan', { sv: 'Planen', en: 'The plan' }, `${plan.plan.id}, version ${plan.version}`, plan.plan.period, plan)] : []),
  ];
}

const input = (role: WhyInput['role'], label: Name, value: string | null, period: string | null, { no, index, at }: Known): WhyInput => ({
  role,
  label,
  value,
  period,
  event: { no, index, at },
  of: null,
});

/** What a total or a formula is made of, and what it lacks. */
function makings({ cell, value }: CellReading, { computed, measure, unit, period: asked }: RowAsked): WhyInput[] {
  const period = value?.period ?? asked;
  switch (computed?.from) {
    case 'units':
      return computed.partsAt(cell, period).map((part) => ({
        ...making('unit', nameOf(part.unit), part.value),
        label: labelOf(part),
        period: period.name,
        of: { unit: part.unit.id, measure: measure.id },
      }));
    case 'formula':
      return computed.readingAt(cell, period).inputs.map(({ id, definition, value: operand }) => ({
        ...making('operand', definition?.name ?? { sv: id }, operand),
        period: period.name,
        of: definition && { unit, measure: id },
      }));
    case undefined:
      return [];
  }
}

function making(role: 'unit' | 'operand', label: Name, value: Value | null): Omit<WhyInput, 'period' | 'of'> {
  const latest = (value?.entries ?? []).reduce<Known | null>(laterOf, null);
  const figure = value && (value.denominator === null ? value.text : `${value.numerator}/${value.denominator}`);
  return { role, label, value: figure, event: latest };
}

const STATE_WORDS: Record<Exclude<UnitPart['state'], 'counted'>, Name & { en: string }> = {
  missing: { sv: 'saknas', en: 'missing' },
  'without-denominator': { sv: 'räknas inte, nämnaren saknas', en: 'not counted, its denominator is missing' },
  closed: { sv: 'räknas inte, enheten var stängd', en: 'not counted, the unit was closed' },
};

function labelOf({ unit, state }: UnitPart): Name {
  const name = nameOf(unit);
  if (state === 'counted') return name;
  return { sv: `${name.sv} (${STATE_WORDS[state].sv})`, en: `${name.en ?? name.sv} (${STATE_WORDS[state].en})` };
}

function targetLabel(of: { readonly name: Name; readonly applied: boolean } | null): Name {
  if (!of) return { sv: 'Mål', en: 'Target' };
  return of.applied
    ? { sv: `Mål för ${of.name.sv}, tillämpat här`, en: `Target of ${of.name.en ?? of.name.sv}, applied here` }
    : { sv: `Mål för ${of.name.sv}`, en: `Target of ${of.name.en ?? of.name.sv}` };
}

function planFact(structure: Structure, { unit, period }: RowAsked) {
  const inForce = planFor(structure, unit, period);
  return inForce && (structure.plans.get(inForce.plan.id)?.versions.find(({ version }) => version === inForce.version) ?? null);
}

function formulaOf({ value }: CellReading): Name | null {
  if (value?.entries.some(({ kind }) => kind === 'computed'))
    return value.denominator === null
      ? { sv: 'summan av enheternas värden', en: 'the sum of the units’ values' }
      : {
          sv: 'summan av enheternas täljare / summan av deras nämnare',
          en: 'the sum of the units’ numerators / the sum of their denominators',
        };
  if (value && value.numerator !== null && !value.derived) return { sv: 'täljare / nämnare', en: 'numerator / denominator' };
  return value?.derived ? { sv: 'summan av delarna', en: 'made of its parts' } : null;
}

function arithmeticOf({ value, limit, yearLimit, reference, shown }: CellReading, { measure }: RowAsked): Name[] {
  const lines: Name[] = [];
  const say = (sv: string, en: string): number => lines.push({ sv, en });
  if (value && value.numerator !== null && value.denominator !== null) {
    say(
      `${swedish(String(value.numerator))} / ${swedish(String(value.denominator))} = ${swedish(value.text)} ${measure.unitOfMeasure}`,
      `${english(String(value.numerator))} / ${english(String(value.denominator))} = ${english(value.text)} ${measure.unitOfMeasure}`,
    );
  } else if (value?.derived && value.entries.length > 1 && value.entries.every((entry) => entry.value !== null)) {
    say(
      `${value.entries.map((entry) => swedish(entry.value ?? '')).join(' + ')} = ${swedish(value.text)}`,
      `${value.entries.map((entry) => english(entry.value ?? '')).join(' + ')} = ${english(value.text)}`,
    );
  }
  const { total, derivation, partly } = shown;
  if (derivation) lines.push(derivation.said);
  if (total) lines.push(total.said);
  const difference = total?.difference ?? derivation?.difference ?? null;
  const computed = total?.value ?? derivation?.value ?? null;
  if (difference !== null && computed !== null && value)
    say(
      `Redovisat ${swedish(value.text)}, beräknat ${swedish(computed)}: skillnad ${swedish(difference)}`,
      `Recorded ${english(value.text)}, computed ${english(computed)}: difference ${english(difference)}`,
    );
  if (partly)
    lines.push({
      sv: `Perioden är inte komplett: ${partly.said.sv}`,
      en: `The period is not complete: ${partly.said.en ?? partly.said.sv}`,
    });
  if (reference && shown.target?.kind === 'change' && shown.target.value) {
    say(
      `${swedish(reference.text)} (${reference.period.name}) ger målet ${swedish(shown.target.value)}`,
      `${english(reference.text)} (${reference.period.name}) gives the target ${english(shown.target.value)}`,
    );
  }
  if (value && yearLimit && yearLimit.bound !== 'within' && limit && limit.bound !== 'within') {
    const year = plain(yearLimit.value.round(2));
    const path = shown.path?.value ?? plain(limit.value.round(2));
    say(
      `Vägen: ${swedish(year)} × ${monthsIn(value.period)} / 12 = ${swedish(path)}`,
      `Path: ${english(year)} × ${monthsIn(value.period)} / 12 = ${english(path)}`,
    );
    if (shown.path?.percent)
      say(`${swedish(value.text)} är ${shown.path.percent} % av vägen`, `${english(value.text)} is ${shown.path.percent} % of the path`);
    const yearEnd = yearEndOf(value);
    if (yearEnd)
      say(
        `I samma takt vid årets slut: ${swedish(printed(measure, yearEnd))}`,
        `At the same pace at the year’s end: ${english(printed(measure, yearEnd))}`,
      );
  }
  const interval = shown.change?.interval;
  if (interval) {
    const unit = interval.unit === '%' ? ' %' : ' procentenheter';
    say(
      `Förändring ${swedish(interval.change)}${unit} (95 %: ${swedish(interval.lower)} … ${swedish(interval.upper)})`,
      `Change ${english(interval.change)}${interval.unit === '%' ? ' %' : ' percentage points'} (95 %: ${english(interval.lower)} … ${english(interval.upper)})`,
    );
  }
  return lines;
}
