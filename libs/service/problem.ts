import type { Refusal } from '@styrbord/eventsourcing/decider';
import type { Json } from '@styrbord/proof/canonical';

export type Language = 'sv' | 'en';

/** What a code says, with `{member}`, `{given}` and `{allowed}` put in, and the status it has when nobody says otherwise. */
export interface ProblemText {
  /** 422 unless said. */
  readonly status?: number;
  readonly sv: string;
  readonly en: string;
}
export type ProblemTexts = Readonly<Record<string, ProblemText>>;

/** One thing wrong, as it is told. */
export interface Fault {
  readonly pointer?: string;
  readonly code: string;
  readonly given?: Json;
  readonly allowed?: Json;
  readonly detail?: string;
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly Fault[];
}

/**
 * A refusal on its way out. Throw it anywhere under HTTP; the filter writes it in the reader's language. Without a
 * status the table of texts decides.
 */
export class ProblemError extends Error {
  readonly status: number | null;
  readonly errors: readonly Fault[];
  readonly retryAfterS: number | null;

  constructor(
    readonly code: string,
    more: { readonly status?: number; readonly errors?: readonly Fault[]; readonly retryAfterS?: number } = {},
  ) {
    super(code);
    this.name = 'ProblemError';
    this.status = more.status ?? null;
    this.errors = more.errors ?? [];
    this.retryAfterS = more.retryAfterS ?? null;
  }

  /** The problem's code is the first refusal's; refusals come in the order they were checked. */
  static refused(first: Refusal, ...others: readonly Refusal[]): ProblemError {
    return new ProblemError(first.refused, { errors: [first, ...others].map(faultOf) });
  }
}

export function faultOf({ refused, pointer, given, allowed }: Refusal): Fault {
  return { code: refused, pointer, given: given === undefined ? undefined : shortened(given), allowed };
}

const GIVEN_CHARS_MAX = 200;

/** What was given, cut so that an answer never grows with the question. */
export function shortened(value: unknown): Json {
  if (typeof value === 'string') return cut(value);
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  const text = JSON.stringify(value) ?? '';
  return text.length <= GIVEN_CHARS_MAX ? (JSON.parse(text) as Json) : cut(text);
}

function cut(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= GIVEN_CHARS_MAX ? whole : `${whole.slice(0, GIVEN_CHARS_MAX).toWellFormed()}…`;
}

/** Says problems in words, from every table the services brought. */
export class ProblemWriter {
  private readonly texts: ReadonlyMap<string, ProblemText>;

  constructor(tables: readonly ProblemTexts[]) {
    this.texts = new Map(tables.flatMap((table) => Object.entries(table)));
  }

  statusOf(code: string): number {
    return this.texts.get(code)?.status ?? 422;
  }

  /** A code without words says itself: understandable, if not pretty. */
  say(code: string, language: Language, { pointer, given, allowed }: Partial<Fault> = {}): string {
    const own = wordsIn(allowed);
    if (own) return own[language];
    const text = this.texts.get(code)?.[language] ?? code;
    return text.replace('{member}', memberAt(pointer)).replace('{given}', printed(given)).replace('{allowed}', printed(allowed));
  }

  fault(fault: Fault, language: Language): Fault {
    const { code, pointer, given, allowed } = fault;
    return { pointer, code, given, allowed, detail: fault.detail ?? this.say(code, language, fault) };
  }

  /** A refusal inside an answer that is not one itself: `results` and `refused` of an import. */
  refusal(refusal: Refusal, language: Language): Fault {
    return this.fault(faultOf(refusal), language);
  }

  body(problem: ProblemError, language: Language): ProblemBody {
    const { code } = problem;
    const errors = problem.errors.map((fault) => this.fault(fault, language));
    const title = this.say(code, language, problem.errors[0]);
    const detail =
      errors.length > 1
        ? errors
            .map((fault) => fault.detail)
            .slice(0, 5)
            .join(' ')
        : (errors[0]?.detail ?? title);
    return { type: `urn:styrbord:problem:${code}`, title, status: problem.status ?? this.statusOf(code), code, detail, errors };
  }
}

/** A refusal that brings its own words says them as what is allowed. */
function wordsIn(allowed: Json | undefined): Record<Language, string> | null {
  if (typeof allowed !== 'object' || allowed === null || Array.isArray(allowed)) return null;
  const { sv, en } = allowed as { sv?: Json; en?: Json };
  return typeof sv === 'string' && typeof en === 'string' ? { sv, en } : null;
}

/** `value` of `/measurements/3/value`; a place in a list says nothing without the list. */
function memberAt(pointer = ''): string {
  const member = pointer.slice(pointer.lastIndexOf('/') + 1);
  return /^\d*$/.test(member) ? pointer : member.replaceAll('~1', '/').replaceAll('~0', '~');
}

function printed(value: Json | undefined): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.map(printed).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Swedish unless English is preferred to it. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const weight = { sv: -1, en: -1 };
  for (const part of (acceptLanguage ?? '').split(',').slice(0, 20)) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const q = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    const language = range.split('-')[0];
    if (language === 'sv' || language === 'en') weight[language] = Math.max(weight[language], Number.isFinite(q) ? q : 0);
  }
  return weight.en > 0 && weight.en > weight.sv ? 'en' : 'sv';
}
