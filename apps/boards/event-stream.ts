import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import type { TextMessage } from './told-messages';

const COMMENT_MS = 15_000;
/** How often somebody's right to go on reading is looked at again. */
const RIGHTS_MS = 30_000;

export interface StreamOptions {
  /** A stream from a commit on; null starts with a snapshot. */
  readonly open: (after: number | null) => Observable<TextMessage>;
  readonly stillAllowed: () => Promise<boolean>;
}

/**
 * Server-sent events: `id` is the commit number, a comment each 15 s. A reader slower than the changes gets no queue:
 * what it missed is dropped, and a fresh snapshot is sent once it reads again.
 */
export function streamEvents(request: FastifyRequest, reply: FastifyReply, { open, stillAllowed }: StreamOptions): void {
  reply.hijack();
  const { raw } = reply;
  const headers = {
    ...reply.getHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  };
  raw.writeHead(200, headers as Record<string, string>);
  raw.flushHeaders();
  let blocked = false;
  let missed = false;
  let subscription = follow(lastSeen(request));

  function follow(after: number | null) {
    return open(after).subscribe({ next: send, error: () => raw.end(), complete: () => raw.end() });
  }

  function send({ id, type, text }: TextMessage): void {
    if (blocked) {
      missed = true;
      return;
    }
    blocked = !raw.write(`id: ${id}\nevent: ${type}\ndata: ${text}\n\n`);
  }

  raw.on('drain', () => {
    blocked = false;
    if (!missed) return;
    missed = false;
    subscription.unsubscribe();
    subscription = follow(null);
  });
  const comment = setInterval(() => {
    if (!blocked) raw.write(': still here\n\n');
  }, COMMENT_MS);
  const rights = setInterval(() => {
    void stillAllowed().then(
      (allowed) => allowed || raw.end(),
      () => raw.end(),
    );
  }, RIGHTS_MS);
  raw.on('close', () => {
    clearInterval(comment);
    clearInterval(rights);
    subscription.unsubscribe();
  });
}

/** `Last-Event-ID`: the last commit the reader has seen. */
function lastSeen({ headers }: FastifyRequest): number | null {
  const text = headers['last-event-id'];
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
