import { ProblemError } from '@styrbord/service/problem';
import { measurementItem, type DocumentMeasurement } from '@styrbord/steering/document';
import type { Item } from '@styrbord/steering/steering';
import type { MeasurementsBody } from './bodies/measurement.body';

/** What a body of one measurement or many orders; `sent` says where a row stood in what was sent. */
export function itemsOfMeasurements(body: MeasurementsBody, sent = (pointer: string): string => pointer): Item[] {
  return body.measurements?.map((row, at) => measurementItem(row, sent(`/measurements/${at}`), null)) ?? [single(body)];
}

/** The body itself is the measurement: what it lacks is said as of any required member. */
function single(body: MeasurementsBody): Item {
  const missing = (['measure', 'unit', 'period'] as const).filter((member) => body[member] === undefined || body[member] === null);
  if (missing.length > 0)
    throw new ProblemError('required', { errors: missing.map((member) => ({ code: 'required', pointer: `/${member}` })) });
  return measurementItem(body as DocumentMeasurement, '', body.reason ?? null);
}
