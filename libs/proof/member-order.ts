/** An object's member names in canonical order, each with its text up to the value. */
export interface Layout {
  readonly names: readonly string[];
  readonly heads: readonly string[];
}

interface Step {
  readonly next: Map<string, Step>;
  layout: Layout | null;
}

/** Objects with more members than this are lists by name, and seldom have the same names again. */
const MEMBERS_MAX = 32;
/** Longer names are somebody's text rather than a member of ours. */
const NAME_CHARS_MAX = 64;
/** Steps remembered; then all are forgotten, so that names that never come back take no memory. */
const STEPS_MAX = 10_000;

let root: Step = { next: new Map(), layout: null };
let steps = 0;

/** Events are of a few shapes: the order of names in one that was seen before is looked up, name by name, not sorted. */
export function layoutOf(names: readonly string[], quoted: (name: string) => string): Layout {
  if (names.length > MEMBERS_MAX) return laidOut(names, quoted);
  let step = root;
  for (const name of names) {
    if (name.length > NAME_CHARS_MAX) return laidOut(names, quoted);
    step = step.next.get(name) ?? added(step, name);
  }
  step.layout ??= laidOut(names, quoted);
  return step.layout;
}

function added(step: Step, name: string): Step {
  if (++steps > STEPS_MAX) {
    root = { next: new Map(), layout: null };
    steps = 1;
  }
  const next: Step = { next: new Map(), layout: null };
  step.next.set(name, next);
  return next;
}

function laidOut(given: readonly string[], quoted: (name: string) => string): Layout {
  const names = given.toSorted();
  return { names, heads: names.map((name) => `${quoted(name)}:`) };
}
