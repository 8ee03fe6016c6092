import type { Refusal } from '@styrbord/eventsourcing/decider';
import { suppose, tryOut, type Supposition, type Tried, type Tries } from '../laboratory';
import { figuresOf, type Reading } from './figures';

/** A supposition tried on what a reader sees of one cell's history; nothing is stored. */
export async function triedOut(
  reading: Reading,
  { unit, measure, cell, supposition }: Omit<Tries, 'structure'> & { readonly supposition: Supposition },
): Promise<Tried | Refusal> {
  const tries = { structure: reading.structure, unit, measure, cell };
  const supposed = suppose(supposition, tries);
  if ('refused' in supposed) return supposed;
  const really = await figuresOf(reading, unit, measure);
  const otherwise = supposition.formula === undefined ? really : await figuresOf(reading, unit, supposed.measure);
  return tryOut(tries, supposed, { really, otherwise });
}
