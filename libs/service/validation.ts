import { Injectable, ValidationPipe, type ArgumentMetadata, type Type as Class } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { Json } from '@styrbord/proof/canonical';
import { escaped } from './body';
import { leanForm } from './lean-form';
import { ProblemError, shortened, type Fault } from './problem';

/** class-validator's constraints by the code they are refused with; a decorator of `fields.ts` is named as its code. */
const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown-member',
  unknownValue: 'not-an-object',
  nestedValidation: 'not-an-object',
  isObject: 'not-an-object',
  isDefined: 'required',
  isNotEmpty: 'required',
  isString: 'not-a-string',
  isBoolean: 'not-a-boolean',
  isNumber: 'not-a-number',
  isInt: 'not-a-whole-number',
  isArray: 'not-a-list',
  isIn: 'not-among-allowed',
  isEnum: 'not-among-allowed',
  maxLength: 'too-long',
  isLength: 'too-long',
  minLength: 'too-short',
  arrayMaxSize: 'too-many',
  arrayMinSize: 'too-few',
  min: 'too-small',
  max: 'too-large',
  matches: 'malformed',
};

const STRUCTURE = ['isArray', 'not-an-object', 'nestedValidation'];

/** Never repeated to anybody. */
const SECRET_MEMBERS = new Set(['password', 'key']);

const FORM = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, validationError: { target: false, value: true } };

/** Bodies that break a rule of form are 422, queries and path parts 400; each error points at its member. */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({ ...FORM, transform: true, exceptionFactory: malformed });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isBody = metadata.type === 'body';
    if (isBody && (typeof value !== 'object' || value === null || Array.isArray(value))) throw new ProblemError('body-required');
    try {
      return await super.transform(value, metadata);
    } catch (thrown) {
      if (isBody || !(thrown instanceof ProblemError)) throw thrown;
      throw new ProblemError(thrown.code, { status: 400, errors: thrown.errors });
    }
  }
}

/** What is wrong with the form of a body, as the pipe would find it. */
export async function formErrors<Body extends object>(type: Class<Body>, body: object): Promise<ValidationError[]> {
  return leanForm(type, body) ? [] : judged(type, body);
}

/** By class-validator, whatever the body. */
export function judged<Body extends object>(type: Class<Body>, body: object): Promise<ValidationError[]> {
  return validate(plainToInstance(type, body), FORM);
}

/** A body that a handler takes as it was sent, in the form of its class. */
export async function checked<Body extends object>(type: Class<Body>, body: object): Promise<Body> {
  const lean = leanForm(type, body);
  if (lean) return lean;
  const instance = plainToInstance(type, body);
  const errors = await validate(instance, FORM);
  if (errors.length > 0) throw malformed(errors);
  return instance;
}

function malformed(errors: readonly ValidationError[]): ProblemError {
  const faults = faultsOf(errors);
  return new ProblemError(faults[0]?.code ?? 'malformed', { errors: faults });
}

const FAULTS_MAX = 100;

/** One fault a member, the first constraint it breaks, in the order of the body. */
export function faultsOf(errors: readonly ValidationError[], path = ''): Fault[] {
  return errors
    .flatMap((error) => {
      const pointer = `${path}/${escaped(error.property)}`;
      // What is no list or object at all has no members worth telling of.
      const inner = STRUCTURE.some((name) => name in (error.constraints ?? {})) ? [] : faultsOf(error.children ?? [], pointer);
      return inner.length > 0 ? inner : [faultOf(error, pointer)];
    })
    .slice(0, FAULTS_MAX);
}

function faultOf({ constraints = {}, contexts = {}, property, value }: ValidationError, pointer: string): Fault {
  const names = Object.keys(constraints);
  const name = names.find((each) => each === 'whitelistValidation' || STRUCTURE.includes(each)) ?? names.at(-1) ?? 'malformed';
  const absent = value === undefined || value === null;
  const told = contexts as Record<string, { allowed?: Json } | undefined>;
  if (absent && name !== 'whitelistValidation') return { pointer, code: 'required', allowed: Object.values(told)[0]?.allowed };
  const given = SECRET_MEMBERS.has(property) || absent ? undefined : shortened(value);
  return { pointer, code: CODES[name] ?? name, given, allowed: told[name]?.allowed };
}
