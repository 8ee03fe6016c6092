import { MongoError, MongoServerError, type AbstractCursor } from 'mongodb';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';

/** An append is at most an insert ahead of it, its own and two readings back: answered or thrown within five seconds. */
export const ANSWER_MS = 1_250;

const UNAUTHORIZED = 13;
const OUT_OF_DISK_SPACE = 14_031;
const DUPLICATE_KEY = 11_000;

/** The outcome is unknown; the server gives it up at about the same time. */
class NoAnswer extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
    this.name = 'NoAnswer';
  }
}

/** The answer, or `StoreUnavailable` when the time is out: the driver alone waits longer than a person does. */
export async function answered<T>(work: Promise<T>, withinMs = ANSWER_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new NoAnswer(withinMs)), withinMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw unavailable(error);
  } finally {
    clearTimeout(timer);
  }
}

/** What a cursor gives, the time counted for each batch of it. */
export async function* each<T>(cursor: AbstractCursor<T>, withinMs = ANSWER_MS): AsyncIterable<T> {
  try {
    while (await answered(cursor.hasNext(), withinMs)) yield* cursor.readBufferedDocuments();
    // A cursor that its client closed says that there is nothing more, too.
    if (cursor.killed || !cursor.id?.isZero()) throw new StoreUnavailable('unreachable');
  } finally {
    // Closing asks the server, which may be the one that does not answer.
    void cursor.close().catch(() => undefined);
  }
}

export const isDuplicate = (error: unknown): boolean => error instanceof MongoServerError && error.code === DUPLICATE_KEY;

/** A driver's error as what can be done about it; a duplicate key, and what is no fault of the server, come back as they were. */
function unavailable(error: unknown): unknown {
  if (isDuplicate(error) || !(error instanceof MongoError || error instanceof NoAnswer)) return error;
  const { code } = error as { code?: number | string };
  if (code === OUT_OF_DISK_SPACE) return new StoreUnavailable('full', error);
  if (code === UNAUTHORIZED) return new StoreUnavailable('read-only', error);
  return new StoreUnavailable('unreachable', error);
}
