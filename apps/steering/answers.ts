import { isRefusal, type Refusal } from '@styrbord/eventsourcing/decider';
import type { Json } from '@styrbord/proof/canonical';
import type { Fault } from '@styrbord/service/problem';
import type { Taken } from './clerk';

type Say = (refusal: Refusal) => Fault;

export type ItemResult = 'recorded' | 'same' | 'corrected' | 'refused';

export function resultOf({ result }: Taken): ItemResult {
  if (isRefusal(result)) return 'refused';
  if (result.length === 0) return 'same';
  return result.some(({ type }) => type === 'measurement-corrected') ? 'corrected' : 'recorded';
}

/** One result an item, in the order sent; a refused one with its reason. */
export function itemResults(taken: readonly Taken[], say: Say): Json[] {
  return taken.map((one) => {
    const result = resultOf(one);
    return isRefusal(one.result) ? asJson({ result, ...say(one.result) }) : { result };
  });
}

/** The same with the rows in their places that were left out for their form. */
export function rowResults(taken: readonly Taken[], broken: ReadonlyMap<string, Fault>, say: Say): Json[] {
  const results = itemResults(taken, say);
  const whole = results.values();
  return Array.from({ length: results.length + broken.size }, (_, at) => {
    const fault = broken.get(`/measurements/${at}`);
    return fault ? asJson({ result: 'refused', ...fault }) : (whole.next().value ?? null);
  });
}

/** The diff a document makes: what is new, what was so already, what it corrects, what it is refused. */
export function documentDiff(taken: readonly Taken[], broken: readonly Fault[], say: Say): { readonly [member: string]: Json } {
  const count = (result: ItemResult): number => taken.filter((one) => resultOf(one) === result).length;
  const refused = [...broken.map(asJson), ...taken.flatMap(({ result }) => (isRefusal(result) ? [asJson(say(result))] : []))];
  return { new: count('recorded'), same: count('same'), corrections: count('corrected'), refused, notes: targetNotes(taken) };
}

/** Target texts kept though they do not fit: no refusal of the document, but somebody should know. */
function targetNotes(taken: readonly Taken[]): Json {
  return taken.flatMap(({ item, result }) => {
    const event = isRefusal(result) ? undefined : result.find(({ type }) => type === 'target-set');
    if (event?.type !== 'target-set' || event.data.reading.kind !== 'refused') return [];
    const { code, given, sv, en } = event.data.reading.refusal;
    return [{ pointer: `${item.pointer}/text`, code, given, detail: { sv, en } }];
  });
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
