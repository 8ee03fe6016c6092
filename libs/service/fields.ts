import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { Json } from '@styrbord/proof/canonical';
import Big from 'big.js';
import { Transform, Type } from 'class-transformer';
import { memberOf, type Test } from './lean-form';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, ValidateBy, ValidateNested } from 'class-validator';

/**
 * The members of bodies and queries. Each decorator validates, says what is allowed, and describes itself to OpenAPI,
 * so that the three cannot part. `@Optional()` goes above: null equals absent.
 */
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const PERIOD_CHARS_MAX = 32;
const CELL_CHARS_MAX = 64;
const NAME_CHARS_MAX = 500;
/** Also what a text measure's value may be. */
const VALUE_CHARS_MAX = 2_000;

/** A rule whose name is the code it is refused with. */
function rule(code: string, test: Test, allowed?: Json): PropertyDecorator {
  return applyDecorators(
    ValidateBy(
      { name: code, validator: { validate: test, defaultMessage: () => code } },
      allowed === undefined ? {} : { context: { allowed } },
    ),
    tested(test),
  );
}

/** The same test for the lean reading of a form. */
function tested(test: Test): PropertyDecorator {
  return (target, property) => void memberOf(target, property).tests.push(test);
}

function transformed(by: (value: unknown) => unknown): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => by(value)),
    (target: object, property: string | symbol) => void (memberOf(target, property).transform = by),
  );
}

function typed(of: () => Class): PropertyDecorator {
  return applyDecorators(Type(of), (target: object, property: string | symbol) => void (memberOf(target, property).of = of));
}

const isText: Test = (value) => typeof value === 'string';
const text = (max: number, api: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    rule('too-long', (value) => typeof value !== 'string' || value.length <= max, max),
    rule('not-a-string', isText),
    ApiProperty({ type: String, maxLength: max, ...api }),
  );

/** Null and absent are the same. */
export function Optional(): PropertyDecorator {
  return applyDecorators(IsOptional(), (target: object, property: string | symbol) => {
    memberOf(target, property).optional = true;
    ApiProperty({ required: false, nullable: true })(target, property);
  });
}

export function Id(): PropertyDecorator {
  return applyDecorators(
    rule('id-malformed', (value) => typeof value === 'string' && ID.test(value), ID.source),
    ApiProperty({ type: String, pattern: ID.source }),
  );
}

export function Ids({ min = 0, max = 1_000 } = {}): PropertyDecorator {
  return applyDecorators(
    rule('id-malformed', (value) => !Array.isArray(value) || value.every((id) => typeof id === 'string' && ID.test(id)), ID.source),
    sized(min, max),
    ApiProperty({ type: [String], maxItems: max }),
  );
}

/** One id, or several. */
export function OneOrMoreIds(): PropertyDecorator {
  const isId: Test = (value) => typeof value === 'string' && ID.test(value);
  return applyDecorators(
    rule(
      'id-malformed',
      (value) => (Array.isArray(value) ? value.length > 0 && value.length <= 1_000 && value.every(isId) : isId(value)),
      ID.source,
    ),
    ApiProperty({ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }),
  );
}

/** A list of short texts. */
export function Texts({ max, charsMax }: { max: number; charsMax: number }): PropertyDecorator {
  return applyDecorators(
    rule(
      'not-a-string',
      (value) => !Array.isArray(value) || value.every((part) => typeof part === 'string' && part.length <= charsMax),
      charsMax,
    ),
    sized(0, max),
    ApiProperty({ type: [String], maxItems: max }),
  );
}

/** A list of values among those allowed. */
export function SomeOf(values: readonly string[]): PropertyDecorator {
  return applyDecorators(
    rule(
      'not-among-allowed',
      (value) => !Array.isArray(value) || value.every((part) => typeof part === 'string' && values.includes(part)),
      values,
    ),
    sized(0, values.length),
    ApiProperty({ type: String, isArray: true, enum: [...values] }),
  );
}

/** Any text up to so many characters; the domain says what it means. */
export function FreeText(charsMax: number): PropertyDecorator {
  return text(charsMax);
}

export function PeriodText(): PropertyDecorator {
  return text(PERIOD_CHARS_MAX, { example: '2022-T1' });
}

export function CellText(): PropertyDecorator {
  return text(CELL_CHARS_MAX, { example: 'T' });
}

/** A calendar day as `2022-05-01`. */
export function DayText(): PropertyDecorator {
  const isDay: Test = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isoDay(value) === value;
  return applyDecorators(rule('malformed', isDay, '2022-05-01'), ApiProperty({ type: String, format: 'date' }));
}

function isoDay(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

/** An RFC 3339 time in UTC with milliseconds; null for anything else. */
export function utcOf(time: string): string | null {
  const atMs = RFC_3339.test(time) ? Date.parse(time) : Number.NaN;
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString();
}

/** An RFC 3339 time, kept in UTC. */
export function Time(): PropertyDecorator {
  const isTime: Test = (value) => typeof value === 'string' && utcOf(value) !== null;
  return applyDecorators(
    transformed((value) => (typeof value === 'string' ? (utcOf(value) ?? value) : value)),
    rule('malformed', isTime, '2022-05-16T08:00:00Z'),
    ApiProperty({ type: String, format: 'date-time' }),
  );
}

/** A value as decimal text; a JSON number is taken by its shortest form, written without an exponent. */
export function DecimalValue(): PropertyDecorator {
  return applyDecorators(
    transformed(decimalText),
    rule('too-long', (value) => typeof value !== 'string' || value.length <= VALUE_CHARS_MAX, VALUE_CHARS_MAX),
    rule('not-a-value', isText),
    ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }], example: '14.7' }),
  );
}

export function decimalText(value: unknown): unknown {
  if (typeof value !== 'number' || !Number.isFinite(value) || Object.is(value, -0)) return value;
  return new Big(value).toFixed();
}

/** `{ "sv", "en" }`, or a text, which is Swedish. */
export function NameText(charsMax = NAME_CHARS_MAX): PropertyDecorator {
  return applyDecorators(
    transformed(nameOf),
    rule('not-a-name', (value) => isName(value, charsMax), `{ sv, en? }, ${charsMax}`),
    ApiProperty({
      oneOf: [{ type: 'string' }, { type: 'object', properties: { sv: { type: 'string' }, en: { type: 'string' } }, required: ['sv'] }],
    }),
  );
}

function nameOf(value: unknown): unknown {
  if (typeof value === 'string') return { sv: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null));
}

function isName(value: unknown, charsMax: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const parts = Object.entries(value);
  const fits = (part: unknown): boolean => typeof part === 'string' && part.trim() !== '' && part.length <= charsMax;
  return 'sv' in value && parts.every(([language, part]) => (language === 'sv' || language === 'en') && fits(part));
}

export function OneOf(values: readonly string[]): PropertyDecorator {
  return applyDecorators(
    rule('not-among-allowed', (value) => typeof value === 'string' && values.includes(value), values),
    ApiProperty({ type: String, enum: [...values] }),
  );
}

export function Flag(): PropertyDecorator {
  return applyDecorators(
    IsBoolean(),
    tested((value) => typeof value === 'boolean'),
    ApiProperty({ type: Boolean }),
  );
}

export function Whole({ min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}): PropertyDecorator {
  const fits: Test = (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
  return applyDecorators(
    rule('not-a-whole-number', fits, `${min}–${max}`),
    ApiProperty({ type: Number, format: 'int64', minimum: min, maximum: max }),
  );
}

/** Digits that a figure nobody records may have: enough for what any program computes. */
const FIGURE = /^-?\d{1,18}(\.\d{1,40})?$/;
const isFigure: Test = (value) => typeof value === 'string' && FIGURE.test(value);
const FIGURE_API = { oneOf: [{ type: 'string' }, { type: 'number' }], example: '14.7' };

/** A figure that is computed with and not recorded, as decimal text or a JSON number. */
export function Figure(): PropertyDecorator {
  return applyDecorators(transformed(decimalText), rule('not-a-value', isFigure, FIGURE.source), ApiProperty(FIGURE_API));
}

/** A list of such figures; null is a gap. */
export function FiguresWithGaps(max: number): PropertyDecorator {
  return applyDecorators(
    transformed((value) => (Array.isArray(value) ? value.map(decimalText) : value)),
    rule('not-a-value', (value) => !Array.isArray(value) || value.every((part) => part === null || isFigure(part)), FIGURE.source),
    sized(0, max),
    ApiProperty({ type: 'array', items: { ...FIGURE_API, nullable: true }, maxItems: max }),
  );
}

/** Places in a list, counted from 0. */
export function Places(max: number): PropertyDecorator {
  const isPlace: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
  return applyDecorators(
    rule('not-a-whole-number', (value) => !Array.isArray(value) || value.every(isPlace), '≥ 0'),
    sized(0, max),
    ApiProperty({ type: [Number], maxItems: max }),
  );
}

/** One object of a class with fields of its own. */
export function Part(of: () => Class): PropertyDecorator {
  return applyDecorators(rule('not-an-object', isPlain), ValidateNested(), typed(of), ApiProperty({ type: of }));
}

/** A list of such objects. */
export function Parts(of: () => Class, { min = 0, max }: { min?: number; max: number }): PropertyDecorator {
  return applyDecorators(
    rule('not-an-object', (value) => !Array.isArray(value) || value.every(isPlain)),
    sized(min, max),
    ValidateNested({ each: true }),
    typed(of),
    ApiProperty({ type: () => [of()] }),
  );
}

const isPlain: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function sized(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    ArrayMinSize(min, { context: { allowed: min } }),
    ArrayMaxSize(max, { context: { allowed: max } }),
    IsArray(),
    tested((value) => Array.isArray(value) && value.length >= min && value.length <= max),
  );
}
