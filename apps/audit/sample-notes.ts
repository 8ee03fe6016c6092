import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import type { Json } from '@styrbord/proof/canonical';
import type { CommandContext } from '@styrbord/service/command-context';
import { keysOf } from '@styrbord/service/disclosures';
import { ProblemError } from '@styrbord/service/problem';
import type { LedgerPlace } from '@styrbord/service/tokens';
import { sampleStream, type AuditEvents, type NoteVerdict, type SampleDrawn } from '@styrbord/steering/audit-events';
import type { Origin } from '@styrbord/steering/scorecard';

/** What an auditor wrote on a drawn change; the place is the note's own, in the audit ledger. */
export interface SampleNote extends Origin {
  readonly verdict: NoteVerdict;
  readonly text: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** The audit's notes on the changes of a sample: written once, never changed; a later one says what changed one's mind. */
export class SampleNotes {
  constructor(private readonly ledger: LedgerWriter) {}

  async write(data: AuditEvents['sample-note-written'], { id, fingerprint, actor }: CommandContext): Promise<LedgerPlace> {
    const appended = await this.ledger.append({
      command: { id, fingerprint, answer: null },
      facts: [
        {
          type: 'sample-note-written',
          stream: sampleStream(data),
          data: data as unknown as Json,
          meta: { actor, request: id.slice(actor.length + 1), source: 'http' },
        },
      ],
      touches: keysOf('sample-note-written', data),
    });
    if (appended.kind !== 'committed') throw new ProblemError('idempotency-key-reused');
    return { ledger: this.ledger.name, no: appended.no };
  }

  /** In the order written, by the place of the change: `12:0`. A larger sample by the same seed holds those of a smaller. */
  async of(sample: Pick<SampleDrawn, 'seed' | 'from' | 'to'>): Promise<ReadonlyMap<string, readonly SampleNote[]>> {
    const notes = new Map<string, SampleNote[]>();
    for await (const { no, index, recordedAt, fact } of this.ledger.stream(sampleStream(sample))) {
      const { data, meta } = fact as unknown as { data: AuditEvents['sample-note-written']; meta: { actor: string } };
      const place = `${data.no}:${data.index}`;
      const note = { no, index, verdict: data.verdict, text: data.text, actor: meta.actor, recordedAt };
      notes.set(place, [...(notes.get(place) ?? []), note]);
    }
    return notes;
  }
}
