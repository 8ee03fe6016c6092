import type { Type as Class } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

/**
 * The rules of `fields.ts` once more, for the usual case: a body in which everything is as it should be. A row costs a
 * tenth of what class-validator takes. It never refuses: what it does not know to be right, class-validator judges.
 */
export type Test = (value: unknown) => boolean;

interface Member {
  readonly tests: Test[];
  optional: boolean;
  transform: ((value: unknown) => unknown) | null;
  of: (() => Class) | null;
}

type Form = ReadonlyMap<string, Member>;

/** As declared, by prototype. */
const declared = new WeakMap<object, Map<string, Member>>();
const forms = new WeakMap<Class, Form | null>();

/** What a decorator adds to a member of the class with that prototype. */
export function memberOf(prototype: object, property: string | symbol): Member {
  const members = declared.get(prototype) ?? new Map<string, Member>();
  declared.set(prototype, members);
  const member = members.get(String(property)) ?? { tests: [], optional: false, transform: null, of: null };
  members.set(String(property), member);
  return member;
}

/** The body as an instance of its class, if every rule of it is kept; null where that is not known here. */
export function leanForm<Body extends object>(type: Class<Body>, sent: object): Body | null {
  const form = formOf(type);
  if (!form) return null;
  const body = new type() as Record<string, unknown>;
  for (const name of Object.keys(sent)) {
    const member = form.get(name);
    if (!member) return null;
    body[name] = (sent as Record<string, unknown>)[name];
  }
  for (const [name, member] of form) if (!keeps(member, body, name)) return null;
  return body as Body;
}

function keeps(member: Member, body: Record<string, unknown>, name: string): boolean {
  const value = member.transform && name in body ? member.transform(body[name]) : body[name];
  if (value === undefined || value === null) {
    if (value !== body[name]) body[name] = value;
    return member.optional;
  }
  for (const test of member.tests) if (!test(value)) return false;
  body[name] = member.of ? parts(member.of(), value) : value;
  return body[name] !== null;
}

function parts(type: Class, value: unknown): unknown {
  if (!Array.isArray(value)) return leanForm(type as Class<object>, value as object);
  const made: object[] = [];
  for (const part of value) {
    const one = leanForm(type as Class<object>, part as object);
    if (!one) return null;
    made.push(one);
  }
  return made;
}

/** Null for a class with a rule that is not of `fields.ts`. */
function formOf(type: Class): Form | null {
  const known = forms.get(type);
  if (known !== undefined) return known;
  const form = new Map<string, Member>();
  for (let at: object | null = type.prototype as object; at; at = Object.getPrototypeOf(at) as object | null)
    for (const [name, { tests, optional, transform, of }] of declared.get(at) ?? []) {
      const below = form.get(name);
      form.set(name, {
        tests: [...(below?.tests ?? []), ...tests],
        optional: (below?.optional ?? false) || optional,
        transform: below?.transform ?? transform,
        of: below?.of ?? of,
      });
    }
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  const complete = form.size > 0 && rules.every(({ propertyName }) => (form.get(propertyName)?.tests.length ?? 0) > 0);
  forms.set(type, complete ? form : null);
  return complete ? form : null;
}
