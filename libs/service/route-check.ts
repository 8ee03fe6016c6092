import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import type { ModulesContainer } from '@nestjs/core';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { ACCESS, type RouteAccess } from './access';

export interface Route {
  readonly controller: Type;
  readonly handler: string;
  readonly method: string;
  readonly path: string;
  readonly access: RouteAccess | undefined;
}

interface RouteArgument {
  readonly index: number;
  readonly data?: unknown;
}

export function controllersOf(modules: ModulesContainer): Type[] {
  return [...modules.values()].flatMap(({ controllers }) =>
    [...controllers.values()].flatMap(({ metatype }) => (metatype ? [metatype as Type] : [])),
  );
}

/** Every route of the controllers, as their decorators say. */
export function routesOf(controllers: readonly Type[]): Route[] {
  return controllers.flatMap((controller) => {
    const names = Object.getOwnPropertyNames(controller.prototype).filter((name) => name !== 'constructor');
    return names.flatMap((handler) => {
      const method = controller.prototype[handler] as object;
      if (typeof method !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, method)) return [];
      const access = (Reflect.getMetadata(ACCESS, method) ?? Reflect.getMetadata(ACCESS, controller)) as RouteAccess | undefined;
      const path = [controller, method]
        .map((part) => pathOf(Reflect.getMetadata(PATH_METADATA, part)))
        .filter(Boolean)
        .join('/');
      return [
        {
          controller,
          handler,
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as number] ?? '',
          path: `/${path}`,
          access,
        },
      ];
    });
  });
}

function pathOf(path: unknown): string {
  const first = (Array.isArray(path) ? path[0] : path) as string | undefined;
  return (first ?? '').replace(/^\/+|\/+$/g, '');
}

/** Why the app must not start: a route without a stated permission, or an input through which anything could pass. */
export function routeFaults(controllers: readonly Type[]): string[] {
  return routesOf(controllers).flatMap(({ controller, handler, method, path, access }) => {
    const where = `${method} ${path} (${controller.name}.${handler})`;
    return [
      ...(access === undefined ? [`${where} states no permission`] : []),
      ...inputFaults(controller, handler).map((fault) => `${where}: ${fault}`),
    ];
  });
}

function inputFaults(controller: Type, handler: string): string[] {
  const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<string, RouteArgument>;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype, handler) ?? []) as readonly unknown[];
  return Object.entries(given).flatMap(([kind, { index, data }]) => {
    const isBody = kind.startsWith(`${RouteParamtypes.BODY}:`);
    if (!isBody && !kind.startsWith(`${RouteParamtypes.QUERY}:`)) return [];
    const name = isBody ? 'the body' : 'the query';
    return data === undefined ? classFaults(types[index], name) : [`${name} is picked apart instead of being a class`];
  });
}

const LOOSE = new Set<unknown>([Object, Array, String, Number, Boolean, Map, Set, undefined]);

/** What is wrong with a class as the form of an input, and with the classes inside it. */
export function classFaults(type: unknown, where: string, seen = new Set<unknown>()): string[] {
  if (LOOSE.has(type)) return [`${where} is no class of its own`];
  if (seen.has(type)) return [];
  seen.add(type);
  const target = type as Type;
  const rules = getMetadataStorage().getTargetValidationMetadatas(target, '', false, false);
  if (rules.length === 0) return [`${where} (${target.name}) has no rules`];
  return [...new Set(rules.map(({ propertyName }) => propertyName))].flatMap((property) => {
    const own = rules.filter(({ propertyName }) => propertyName === property);
    return memberFaults({ target, property, where: `${where} (${target.name}.${property})`, seen, own });
  });
}

interface Member {
  readonly target: Type;
  readonly property: string;
  readonly where: string;
  readonly seen: Set<unknown>;
  readonly own: readonly { readonly type: string; readonly name?: string }[];
}

/** Rules that say something is there, or how much of it, and nothing about what it is. */
const SAYS_LITTLE = new Set([
  'isObject',
  'isArray',
  'isNotEmptyObject',
  'isDefined',
  'isNotEmpty',
  'isInstance',
  'arrayMinSize',
  'arrayMaxSize',
  'not-an-object',
]);

function memberFaults({ target, property, where, seen, own }: Member): string[] {
  const isNested = own.some(({ type }) => type === 'nestedValidation');
  const typed = defaultMetadataStorage.findTypeMetadata(target, property);
  if (isNested) return typed?.typeFunction ? classFaults(typed.typeFunction(), where, seen) : [`${where} is nested without @Type`];
  if (own.some(({ type }) => type === 'whitelistValidation')) return [`${where} is allowed whatever it is`];
  const says = own.filter(({ type, name }) => type === 'customValidation' && !SAYS_LITTLE.has(name ?? ''));
  return says.length === 0 ? [`${where} may be anything`] : [];
}
