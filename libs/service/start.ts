import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addressOf, type Config } from './config';

/** Listens; answers the address as a person would type it. */
export async function listen(app: NestFastifyApplication, config: Config): Promise<string> {
  await app.init();
  // Nest's own listen logs what went wrong before anybody can say it in a sentence.
  await app.getHttpAdapter().getInstance().listen({ port: config.STYRBORD_PORT, host: config.STYRBORD_HOST });
  const bound = app.getHttpServer().address() as { readonly port: number } | null;
  return addressOf(config, bound?.port);
}

/** Why a start failed, in sentences, where a person can do something about it; null when it is our fault. */
export function sentencesOf(error: unknown, config?: Config): readonly string[] | null {
  if (!(error instanceof Error)) return null;
  const { sentences, code, port = config?.STYRBORD_PORT } = error as { sentences?: readonly string[]; code?: string; port?: number };
  if (sentences) return sentences;
  if (error.name === 'DataFolderRefused') return [error.message];
  const { address: host = config?.STYRBORD_HOST } = error as { address?: string };
  const at = `${host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return [`Port ${port} is in use; stop what uses it, or choose another with STYRBORD_PORT.`];
    case 'EACCES':
      return [`${at} may not be listened on; choose another port with STYRBORD_PORT.`];
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return [`${host} is no address of this machine; correct STYRBORD_HOST.`];
    default:
      return null;
  }
}

/** Runs a start; what cannot work ends the process with a plain sentence and exit code 1. */
export async function runOrSay(start: () => Promise<void>, config?: () => Config | undefined): Promise<void> {
  try {
    await start();
  } catch (error) {
    const sentences = sentencesOf(error, config?.()) ?? [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    process.stderr.write(`${sentences.join('\n')}\n`);
    process.exit(1);
  }
}
