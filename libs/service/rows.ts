import { createParamDecorator, type ExecutionContext, type Type as Class } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemError, shortened, type Fault } from './problem';
import { checked, faultsOf, formErrors } from './validation';

/** A body without the rows whose form is broken. */
export interface Formed<Body> {
  readonly body: Body;
  /** The first fault of each row left out, by the row's pointer. */
  readonly broken: ReadonlyMap<string, Fault>;
  /** Where a pointer into `body` stood in what was sent. */
  readonly sent: (pointer: string) => string;
}

export type Sent = Readonly<Record<string, unknown>>;

/**
 * A body of rows in the form of its class. With `mode=valid` or `dryRun=true` rows broken in form are left out and told;
 * what is wrong beside them, a body without any whole row, and without these anything, refuses all of it.
 */
export const FormedBody = createParamDecorator((type: Class<object>, context: ExecutionContext): Promise<Formed<object>> => {
  const { body, query } = context.switchToHttp().getRequest<FastifyRequest>();
  const { mode, dryRun } = query as { mode?: unknown; dryRun?: unknown };
  if (!isPlain(body)) throw new ProblemError('body-required');
  return mode === 'valid' || dryRun === 'true' ? formOfRows(type, body as Sent) : formOf(type, body as Sent);
});

/** The body in the form of its class, or the refusal of all of it. */
export async function formOf<Body extends object>(type: Class<Body>, sent: Sent): Promise<Formed<Body>> {
  return { body: await checked(type, sent), broken: new Map(), sent: (pointer) => pointer };
}

async function formOfRows<Body extends object>(type: Class<Body>, sent: Sent): Promise<Formed<Body>> {
  const broken = await brokenRows(type, sent);
  if (broken.size === 0) return formOf(type, sent);
  const kept = new Map(listsOf(sent).map(([list, rows]) => [list, [...rows.keys()].filter((at) => !broken.has(`/${list}/${at}`))]));
  const [first, ...others] = broken.values();
  if (first && [...kept.values()].every(({ length }) => length === 0)) throw new ProblemError(first.code, { errors: [first, ...others] });
  const whole = Object.fromEntries([...kept].map(([list, places]) => [list, places.map((at) => (sent[list] as unknown[])[at])]));
  return {
    body: await checked(type, { ...sent, ...whole }),
    broken,
    sent: (pointer) => {
      const [, list = '', at = '', ...members] = pointer.split('/');
      const place = kept.get(list)?.[Number(at)];
      return place === undefined ? pointer : ['', list, place, ...members].join('/');
    },
  };
}

async function brokenRows<Body extends object>(type: Class<Body>, sent: Sent): Promise<Map<string, Fault>> {
  const lists = listsOf(sent);
  const shapeless = lists.flatMap(([list, rows]) =>
    rows.flatMap((row, at): [string, Fault][] => {
      const pointer = `/${list}/${at}`;
      return isPlain(row) ? [] : [[pointer, { pointer, code: 'not-an-object', given: shortened(row) }]];
    }),
  );
  const shaped = Object.fromEntries(lists.map(([list, rows]) => [list, rows.map((row) => (isPlain(row) ? row : {}))]));
  const malformed = (await formErrors(type, { ...sent, ...shaped })).flatMap(({ property, constraints, children = [] }) =>
    constraints || !Array.isArray(sent[property])
      ? []
      : children.flatMap((row): [string, Fault][] =>
          faultsOf([row], `/${property}`)
            .slice(0, 1)
            .map((fault) => [`/${property}/${row.property}`, fault]),
        ),
  );
  // What is no object at all is told as that, not as what an empty one lacks.
  return new Map([...malformed, ...shapeless]);
}

const listsOf = (sent: Sent): [string, readonly unknown[]][] =>
  Object.entries(sent).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));

const isPlain = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
