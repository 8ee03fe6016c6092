import { currentLanguage } from './language/language';

/** What the server says when it refuses: `application/problem+json`, in the reader's language. */
export interface ProblemFields {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
}

export interface ProblemError {
  readonly pointer?: string;
  readonly code: string;
  readonly given?: unknown;
  readonly allowed?: unknown;
  readonly detail?: string;
}

export class Problem extends Error {
  constructor(readonly fields: ProblemFields) {
    super(fields.detail ?? fields.title);
  }
}

/** The request never got an answer: nobody knows whether it was done, so the same key may be sent again. */
export class NoAnswer extends Error {}

/** Where a write ended up. */
export interface Receipt {
  readonly ledger: string;
  readonly no: number;
  readonly results?: readonly {
    readonly result: 'recorded' | 'same' | 'corrected' | 'refused';
    readonly code?: string;
    readonly detail?: string;
  }[];
}

const ROOT = '/api/v1';
const RETRIES = 2;
const RETRY_AFTER_MS = 600;

/** The latest commit of the steering ledger this page has caused. Reads wait for it, so that nobody misses what they just wrote. */
let written = 0;

export async function read<T>(path: string, query: Record<string, string | undefined> = {}, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  if (written > Number(query['minNo'] ?? 0)) search.set('minNo', String(written));
  const tail = search.size ? `?${search}` : '';
  return answer<T>(await send(ROOT + path + tail, { headers: headers(), signal: signal ?? null }));
}

const PAGE_MAX = '1000';

/** Every item of a list, page after page. */
export async function readAll<T>(
  path: string,
  query: Record<string, string | undefined> = {},
  signal?: AbortSignal,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read<{ readonly items: readonly T[]; readonly next: string | null }>(
      path,
      { ...query, cursor, limit: PAGE_MAX },
      signal,
    );
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}

/** A plain text, such as a signed checkpoint. */
export async function readText(path: string, query: Readonly<Record<string, string | undefined>>, signal?: AbortSignal): Promise<string> {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await send(`${ROOT + path}?${new URLSearchParams(given)}`, {
    headers: { ...headers(), Accept: 'text/plain' },
    signal: signal ?? null,
  });
  return response.ok ? response.text() : answer(response);
}

/** A file the server makes for what is asked, with the name it gives it. */
export async function takeFile(path: string, body: unknown): Promise<{ readonly name: string; readonly content: Blob }> {
  const request = { method: 'POST', headers: { ...headers(), 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await send(ROOT + path, request);
  if (!response.ok) return answer(response);
  const [, name = 'styrbord'] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { name, content: await response.blob() };
}

export type Method = 'POST' | 'PUT' | 'DELETE';

/**
 * @param key one per intent of the person; a repeated attempt sends the same one and is done only once
 */
export async function write<T = Receipt>(method: Method, path: string, body: unknown, key: string = crypto.randomUUID()): Promise<T> {
  const request: RequestInit = {
    method,
    headers: { ...headers(), 'Content-Type': 'application/json', 'Idempotency-Key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const result = await answer<T>(await persistently(ROOT + path, request));
  if (isReceipt(result)) written = Math.max(written, result.no);
  return result;
}

async function persistently(url: string, request: RequestInit): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(url, request);
    } catch (failure) {
      if (attempt >= RETRIES) throw failure;
      await new Promise((done) => setTimeout(done, RETRY_AFTER_MS * (attempt + 1)));
    }
  }
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...request });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new NoAnswer(String(failure));
  }
}

async function answer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  const body: unknown = text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null;
  if (response.ok) return body as T;
  throw new Problem({ title: response.statusText, code: 'unknown', ...(body as Partial<ProblemFields> | null), status: response.status });
}

function headers(): Record<string, string> {
  return { Accept: 'application/json', 'Accept-Language': currentLanguage() };
}

function isReceipt(result: unknown): result is Receipt {
  const { ledger, no } = (result ?? {}) as Partial<Receipt>;
  return typeof no === 'number' && typeof ledger === 'string' && ledger.endsWith('/steering');
}
