import type { Product } from './product';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A caller with one key, speaking JSON. */
export interface Caller {
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  head(): Promise<number>;
}

export function caller({ url }: Pick<Product, 'url'>, key: string): Caller {
  const send: Caller['send'] = async (method, path, body, headers = {}) => {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const type: Record<string, string> = text === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(
      `${url}${path.startsWith('/api') || path.startsWith('/health') || path.startsWith('/metrics') ? path : `/api/v1${path}`}`,
      {
        ...(text === undefined ? { method } : { method, body: text }),
        headers: { authorization: `Bearer ${key}`, ...type, ...headers },
      },
    );
    const answer = await response.text();
    return { status: response.status, body: parsed(answer) };
  };
  return {
    send,
    get: (path) => send('GET', path),
    head: async () => {
      const { body } = await send('GET', '/status');
      return (body['ledgers'] as { no: number }[])[0]?.no ?? 0;
    },
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
