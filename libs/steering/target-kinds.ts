import { decimal, plain, type Decimal } from './decimal';
import { wholeYear, type Period } from './period';
import type { Name } from './scorecard';
import {
  DIRECTION_MISSING,
  isTargetRefusal,
  misfit,
  NUMBER,
  readNumber,
  readReference,
  refuse,
  sayFigure,
  sayReference,
  UNIT,
  type About,
  type ReferenceName,
  type TargetRefusal,
} from './target-text';

/** A parsed target (mål). Figures are decimal strings in the measure's unit. A new kind is a member here and an entry in `TARGET_KINDS`. */
export type Target =
  | { readonly kind: 'level'; readonly bound: Bound; readonly value: string }
  | { readonly kind: 'band'; readonly low: string; readonly high: string }
  | { readonly kind: 'year-total'; readonly bound: Bound; readonly value: string; readonly shapeOf: number | null }
  | { readonly kind: 'change'; readonly percent: string; readonly reference: ReferenceName | null }
  | { readonly kind: 'direction'; readonly towards: 'higher' | 'lower'; readonly reference: ReferenceName | null }
  | { readonly kind: 'milestone'; readonly done: number; readonly of: number }
  | { readonly kind: 'as-needed' };

export type Bound = 'at-least' | 'at-most';

/** What the outcome must be. Equality meets `at-least`, `at-most` and `within`; equal to a reference is not better. */
export type Limit =
  | { readonly bound: Bound | 'above' | 'below'; readonly value: Decimal }
  | { readonly bound: 'within'; readonly low: Decimal; readonly high: Decimal };

/** What a target is held against when it is judged. */
export interface Against {
  readonly cumulates: boolean;
  readonly shown: Period;
  readonly reference: Decimal | null;
  /** Part of the whole year that had come by now in the year whose shape the target follows; null: pro rata. */
  readonly shape: Decimal | null;
}

/** What a target needs to be compared with; `exact` allows no substitute. */
export interface ReferenceNeed {
  readonly named: ReferenceName | null;
  readonly exact: Period | null;
}

interface TargetKind<T extends Target> {
  /** Null when the text is not of this form. */
  read(text: string, about: About): T | TargetRefusal | null;
  /** What is said back; the Swedish parses to the same target. */
  say(target: T, about: About): Name;
  /** What must hold now; null without the reference it needs. */
  limit(target: T, against: Against): Limit | null;
  /** What must hold at the year's end, for targets that are followed along a path. */
  yearLimit?(target: T, against: Against): Limit | null;
  need?(target: T, cumulates: boolean): ReferenceNeed;
  /** The figure aimed at, where the target states one. */
  figure?(target: T): string;
  /** The direction the target states. */
  towards?(target: T): 'higher' | 'lower';
}

const MONTHS_OF_YEAR = 12;
const AT_LEAST = '(?:minst|lägst|som lägst|åtminstone|≥|>=)';
const AT_MOST = '(?:max|max\\.|maximalt|högst|som högst|≤|<=)';
const AGAINST = '(?:jämfört med|i jämförelse med|mot|från|sedan|än)';
const YEAR_WORDS = '(?:på helår(?:et)?|per helår|per år|helår|under året|/ ?år)';

const FIGURE = new RegExp(`^(?:(${AT_LEAST})|(${AT_MOST}))? ?(±)? ?(${NUMBER}) ?(${UNIT})$`);
const FOR_THE_YEAR = new RegExp(`^(.*?) ?${YEAR_WORDS}(?:,? (?:med|enligt) ((?:19|20)\\d\\d) års (?:fördelning|form))?$`);

interface Figure {
  readonly value: Decimal;
  readonly bound: Bound;
}

/** A bound in the text states the direction; without one the measure's holds. */
function readFigure(match: RegExpExecArray, about: About): Figure | TargetRefusal {
  const value = readNumber(match[4] ?? '');
  if (isTargetRefusal(value)) return value;
  const unfit = misfit(value, match[5] ?? '', about, match[0]);
  if (unfit) return unfit;
  const bound = match[1]
    ? 'at-least'
    : match[2]
      ? 'at-most'
      : about.better === 'higher'
        ? 'at-least'
        : about.better === 'lower'
          ? 'at-most'
          : null;
  return bound ? { value, bound } : DIRECTION_MISSING(match[0]);
}

const boundWord = (bound: Bound): Name => (bound === 'at-least' ? { sv: 'minst', en: 'at least' } : { sv: 'högst', en: 'at most' });

const towardsOf = (words: string, about: About): 'higher' | 'lower' | null => {
  if (/^(?:öka|höj|fler|fördubbl)/.test(words)) return 'higher';
  if (/^(?:minska|sänk|färre|halver)/.test(words)) return 'lower';
  return about.better === 'neutral' ? null : about.better;
};

/** "Öka" of a measure where lower is better is a contradiction, not a target. */
function againstMeasure(towards: 'higher' | 'lower', about: About, given: string): TargetRefusal | null {
  if (about.better === 'neutral' || about.better === towards) return null;
  const [sv, en] = about.better === 'higher' ? ['högre', 'higher'] : ['lägre', 'lower'];
  return refuse(
    'direction-against-measure',
    given,
    `”${given}” går mot måttet, där ${sv} är bättre`,
    `“${given}” goes against the measure, where ${en} is better`,
  );
}

const unreadReference = (given: string, reference: string): TargetRefusal =>
  refuse(
    'reference-not-read',
    given,
    `”${reference}” kunde inte läsas som en jämförelse; skriv till exempel ”2021”, ”T1 2021”, ”samma period föregående år” eller ”senaste mätning”`,
    `“${reference}” could not be read as a reference; write for example “2021”, “T1 2021”, “samma period föregående år” or “senaste mätning”`,
  );

const TARGET_KINDS: { readonly [K in Target['kind']]: TargetKind<Extract<Target, { kind: K }>> } = {
  'as-needed': {
    read: (text) => (/^(?:efter|vid) behov$/.test(text) ? { kind: 'as-needed' } : null),
    say: () => ({ sv: 'efter behov', en: 'as needed' }),
    limit: () => null,
  },

  milestone: {
    read(text, about) {
      const match = /^(\d{1,4}) av (\d{1,4})(?: klara| genomförda| uppnådda)?$/.exec(text);
      if (!match) return null;
      const [done, of] = [Number(match[1]), Number(match[2])];
      if (about.kind !== 'milestone')
        return refuse(
          'milestone-only',
          text,
          '”n av m” passar bara ett mått av slaget milstolpe',
          '“n of m” fits a milestone measure only',
        );
      if (done > of || of === 0)
        return refuse(
          'milestone-reversed',
          text,
          `${done} av ${of} går inte; delen kan inte vara större än helheten`,
          `${done} of ${of} cannot be; the part cannot exceed the whole`,
        );
      return { kind: 'milestone', done, of };
    },
    say: ({ done, of }) => ({ sv: `${done} av ${of}`, en: `${done} of ${of}` }),
    limit: ({ done }) => ({ bound: 'at-least', value: decimal(done) }),
    figure: ({ done }) => String(done),
    towards: () => 'higher',
  },

  band: {
    read(text, about) {
      const tolerance = new RegExp(`^± ?(${NUMBER}) ?(${UNIT})$`).exec(text);
      if (tolerance && !/^0+(?:[,.]0+)?$/.test(tolerance[1] ?? ''))
        return readBand(`-${tolerance[1]}`, tolerance[1] ?? '', tolerance[2] ?? '', about, text);
      const match =
        new RegExp(`^(?:mellan )(${NUMBER}) ?(?:%|‰)? och (${NUMBER}) ?(${UNIT})$`).exec(text) ??
        new RegExp(`^(${NUMBER}) ?(?:%|‰)? ?(?:–|-|till) ?(${NUMBER}) ?(${UNIT})$`).exec(text);
      return match ? readBand(match[1] ?? '', match[2] ?? '', match[3] ?? '', about, text) : null;
    },
    say({ low, high }, about) {
      const upper = sayFigure(high, about);
      const lower = sayFigure(low, { ...about, unitOfMeasure: '', kind: 'index' });
      return { sv: `mellan ${lower.sv} och ${upper.sv}`, en: `between ${lower.en} and ${upper.en}` };
    },
    limit: ({ low, high }) => ({ bound: 'within', low: decimal(low), high: decimal(high) }),
  },

  change: {
    read(text, about) {
      const match = new RegExp(
        `^(?:ska )?(öka|ökar|öka med|höja|höjas|minska|minskar|sänka|sänkas)(?: med)? (${NUMBER}) ?(%|procent|procentenheter|pe)(?: ${AGAINST} (.+))?$`,
      ).exec(text);
      const times = new RegExp(`^(halvera|halveras|fördubbla|fördubblas)(?: ${AGAINST} (.+))?$`).exec(text);
      if (!match && !times) return null;
      const towards = towardsOf(match?.[1] ?? times?.[1] ?? '', about) ?? 'higher';
      const contradiction = againstMeasure(towards, about, text);
      if (contradiction) return contradiction;
      if (match && /^p.*e/.test(match[3] ?? '') && match[3] !== 'procent') {
        return refuse(
          'percentage-points',
          text,
          'procentenheter läses inte; skriv nivån, till exempel ”minst 75 %”',
          'percentage points are not read; write the level, for example “minst 75 %”',
        );
      }
      const size = match ? readNumber(match[2] ?? '') : decimal(times?.[1]?.startsWith('halv') ? 50 : 100);
      if (isTargetRefusal(size)) return size;
      if (size.lte(0))
        return refuse(
          'change-not-positive',
          text,
          `en ändring anges med ett tal över 0; ${plain(size)} lästes`,
          `a change is given by a number above 0; ${plain(size)} was read`,
        );
      if (towards === 'lower' && size.gt(100))
        return refuse(
          'change-past-zero',
          text,
          `en minskning med mer än 100 % går inte; ${plain(size)} % lästes`,
          `a decrease of more than 100 % cannot be; ${plain(size)} % was read`,
        );
      const named = match?.[4] ?? times?.[2];
      const reference = named === undefined ? null : readReference(named);
      if (named !== undefined && reference === null) return unreadReference(text, named);
      return { kind: 'change', percent: plain(towards === 'lower' ? size.times(-1) : size), reference };
    },
    say({ percent, reference }) {
      const down = percent.startsWith('-');
      const size = percent.replace('-', '').replace('.', ',');
      const to = reference ? sayReference(reference) : null;
      return {
        sv: `${down ? 'minska' : 'öka'} med ${size}\u00a0%${to ? ` jämfört med ${to.sv}` : ''}`,
        en: `${down ? 'decrease' : 'increase'} by ${size}\u00a0%${to ? ` compared with ${to.en}` : ''}`,
      };
    },
    limit(target, against) {
      const year = changedYear(target, against);
      return year ? onPath(year, against) : changed(target, against);
    },
    yearLimit: (target, against) => changedYear(target, against),
    need({ reference }, cumulates) {
      const ofYear = cumulates && reference?.of === 'year';
      return { named: reference, exact: ofYear ? wholeYear(reference.year) : null };
    },
    towards: ({ percent }) => (percent.startsWith('-') ? 'lower' : 'higher'),
  },

  direction: {
    read(text, about) {
      const match = new RegExp(
        `^(?:ska )?(öka|ökar|ökas|ökning|ökad andel|fler|höja|höjas|minska|minskar|minskas|minskning|minskad andel|färre|sänka|sänkas|förbättra|förbättras|förbättrat värde|förbättring|bättre)(?: ${AGAINST} (.+))?$`,
      ).exec(text);
      if (!match) return null;
      const towards = towardsOf(match[1] ?? '', about);
      if (towards === null) return DIRECTION_MISSING(text);
      const contradiction = againstMeasure(towards, about, text);
      if (contradiction) return contradiction;
      const reference = match[2] === undefined ? null : readReference(match[2]);
      if (match[2] !== undefined && reference === null) return unreadReference(text, match[2]);
      return { kind: 'direction', towards, reference };
    },
    say({ towards, reference }) {
      const to = reference ? sayReference(reference) : null;
      return {
        sv: `${towards === 'higher' ? 'öka' : 'minska'}${to ? ` jämfört med ${to.sv}` : ''}`,
        en: `${towards === 'higher' ? 'increase' : 'decrease'}${to ? ` compared with ${to.en}` : ''}`,
      };
    },
    limit: ({ towards }, { reference }) => (reference ? { bound: towards === 'higher' ? 'above' : 'below', value: reference } : null),
    need: ({ reference }) => ({ named: reference, exact: null }),
    towards: ({ towards }) => towards,
  },

  'year-total': {
    read(text, about) {
      const stated = FOR_THE_YEAR.exec(text);
      if (!stated && about.cumulates !== true) return null;
      const match = FIGURE.exec(stated?.[1] ?? text);
      if (!match) return null;
      if (about.cumulates === false) {
        return refuse(
          'year-total-not-cumulating',
          text,
          'ett mål för helår passar bara ett mått som ackumuleras under året',
          'a target for the whole year fits only a measure that cumulates within the year',
        );
      }
      const figure = readFigure(match, about);
      if (isTargetRefusal(figure)) return figure;
      const shapeOf = stated?.[2] === undefined ? null : Number(stated[2]);
      return { kind: 'year-total', bound: figure.bound, value: plain(figure.value), shapeOf };
    },
    say({ bound, value, shapeOf }, about) {
      const figure = sayFigure(value, about);
      const word = boundWord(bound);
      return {
        sv: `${word.sv} ${figure.sv} på helår${shapeOf === null ? '' : ` med ${shapeOf} års fördelning`}`,
        en: `${word.en} ${figure.en} for the year${shapeOf === null ? '' : `, spread as in ${shapeOf}`}`,
      };
    },
    limit: ({ bound, value }, against) => onPath({ bound, value: decimal(value) }, against),
    yearLimit: ({ bound, value }) => ({ bound, value: decimal(value) }),
    figure: ({ value }) => value,
    towards: ({ bound }) => (bound === 'at-least' ? 'higher' : 'lower'),
  },

  level: {
    read(text, about) {
      const match = FIGURE.exec(text);
      if (!match) return null;
      if (about.kind === 'text')
        return refuse('text-not-judged', text, 'ett textmått bedöms inte mot ett tal', 'a text measure is not judged against a number');
      const figure = readFigure(match, about);
      return isTargetRefusal(figure) ? figure : { kind: 'level', bound: figure.bound, value: plain(figure.value) };
    },
    say({ bound, value }, about) {
      const figure = sayFigure(value, about);
      const word = boundWord(bound);
      return { sv: `${word.sv} ${figure.sv}`, en: `${word.en} ${figure.en}` };
    },
    limit: ({ bound, value }) => ({ bound, value: decimal(value) }),
    figure: ({ value }) => value,
    towards: ({ bound }) => (bound === 'at-least' ? 'higher' : 'lower'),
  },
};

function readBand(
  lower: string,
  upper: string,
  unit: string,
  about: About,
  text: string,
): Extract<Target, { kind: 'band' }> | TargetRefusal {
  const low = readNumber(lower);
  const high = readNumber(upper);
  if (isTargetRefusal(low)) return low;
  if (isTargetRefusal(high)) return high;
  const unfit = misfit(low, unit, about, text) ?? misfit(high, unit, about, text);
  if (unfit) return unfit;
  if (low.gt(high))
    return refuse(
      'band-reversed',
      text,
      `intervallet börjar över sitt slut: ${plain(low)} till ${plain(high)}`,
      `the band starts above its end: ${plain(low)} to ${plain(high)}`,
    );
  return { kind: 'band', low: plain(low), high: plain(high) };
}

type ChangeTarget = Extract<Target, { kind: 'change' }>;

function changed({ percent }: ChangeTarget, { reference }: Against): { bound: Bound; value: Decimal } | null {
  if (!reference) return null;
  const value = reference.times(decimal(percent).div(100).plus(1));
  return { bound: percent.startsWith('-') ? 'at-most' : 'at-least', value };
}

/** A change that names a year, on a cumulating measure, is taken of that whole year. */
function changedYear(target: ChangeTarget, against: Against): { bound: Bound; value: Decimal } | null {
  return against.cumulates && target.reference?.of === 'year' ? changed(target, against) : null;
}

/** Target × months elapsed / 12, or the shape of a named earlier year. */
function onPath({ bound, value }: { bound: Bound; value: Decimal }, { shown, shape }: Against): Limit {
  const part = shape ?? decimal(shown.to - shown.from + 1).div(MONTHS_OF_YEAR);
  return { bound, value: value.times(part) };
}

/** Forms are tried in the order above: what is more specific goes first. */
const KINDS = Object.keys(TARGET_KINDS) as Target['kind'][];

function kindOf<K extends Target['kind']>(target: Extract<Target, { kind: K }>): TargetKind<Extract<Target, { kind: K }>> {
  return TARGET_KINDS[target.kind];
}

/** One target without cells or level, from normalised text. */
export function readForm(text: string, about: About): Target | TargetRefusal | null {
  for (const kind of KINDS) {
    const reading = TARGET_KINDS[kind].read(text, about);
    if (reading !== null) return reading;
  }
  return null;
}

export const sayTarget = (target: Target, about: About): Name => kindOf(target).say(target, about);
export const limitOf = (target: Target, against: Against): Limit | null => kindOf(target).limit(target, against);
export const yearLimitOf = (target: Target, against: Against): Limit | null => kindOf(target).yearLimit?.(target, against) ?? null;
export const needOf = (target: Target, cumulates: boolean): ReferenceNeed | null => kindOf(target).need?.(target, cumulates) ?? null;
export const figureOf = (target: Target): string | null => kindOf(target).figure?.(target) ?? null;

/** The year whose shape the path follows. */
export function shapeYearOf(target: Target): number | null {
  return target.kind === 'year-total' ? target.shapeOf : null;
}

/** The direction a target states: "Öka", "minst 80 %". */
export const towardsOfTarget = (target: Target): 'higher' | 'lower' | null => kindOf(target).towards?.(target) ?? null;
