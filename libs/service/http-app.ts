import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { ModulesContainer, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { EVIDENCE_STYLE } from '@styrbord/steering/evidence-page';
import { hash, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { constants } from 'node:zlib';
import { AccessGuard } from './access';
import { BODY_BYTES_MAX, parseBodies } from './body';
import { isHttps, type Config } from './config';
import { addHooks } from './http-hooks';
import { createLog, FrameworkLog } from './logging';
import { serveOpenApi } from './openapi';
import { ProblemError, ProblemWriter, type ProblemTexts } from './problem';
import { SERVICE_TEXTS } from './problem-texts';
import { ProblemFilter } from './problem.filter';
import { controllersOf, routeFaults } from './route-check';
import { ServiceModule } from './service.module';
import type { Clock } from './tokens';
import { InputPipe } from './validation';
import { serveWeb } from './web-files';

export interface HttpAppOptions {
  readonly config: Config;
  /** The words, and where it is not 422 the status, of each code the services refuse with. */
  readonly texts?: readonly ProblemTexts[];
  /** Errors of the services that mean a refusal; null leaves the error to the rules of this library. */
  readonly problemOf?: (thrown: unknown) => ProblemError | null;
  readonly clock?: Clock;
  /** Off where something else ends several apps together. */
  readonly shutdownHooks?: boolean;
  /** The built pages; beside the compiled server unless said. */
  readonly webFolder?: string;
}

/** The app would not be safe to start. */
export class BootRefused extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'BootRefused';
  }
}

const UPLOAD_MS_MAX = 120_000;
const SHUTDOWN_MS_MAX = 5_000;
const COMPRESS_BYTES_MIN = 1_024;
/** Dynamic answers: most of the gain of the highest quality at a small part of its time. */
const BROTLI_QUALITY = 4;
/** The page of an evidence pack brings one style of its own; it is shown without being able to run anything. */
const EVIDENCE_STYLE_HASH = `'sha256-${hash('sha256', EVIDENCE_STYLE, 'base64')}'`;
const UNPREFIXED = ['health/live', 'health/ready', 'health/alerts', 'metrics'].map((path) => ({ path, method: RequestMethod.GET }));

/** An app with everything around its own modules that the outside meets; not listening yet. */
export async function createHttpApp(module: Type | DynamicModule, options: HttpAppOptions): Promise<NestFastifyApplication> {
  const { config, texts = [], problemOf, clock = Date.now, webFolder = resolve(__dirname, '../../web') } = options;
  const log = createLog(config);
  const writer = new ProblemWriter([SERVICE_TEXTS, ...texts]);
  const filter = new ProblemFilter(writer, log, problemOf);
  const adapter = adapterFor(config, filter);
  const root = { module: class Root {}, imports: [ServiceModule.with({ config, clock, log, writer }), module] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: ['fatal'],
    abortOnError: false,
    bodyParser: false,
  });
  app.useLogger(new FrameworkLog(app.get(Logger)));
  const faults = routeFaults(controllersOf(app.get(ModulesContainer)));
  if (faults.length > 0) throw new BootRefused(faults);
  app.setGlobalPrefix('api/v1', { exclude: UNPREFIXED });
  app.useGlobalFilters(filter);
  app.useGlobalGuards(new AccessGuard(app.get(Reflector)));
  app.useGlobalPipes(new InputPipe());
  if (options.shutdownHooks ?? true) app.enableShutdownHooks();
  const fastify = adapter.getInstance<FastifyInstance>();
  await addPlugins(fastify, config);
  addHooks(app, fastify, { log, now: clock });
  parseBodies(fastify);
  serveOpenApi(app, fastify);
  await serveWeb(fastify, webFolder);
  fastify.addHook('preClose', async () => void setTimeout(() => fastify.server.closeAllConnections(), SHUTDOWN_MS_MAX).unref());
  return app;
}

function adapterFor(config: Config, filter: ProblemFilter): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => randomUUID(),
    requestTimeout: UPLOAD_MS_MAX,
    forceCloseConnections: 'idle',
    // Only with a public address is there a proxy whose word about the caller counts.
    trustProxy: config.STYRBORD_ORIGIN ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    // Malformed addresses never reach a route, nor Nest's filters.
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) =>
      filter.answer(error, request as FastifyRequest, reply as FastifyReply),
  });
}

async function addPlugins(fastify: FastifyInstance, config: Config): Promise<void> {
  const https = isHttps(config);
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'", EVIDENCE_STYLE_HASH],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: https,
    referrerPolicy: { policy: 'same-origin' },
  });
  await fastify.register(cookie);
  await fastify.register(compress, {
    threshold: COMPRESS_BYTES_MIN,
    encodings: ['br', 'gzip'],
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  });
}
