import { parse } from 'csv-parse/sync';
import type { DocumentMeasurement } from '@styrbord/steering/document';
import { Failure, UNREADABLE } from './failure';

type Column = 'measure' | 'unit' | 'cell' | 'period' | 'value' | 'numerator' | 'denominator' | 'status' | 'source' | 'note' | 'reason';

/** Headings as they are written in either language. */
const COLUMNS: Readonly<Record<string, Column>> = {
  measure: 'measure',
  mått: 'measure',
  matt: 'measure',
  mätetal: 'measure',
  unit: 'unit',
  enhet: 'unit',
  cell: 'cell',
  del: 'cell',
  period: 'period',
  value: 'value',
  värde: 'value',
  varde: 'value',
  utfall: 'value',
  numerator: 'numerator',
  täljare: 'numerator',
  denominator: 'denominator',
  nämnare: 'denominator',
  status: 'status',
  source: 'source',
  källa: 'source',
  note: 'note',
  anteckning: 'note',
  reason: 'reason',
  skäl: 'reason',
  orsak: 'reason',
};
const NEEDED: readonly Column[] = ['measure', 'unit', 'period'];
const STATUSES: Readonly<Record<string, 'final' | 'preliminary'>> = {
  final: 'final',
  slutlig: 'final',
  slutligt: 'final',
  preliminary: 'preliminary',
  preliminär: 'preliminary',
  preliminärt: 'preliminary',
};

/** Measurements as Swedish Excel saves them: a byte order mark, semicolons, decimal commas; or as anybody else does. */
export function measurementsOf(text: string): DocumentMeasurement[] {
  const rows = rowsOf(text.replace(/^\ufeff/, ''));
  const [heading, ...body] = rows;
  if (!heading) throw unreadable('The file is empty.');
  const columns = heading.cells.map((name) => columnOf(name));
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw unreadable(`The heading lacks ${missing.join(', ')}.`);
  return body.map(({ cells, line }) =>
    measurementOf(Object.fromEntries(columns.map((column, at) => [column, cells[at]?.trim() ?? ''])) as Record<Column, string>, line),
  );
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function rowsOf(text: string): Row[] {
  const [first = ''] = text.split('\n', 1);
  const delimiter = [';', '\t', ','].find((candidate) => first.includes(candidate)) ?? ';';
  try {
    const row = (cells: string[], { lines: line }: { lines: number }): Row => ({ cells, line });
    // Its types know only records of texts.
    const options = { delimiter, skip_empty_lines: true, relax_column_count_less: true, on_record: row as never };
    return parse(text, options) as unknown as Row[];
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

function columnOf(name: string): Column {
  const column = COLUMNS[name.trim().toLowerCase()];
  if (!column) throw unreadable(`The heading ${name} is unknown; known are ${[...new Set(Object.values(COLUMNS))].join(', ')}.`);
  return column;
}

function measurementOf(row: Record<Column, string>, line: number): DocumentMeasurement {
  const { measure, unit, period, cell, source, note, reason } = row;
  return {
    measure,
    unit,
    period,
    ...(cell ? { cell } : {}),
    ...(row.value ? { value: plainNumber(row.value) } : {}),
    ...(row.numerator ? { numerator: whole(row.numerator, line) } : {}),
    ...(row.denominator ? { denominator: whole(row.denominator, line) } : {}),
    ...(row.status ? { status: statusOf(row.status, line) } : {}),
    ...(source ? { source } : {}),
    ...(note ? { note } : {}),
    ...(reason ? { reason } : {}),
  };
}

/** `18 464` and `14,7` as the wire has them; what is no number stays, and is judged by its measure. */
export function plainNumber(text: string): string {
  const tight = text.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(\D|$))/g, '').replace(/^[−–]/, '-');
  return /^-?\d+(,\d+)?$/.test(tight) ? tight.replace(',', '.') : text;
}

function whole(text: string, line: number): number {
  const plain = plainNumber(text);
  if (!/^-?\d{1,15}$/.test(plain)) throw unreadable(`Line ${line}: ${text} is no whole number.`);
  return Number(plain);
}

function statusOf(text: string, line: number): 'final' | 'preliminary' {
  const status = STATUSES[text.toLowerCase()];
  if (!status) throw unreadable(`Line ${line}: the status ${text} is neither final nor preliminary.`);
  return status;
}

function unreadable(message: string): Failure {
  return new Failure(UNREADABLE, message);
}
