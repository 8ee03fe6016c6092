import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { serviceFor, SERVICES, type Service } from '../distributed';
import { inDeploy } from './manifests';

interface Route {
  readonly service: Service;
  readonly method: string;
  readonly url: string;
}

/** Every route that a service has controllers of its own for. */
const ROUTES = SERVICES.flatMap((service) => {
  const folder = join(__dirname, '../../apps', service);
  const files = readdirSync(folder).filter((name) => name.endsWith('.controller.ts'));
  const controllers = files.flatMap((name) => Object.values(require(join(folder, name)) as Record<string, unknown>)).filter(isController);
  return controllers.flatMap((controller) => routesOf(controller, service));
}).filter(({ url }) => !url.startsWith('/api/v1/health/'));

function isController(one: unknown): one is Type {
  return typeof one === 'function' && Reflect.hasMetadata(PATH_METADATA, one);
}

function routesOf(controller: Type, service: Service): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name] as object;
    const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (verb === undefined) return [];
    const parts = [controller, handler]
      .map((one) => String(Reflect.getMetadata(PATH_METADATA, one)))
      .map((part) => part.replaceAll(/^\/|\/$/g, ''));
    const url = `/api/v1/${parts.filter((part) => part !== '').join('/')}`.replaceAll(/:\w+/g, 'x');
    return [{ service, method: RequestMethod[verb], url }];
  });
}

const listOf = (text: string | undefined): string[] => (text ?? '').trim().split(/\s+/);

/** As Caddy reads a path of a matcher. */
const isAt = (url: string, path: string): boolean => (path.endsWith('/*') ? url.startsWith(path.slice(0, -1)) : url === path);

/** The service that the proxy's file sends it to: the first of its handles that fits. */
function sentTo({ method, url }: Omit<Route, 'service'>): string {
  const file = inDeploy('k8s/Caddyfile');
  for (const [, name = '', service = ''] of file.matchAll(/handle(?: (@\w+))? \{\s+reverse_proxy \{\$STYRBORD_(\w+)\}/g)) {
    const [, line, block] = new RegExp(`\\t${name || '@none'} (?:path (.*)|\\{([^}]*)\\})`).exec(file) ?? [];
    const methods = /method (.*)/.exec(block ?? '')?.[1];
    const paths = line ?? /^\s+path (.*)/m.exec(block ?? '')?.[1];
    const others = /not path (.*)/.exec(block ?? '')?.[1];
    const fits =
      (methods === undefined || listOf(methods).includes(method)) &&
      (paths === undefined || listOf(paths).some((path) => isAt(url, path))) &&
      (others === undefined || !listOf(others).some((path) => isAt(url, path)));
    if (fits) return service.toLowerCase();
  }
  return 'nobody';
}

describe('the proxy before the services', () => {
  it('sends each route to the service that has it', () => {
    expect(ROUTES.length).toBeGreaterThan(70);
    expect(ROUTES.map((route) => ({ ...route, service: sentTo(route) }))).toEqual(ROUTES);
  });

  it('of the tests does the same', () => {
    expect(ROUTES.map((route) => ({ ...route, service: serviceFor(route) }))).toEqual(ROUTES);
  });
});
