import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { Origin } from '@styrbord/steering/scorecard';
import { DayText, FreeText, Optional, utcOf, Whole } from './fields';
import { ProblemError } from './problem';

export const LIMIT_DEFAULT = 100;
export const LIMIT_MAX = 1_000;

/** Whole digits become a number; anything else stays as it is and is refused. */
export function WholeText(range: { min?: number; max?: number } = {}): PropertyDecorator {
  const asNumber = ({ value }: { value: unknown }): unknown =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return applyDecorators(Transform(asNumber), Whole(range));
}

/** `true` or `false`, as a query says it. */
export function FlagText(): PropertyDecorator {
  const asFlag = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value === 'false' ? false : value);
  const test = { validate: (value: unknown) => typeof value === 'boolean', defaultMessage: () => 'not-a-boolean' };
  return applyDecorators(Transform(asFlag), ValidateBy({ name: 'not-a-boolean', validator: test }), ApiProperty({ type: Boolean }));
}

/** A commit number or an RFC 3339 time; in a body the number may be one. */
export function Moment(): PropertyDecorator {
  const asText = ({ value }: { value: unknown }): unknown => (Number.isSafeInteger(value) ? String(value) : value);
  const isMoment = (value: unknown): boolean => typeof value === 'string' && momentOf(value) !== null;
  const test = { validate: isMoment, defaultMessage: () => 'malformed' };
  return applyDecorators(
    Transform(asText),
    ValidateBy({ name: 'malformed', validator: test }, { context: { allowed: '128, 2022-05-16T08:00:00Z' } }),
    ApiProperty({ oneOf: [{ type: 'string' }, { type: 'integer' }], example: '128' }),
  );
}

/** A plus that nobody escaped in an address arrives as a space. */
const UNESCAPED_PLUS = / (?=\d\d:\d\d$)/;

/** The moment as the ledger knows it: a commit, or a time in UTC with milliseconds. */
export function momentOf(text: string): { readonly no: number } | { readonly at: string } | null {
  if (/^\d{1,15}$/.test(text)) return { no: Number(text) };
  const at = utcOf(text.replace(UNESCAPED_PLUS, '+'));
  return at === null ? null : { at };
}

/** Of every read: wait until the view has seen that commit. */
export class ReadQuery {
  @Optional()
  @WholeText()
  readonly minNo?: number;
}

/** Of reads that can answer as it was known. */
export class KnownQuery extends ReadQuery {
  @Optional()
  @Moment()
  readonly knownAt?: string;
}

/** Of reads in the structure of any date. */
export class StructureQuery extends KnownQuery {
  @Optional()
  @DayText()
  readonly structureAt?: string;
}

/** Of every list that can be long. */
export class PageQuery extends ReadQuery {
  @Optional()
  @FreeText(1_000)
  readonly cursor?: string;

  @Optional()
  @WholeText({ min: 1, max: LIMIT_MAX })
  readonly limit?: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Asked for one more than shown, `rows` tells whether there is a next page; the cursor is the last shown key, opaque. */
export function pageOf<Item>(rows: readonly Item[], limit: number, keyOf: (item: Item) => string): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOfKey(keyOf(last)) : null };
}

export const cursorOfKey = (key: string): string => Buffer.from(key).toString('base64url');

export function keyOfCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (cursorOfKey(key) !== cursor) throw new ProblemError('cursor-malformed');
  return key;
}

/** The key of an event in a list of them. */
export const keyOfOrigin = ({ no, index }: Origin): string => `${no}:${index}`;

export function originOfKey(key: string): Origin {
  const [, no, index] = /^(\d{1,15}):(\d{1,9})$/.exec(key) ?? [];
  if (no === undefined) throw new ProblemError('cursor-malformed');
  return { no: Number(no), index: Number(index) };
}
