import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { controllersOf, routesOf } from './route-check';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** The contract as data. Built when first asked for: most starts are never asked. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Styrbord')
    .setDescription('Scorecards that are nothing but their events. Refusals are application/problem+json.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, 'key')
    .addCookieAuth('styrbord', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, about);
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } };
  const access = new Map(
    routesOf(controllersOf(app.get(ModulesContainer))).map((route) => [`${route.controller.name}_${route.handler}`, route.access]),
  );
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path) as [string, Operation][]) {
      complete(method, operation, access.get(operation.operationId ?? ''));
    }
  }
  return document;
}

/** What holds for every operation is said once, here. */
function complete(method: string, operation: Operation, access: string | undefined): void {
  operation.responses = {
    ...operation.responses,
    default: { description: 'A refusal', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  };
  operation.security = access === 'public' ? [] : [{ key: [] }, { session: [] }];
  if (access !== undefined && access !== 'public')
    operation.description = `${operation.description ?? ''}\n\nPermission: ${access}.`.trim();
  if (method === 'get' || access === 'public') return;
  const schema = { type: 'string' as const, minLength: 1, maxLength: 255 };
  operation.parameters = [
    ...(operation.parameters ?? []),
    { name: 'Idempotency-Key', in: 'header', required: false, description: 'The command id; the same again is done once.', schema },
  ];
}

const TEXT = { type: 'string' as const };
const FAULT = {
  type: 'object' as const,
  properties: { pointer: TEXT, code: TEXT, given: {}, allowed: {}, detail: TEXT },
  required: ['code'],
};
const PROBLEM = {
  type: 'object' as const,
  properties: {
    type: TEXT,
    title: TEXT,
    status: { type: 'integer' as const },
    code: TEXT,
    detail: TEXT,
    errors: { type: 'array' as const, items: FAULT },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
};

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Styrbord API</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><main id="swagger-ui"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;
const START = `window.onload = () => SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });`;

/** The page and everything it loads come from here, so that the content security policy holds for it too. */
export function serveOpenApi(app: NestFastifyApplication, fastify: FastifyInstance): void {
  let document: OpenAPIObject | null = null;
  fastify.get('/api/v1/openapi.json', (_, reply) => reply.type('application/json').send(JSON.stringify((document ??= openApiOf(app)))));
  const folder = swaggerUi();
  const files = { '': ['text/html', () => PAGE], '/start.js': ['text/javascript', () => START] } as const;
  for (const [path, [type, content]] of Object.entries(files)) {
    fastify.get(`/api/docs${path}`, (_, reply) => reply.type(`${type}; charset=utf-8`).send(content()));
  }
  for (const [file, type] of [
    ['swagger-ui.css', 'text/css'],
    ['swagger-ui-bundle.js', 'text/javascript'],
  ] as const) {
    fastify.get(`/api/docs/${file}`, (_, reply) => reply.type(`${type}; charset=utf-8`).send(readFileSync(join(folder, file))));
  }
}

/** It comes with @nestjs/swagger, wherever that is installed. */
function swaggerUi(): string {
  const beside = createRequire(require.resolve('@nestjs/swagger'));
  return dirname(beside.resolve('swagger-ui-dist/package.json'));
}
