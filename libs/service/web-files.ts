import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ProblemError } from './problem';

/** A page's address may hold dots, as in `2022-01..2022-08`; a file that is not there is still not a page. */
const FILE = /\.(js|css|map|svg|png|ico|json|txt|webmanifest|woff2|br|gz)$/;
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

/** Serves the built pages. Every address that is neither a file nor the API's is one of the app's own pages. */
export async function serveWeb(fastify: FastifyInstance, folder: string): Promise<void> {
  const files = new Set(existsSync(folder) ? filesBelow(folder) : []);
  await fastify.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  fastify.get('/*', (request, reply) => {
    const path = decodeURIComponent(new URL(request.url, 'http://local').pathname).slice(1);
    if (files.has(path) && path !== 'index.html') return send(reply, path);
    if (/^(api|health|metrics)(\/|$)/.test(path) || FILE.test(path) || !files.has('index.html')) throw new ProblemError('route-unknown');
    return reply.sendFile('index.html', { cacheControl: false }).header('cache-control', 'no-cache');
  });
}

/** The name of a built asset carries its content's hash; other files may change under their name. */
function send(reply: FastifyReply, path: string): FastifyReply {
  return path.startsWith('assets/') ? reply.sendFile(path, { maxAge: YEAR_MS, immutable: true }) : reply.sendFile(path, { maxAge: 0 });
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
