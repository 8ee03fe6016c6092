import { Failure, REFUSED, UNREACHABLE } from './failure';

const TRIES = 4;
const WAIT_MS = 500;
const WAIT_MS_MAX = 10_000;

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly detail?: string; readonly code?: string }[];
}

const REFUSALS_SHOWN = 20;

/** Talks to a server. What may be tried again is, under the same Idempotency-Key. */
export class Client {
  constructor(
    readonly address: string,
    private readonly key: string | undefined,
  ) {
    if (!URL.canParse(address)) throw new Failure(REFUSED, `${address} is no address.`);
  }

  async get(path: string): Promise<{ status: number; text: string }> {
    return this.send('GET', path, {});
  }

  /** Reads, and refuses whatever is not a success. */
  async read(path: string): Promise<string> {
    return succeeded(await this.send('GET', path, {}));
  }

  async post(path: string, body: string, idempotencyKey: string): Promise<unknown> {
    const headers = { 'content-type': 'application/vnd.styrbord+json', 'idempotency-key': idempotencyKey };
    return JSON.parse(succeeded(await this.send('POST', path, headers, body)));
  }

  private async send(method: string, path: string, more: Record<string, string>, body?: string): Promise<{ status: number; text: string }> {
    const headers = { 'accept-language': 'en', ...(this.key ? { authorization: `Bearer ${this.key}` } : {}), ...more };
    for (let tries = 1; ; tries++) {
      const last = tries === TRIES;
      try {
        const response = await fetch(new URL(path, this.address), { method, headers, ...(body === undefined ? {} : { body }) });
        const patient = (response.status === 503 || response.status === 429) && !last && !path.startsWith('/health');
        if (!patient) return { status: response.status, text: await response.text() };
        await pause(Number(response.headers.get('retry-after') ?? 1) * 1_000);
      } catch (error) {
        if (last) throw new Failure(UNREACHABLE, `${this.address} cannot be reached (${reasonOf(error)}). Is Styrbord running there?`);
        await pause(WAIT_MS * tries);
      }
    }
  }
}

function succeeded({ status, text }: { status: number; text: string }): string {
  if (status < 300) return text;
  const problem = problemOf(text);
  const errors = problem?.errors ?? [];
  const lines = errors.slice(0, REFUSALS_SHOWN).map(({ pointer, detail, code }) => `${pointer ?? ''} ${detail ?? code ?? ''}`.trim());
  const left = errors.length - lines.length;
  const hint = status === 401 ? ['Set STYRBORD_API_KEY to a key of that server.'] : [];
  const said = [
    ...(lines.length > 0 ? lines : [problem?.title ?? `The server answered ${status}.`]),
    ...(left > 0 ? [`… and ${left} more`] : []),
    ...hint,
  ];
  throw new Failure(status === 503 || status === 429 ? UNREACHABLE : REFUSED, said.join('\n'), problem);
}

function problemOf(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? (error instanceof Error ? error.message : String(error));
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, Math.min(Number.isFinite(ms) ? ms : WAIT_MS, WAIT_MS_MAX)));
}
