import { BECAUSE } from '@styrbord/alerting/sentence';
import type { Figures } from '@styrbord/alerting/events';
import { swedish } from '@styrbord/steering/decimal';
import type { OutboxItem } from '../../outbox';

/** What a letter calls things, and where it leads. */
export interface LetterNaming {
  readonly unit: (id: string) => string;
  readonly measure: (id: string) => { readonly name: string; readonly unitOfMeasure: string };
  readonly rule: (id: string) => string;
  /** The page of a measure at a unit and period. */
  readonly address: (item: Pick<OutboxItem, 'unit' | 'period' | 'measure'>) => string;
}

export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

/** A letter is read, not scrolled: what is over is counted. */
const ITEMS_MAX = 50;

/** Swedish, plain: each notice with its figure, its target and why it is told. */
export function letterOf(items: readonly OutboxItem[], naming: LetterNaming): LetterText {
  const shown = items.slice(0, ITEMS_MAX);
  const left = items.length - shown.length;
  const parts = shown.map((item) => itemText(item, naming));
  const more = left > 0 ? [`… och ${left} till; se inkorgen.`] : [];
  const [only] = items;
  const subject = items.length === 1 && only ? headOf(only, naming) : `Styrbord: ${items.length} aviseringar`;
  return { subject: oneLine(subject), text: [...parts, ...more, FOOT].join('\n\n') };
}

const FOOT = 'Ni får detta eftersom ingen är utpekad som ansvarig. Det är skrivet av Styrbord; ingen läser svar på det.';

const KINDS: Readonly<Record<OutboxItem['kind'], string>> = {
  breached: '',
  flapping: ' (växlar)',
  resolved: ' – löst',
  'resolved-by-correction': ' – löst genom rättelse',
};

function headOf({ rule, unit, measure, period, kind }: OutboxItem, naming: LetterNaming): string {
  return `${naming.rule(rule)}${KINDS[kind]}: ${naming.measure(measure).name}, ${naming.unit(unit)}, ${period}`;
}

function itemText(item: OutboxItem, naming: LetterNaming): string {
  const { figures, before, corrected, retroactive, because } = item;
  const { unitOfMeasure } = naming.measure(item.measure);
  const now = said(figures, unitOfMeasure);
  const lines = [
    headOf(item, naming),
    corrected && before
      ? `${said(before, unitOfMeasure)} rättades till ${now}. Orsak: ${corrected.reason ?? 'ingen angiven'} (av ${corrected.by}).`
      : `Utfall ${now}.`,
    ...(retroactive && item.kind !== 'resolved-by-correction' ? ['Gäller i efterhand: perioden låg bakom, eller värdet är rättat.'] : []),
    `Varför nu: ${BECAUSE[because].sv}.`,
    naming.address(item),
  ];
  return lines.map(oneLine).join('\n');
}

function said({ value, target, targetText, cell }: Figures, unitOfMeasure: string): string {
  const figure = value === null ? 'saknas' : withUnit(value, unitOfMeasure);
  const of = cell === null || cell === 'T' ? '' : ` (${cell})`;
  const aim = targetText ?? (target === null ? null : withUnit(target, unitOfMeasure));
  return `${figure}${of}${aim === null ? '' : `, mål ${aim}`}`;
}

const withUnit = (value: string, unit: string): string =>
  `${/^-?\d+(\.\d+)?$/.test(value) ? swedish(value) : value}${unit === '' ? '' : ` ${unit}`}`;

/** Names and reasons are what people wrote: none of them begins a line of its own. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
