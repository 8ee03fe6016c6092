import { Failure } from './failure';

interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Answers on stdout, for people or machines; progress on stderr, for people. */
export class Output {
  constructor(
    private readonly asJson: boolean,
    private readonly out: Sink,
    private readonly err: Sink,
  ) {}

  /** The answer: an object to machines, sentences to people. */
  answer(machine: object, people: readonly string[]): void {
    this.out.write(this.asJson ? `${JSON.stringify(machine)}\n` : `${people.join('\n')}\n`);
  }

  raw(text: string): void {
    this.out.write(text);
  }

  progress(line: string): void {
    if (!this.asJson) this.err.write(`${line}\n`);
  }

  /** A count that moves, on one line of a terminal; a file gets only what is said at the end. */
  counting(line: string): void {
    if (!this.asJson && this.err.isTTY) this.err.write(`\r\x1b[K${line}`);
  }

  counted(line: string): void {
    if (!this.asJson) this.err.write(this.err.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`);
  }

  failed(error: Error): void {
    if (!this.asJson) return void this.err.write(`${error.message}\n`);
    const problem = error instanceof Failure ? error.problem : null;
    this.out.write(`${JSON.stringify({ error: error.message, problem })}\n`);
  }
}
