import { MongoCompatibilityError, MongoError, MongoNetworkError, MongoServerSelectionError } from 'mongodb';

/** A MongoDB that cannot be used, in sentences for the operator: what, why, and how to mend it. */
export class MongoRefused extends Error {
  readonly sentences: readonly string[];

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'MongoRefused';
    this.sentences = [sentence];
  }
}

const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;
/** No primary, no majority in time, a write concern that the members cannot meet. */
const WITHOUT_MAJORITY = new Set([50, 64, 79, 91, 100, 189, 10_107, 13_435, 13_436]);
/** Read and write concerns that only a replica set has. */
const WITHOUT_REPLICAS = new Set([2, 20, 72, 76, 123]);

type Reason = 'old' | 'credentials' | 'rights' | 'replicas' | 'majority' | 'unreachable' | 'unknown';

const SENTENCES: Readonly<Record<Reason, (where: string, said: string) => string>> = {
  old: (where, said) => `MongoDB at ${where} is too old: ${said}. Upgrade the server; Styrbord is run on MongoDB 8.`,
  credentials: (where) =>
    `MongoDB at ${where} does not accept the user or the password. Correct them in the address; styrbord rights prints what makes the users.`,
  rights: (where, said) =>
    `The user may not do what Styrbord needs at ${where}: ${said}. Give it the role that styrbord rights prints for this service.`,
  replicas: (where, said) =>
    `MongoDB at ${where} does not read what the majority has: ${said}. Run it as a replica set; one member is enough to try with (mongod --replSet rs0, then rs.initiate()).`,
  majority: (where, said) =>
    `MongoDB at ${where} has no majority that answers: ${said}. Start the members that are down, or take those that are gone out of the replica set.`,
  unreachable: (where, said) =>
    `MongoDB at ${where} does not answer: ${said}. Check that it runs, that the address is right, and that nothing between closes the port.`,
  unknown: (where, said) => `MongoDB at ${where} cannot be used: ${said}. Its log says more.`,
};

/** `where`: hosts or database, without a password. */
export function refusalOf(error: unknown, where: string): unknown {
  if (error instanceof MongoRefused || !(error instanceof Error)) return error;
  return new MongoRefused(SENTENCES[reasonOf(error)](where, error.message.replace(/\.$/, '')), error);
}

function reasonOf(error: Error): Reason {
  if (isTooOld(error)) return 'old';
  const code = codeOf(error);
  if (code === null) return error instanceof MongoNetworkError || error instanceof MongoServerSelectionError ? 'unreachable' : 'unknown';
  if (code === AUTHENTICATION_FAILED) return 'credentials';
  if (code === UNAUTHORIZED) return 'rights';
  if (WITHOUT_REPLICAS.has(code)) return 'replicas';
  return WITHOUT_MAJORITY.has(code) ? 'majority' : 'unknown';
}

/** The driver wraps a server's answer in its own errors, up to three deep. */
function codeOf(error: unknown): number | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (at instanceof MongoError && typeof code === 'number') return code;
  }
  return null;
}

const isTooOld = (error: Error): boolean =>
  error instanceof MongoCompatibilityError || error.cause instanceof MongoCompatibilityError || error.message.includes('wire version');
