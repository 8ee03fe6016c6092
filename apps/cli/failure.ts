export const REFUSED = 1;
export const UNREADABLE = 2;
export const UNREACHABLE = 3;

/** What a person can do something about, in sentences. */
export class Failure extends Error {
  constructor(
    readonly exitCode: typeof REFUSED | typeof UNREADABLE | typeof UNREACHABLE,
    message: string,
    /** The server's own words, when it was the server that refused. */
    readonly problem: unknown = null,
  ) {
    super(message);
    this.name = 'Failure';
  }
}
