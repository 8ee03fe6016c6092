import { ApiResponse } from '@nestjs/swagger';

/** A schema as OpenAPI 3.0 writes it. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly nullable?: boolean;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: (string | null)[];
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly additionalProperties?: Schema;
  readonly oneOf?: Schema[];
}

/** What a handler answers with 200, for the OpenAPI document. `test/system/openapi` holds real answers against it. */
export function Answers(schema: Schema, type = 'application/json'): MethodDecorator {
  return ApiResponse({ status: 200, description: 'The answer', content: { [type]: { schema } } });
}

export const TEXT: Schema = { type: 'string' };
export const WHOLE: Schema = { type: 'integer' };
export const NUMBER: Schema = { type: 'number' };
export const FLAG: Schema = { type: 'boolean' };
export const TIME: Schema = { type: 'string', format: 'date-time' };
export const BINARY: Schema = { type: 'string', format: 'binary' };
/** Whatever JSON. */
export const ANY: Schema = {};

export const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const oneOfTexts = (...texts: string[]): Schema => ({ type: 'string', enum: texts });
export const oneOfTextsOrNull = (...texts: string[]): Schema => ({ type: 'string', nullable: true, enum: [...texts, null] });
export const mapOf = (additionalProperties: Schema): Schema => ({ type: 'object', additionalProperties });

/** Every member named is there; others may come. */
export function object(properties: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema {
  return { type: 'object', properties: { ...properties, ...optional }, required: Object.keys(properties) };
}

export const pageOfItems = (items: Schema): Schema => object({ items: listOf(items), next: orNull(TEXT) });

export const NAME = object({ sv: TEXT }, { en: TEXT });
/** Where a write ended up. */
export const PLACE = { ledger: TEXT, no: WHOLE };
