import { setTimeout } from 'node:timers/promises';
import { rowsOf } from '@styrbord/steering/board';
import type { Row, Scorecard } from '@styrbord/steering/scorecard';

interface Source {
  readonly url: string;
  readonly key: string;
}

/** As a browser waits before it opens a stream again. */
const REOPEN_MS = 500;

/** What a screen does: keeps the last state of each row, and comes back with the last number it has seen. */
export class LiveReader {
  readonly rows = new Map<string, Row>();
  /** Numbers in the order they came. */
  readonly ids: number[] = [];
  opened = 0;
  private readonly stopped = new AbortController();
  private readonly reading: Promise<void>;

  constructor(
    private readonly source: Source,
    private readonly path: string,
  ) {
    this.reading = this.readOn();
  }

  /** Where a number does not lie after the one before it. */
  get disorder(): readonly string[] {
    return this.ids.flatMap((id, at) => (at > 0 && id <= (this.ids[at - 1] as number) ? [`${this.ids[at - 1]} then ${id}`] : []));
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.reading;
  }

  private async readOn(): Promise<void> {
    for (; !this.stopped.signal.aborted; await setTimeout(REOPEN_MS)) await this.stream().catch(() => undefined);
  }

  private async stream(): Promise<void> {
    const last = this.ids.at(-1);
    const headers = { authorization: `Bearer ${this.source.key}`, ...(last === undefined ? {} : { 'last-event-id': String(last) }) };
    const answer = await fetch(`${this.source.url}/api/v1${this.path}`, { headers, signal: this.stopped.signal });
    if (!answer.ok || !answer.body) return;
    this.opened++;
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of answer.body) {
      text += decoder.decode(bytes as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
    const data = fields.get('data');
    if (data === undefined) return;
    this.ids.push(Number(fields.get('id')));
    if (fields.get('event') === 'snapshot') this.rows.clear();
    const rows =
      fields.get('event') === 'snapshot'
        ? rowsOf((JSON.parse(data) as Scorecard).perspectives)
        : (JSON.parse(data) as { rows: Row[] }).rows;
    for (const row of rows) this.rows.set(row.id, row);
  }
}
