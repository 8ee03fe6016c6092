import { decimal, english, isDecimalText, plain, swedish, type Decimal } from './decimal';
import type { Counts, Name, Scorecard, ScorecardFactor, ScorecardGoal, ScorecardPerspective, Weighed } from './scorecard';

/** What a part of the board reaches: per cent of its judged measures, or of the weights of its parts; null where nothing is judged. */
interface Reach {
  readonly name: Name;
  readonly weight: string | undefined;
  readonly reached: Decimal | null;
}

const WHOLE = 100;
const PLANNED: Name = { sv: 'planens vikter', en: 'the weights of the plan' };

/**
 * The scorecard with what it comes to by the weights that its plan states, beside the counts: only where one is stated, made anew
 * over what is judged, and said. A part without a weight among others that have one weighs nothing. `whose`: the weights, in words.
 */
export function weighed(scorecard: Scorecard, whose = PLANNED): Scorecard {
  const perspectives = scorecard.perspectives.map((perspective): ScorecardPerspective => {
    const goals = perspective.goals.map((goal): ScorecardGoal => ({ ...goal, ...told(goal.factors.map(ofFactor), whose) }));
    return { ...perspective, goals, ...told(goals.map(ofGoal), whose) };
  });
  return { ...scorecard, perspectives, ...told(perspectives.map(ofPerspective), whose) };
}

const ofFactor = ({ name, weight, counts }: ScorecardFactor): Reach => ({ name, weight, reached: reachedOf(counts) });

function ofGoal({ name, weight, counts, factors }: ScorecardGoal): Reach {
  return { name, weight, reached: isWeighed(factors) ? (byWeight(factors.map(ofFactor))?.reached ?? null) : reachedOf(counts) };
}

function ofPerspective({ name, weight, counts, goals }: ScorecardPerspective): Reach {
  return { name, weight, reached: isWeighed(goals) ? (byWeight(goals.map(ofGoal))?.reached ?? null) : reachedOf(counts) };
}

/** Nearly met is not met. */
function reachedOf({ met, near, missed }: Counts): Decimal | null {
  const judged = met + near + missed;
  return judged === 0 ? null : decimal(met).times(WHOLE).div(judged);
}

const isWeighed = (parts: readonly { readonly weight?: string | undefined }[]): boolean => parts.some(({ weight }) => weight !== undefined);

const weightOf = ({ weight }: Pick<Reach, 'weight'>): Decimal => {
  const stated = decimal(weight !== undefined && isDecimalText(weight) ? weight : 0);
  return stated.gt(0) ? stated : decimal(0);
};

/** Null where what is judged has no weight. */
function byWeight(parts: readonly Reach[]): { readonly reached: Decimal; readonly present: Decimal } | null {
  const sum = (of: readonly Decimal[]): Decimal => of.reduce((total, each) => total.plus(each), decimal(0));
  const all = sum(parts.map(weightOf));
  const present = sum(parts.filter(({ reached }) => reached !== null).map(weightOf));
  if (present.eq(0)) return null;
  const reached = sum(parts.flatMap((part) => (part.reached === null ? [] : [part.reached.times(weightOf(part))])));
  return { reached: reached.div(present), present: present.times(WHOLE).div(all) };
}

function told(parts: readonly Reach[], whose: Name): { readonly weighed?: Weighed } {
  if (!isWeighed(parts)) return {};
  const made = byWeight(parts);
  if (!made)
    return {
      weighed: {
        reached: null,
        present: null,
        said: {
          sv: 'Inget av det som har vikt är bedömt: ingen vägd måluppfyllelse.',
          en: 'Nothing that has a weight is judged: there is no weighted attainment.',
        },
      },
    };
  const [reached, present] = [plain(made.reached.round(0)), plain(made.present.round(0))];
  const lacking = parts.filter((part) => part.reached === null && weightOf(part).gt(0));
  const without = parts.filter(({ weight }) => weight === undefined);
  const names = (of: readonly Reach[], language: 'sv' | 'en'): string =>
    of.map(({ name }) => (language === 'en' ? (name.en ?? name.sv) : name.sv)).join(', ');
  const sv = [
    `${swedish(reached)} % når målet, vägt med ${whose.sv}`,
    ...(lacking.length > 0 ? [`${names(lacking, 'sv')} bedöms inte, så vikterna är omräknade på de ${swedish(present)} % som bedöms`] : []),
    ...(without.length > 0 ? [`${names(without, 'sv')} har ingen vikt`] : []),
  ];
  const en = [
    `${english(reached)} % reach the target, by ${whose.en ?? whose.sv}`,
    ...(lacking.length > 0
      ? [`${names(lacking, 'en')} is not judged, so the weights are made anew over the ${english(present)} % that is`]
      : []),
    ...(without.length > 0 ? [`${names(without, 'en')} has no weight`] : []),
  ];
  return { weighed: { reached, present, said: { sv: `${sv.join('; ')}.`, en: `${en.join('; ')}.` } } };
}
