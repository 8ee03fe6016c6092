import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Bus, Message } from '@styrbord/eventsourcing/bus';
import type { Documents } from '@styrbord/eventsourcing/documents';
import type { Json } from '@styrbord/proof/canonical';
import { BODY_BYTES_MAX, parseBody } from '@styrbord/service/body';
import { CONFIG, type Config } from '@styrbord/service/config';
import { Metrics } from '@styrbord/service/metrics';
import { ProblemError, ProblemWriter } from '@styrbord/service/problem';
import type { Principal } from '@styrbord/service/roles';
import { formOf } from '@styrbord/service/rows';
import { BUS, INBOX_COUNTS } from '@styrbord/service/stores';
import { DOCUMENTS } from '@styrbord/service/tokens';
import { itemResults } from './answers';
import { MeasurementsBody } from './bodies/measurement.body';
import { Clerk } from './clerk';
import { itemsOfMeasurements } from './measurement-items';
import { FollowUpOrder } from './orders';

export const INBOX = 'styrbord.measurements.inbox';
const ACCEPTED = `${INBOX}.accepted`;
const REFUSED = `${INBOX}.refused`;
export const INBOX_TOPICS = [INBOX, ACCEPTED, REFUSED];
const ID = /^[\x20-\x7e]{1,200}$/;

/** Measurements that source systems produce to Kafka: each message is a command, and each is answered. */
@Injectable()
export class Inbox implements OnApplicationBootstrap {
  private readonly principal: Principal;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    private readonly clerk: Clerk,
    private readonly writer: ProblemWriter,
    private readonly metrics: Metrics,
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CONFIG) { STYRBORD_TENANT: tenant }: Config,
  ) {
    this.principal = { id: 'inbox', name: { sv: 'Inkorgen', en: 'The inbox' }, role: 'source', units: 'all', tenant, via: 'key' };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.bus.subscribe(INBOX, 'steering.inbox', async (messages) => {
      for (const message of messages) await this.take(message);
    });
  }

  /** Throws only where the ledger cannot be written now: then the message comes again. */
  private async take(message: Message): Promise<void> {
    const id = idOf(message);
    try {
      const answer = await this.record(message, id);
      await this.bus.publish(ACCEPTED, [answered(message, id, answer)]);
      this.metrics.answered('accepted');
      await this.count('accepted');
    } catch (error) {
      const isFinal = error instanceof ProblemError && this.writer.statusOf(error.code) < 500 && error.code !== 'changed-meanwhile';
      if (!isFinal) throw error;
      const { code, detail, errors } = this.writer.body(error, 'sv');
      await this.bus.publish(REFUSED, [refused(message, id, { code, detail, errors: errors as unknown as Json })]);
      this.metrics.answered('refused');
      await this.count('refused');
    }
  }

  /** Shown in `/status` by whoever serves it. Messages of one tenant come one after the other. */
  private async count(as: 'accepted' | 'refused'): Promise<void> {
    const stored = await this.documents.get(INBOX_COUNTS.collection, INBOX_COUNTS.id);
    const counts = (stored?.body as { readonly [name: string]: number } | undefined) ?? { accepted: 0, refused: 0 };
    await this.documents.put(INBOX_COUNTS.collection, INBOX_COUNTS.id, { ...counts, [as]: (counts[as] ?? 0) + 1 });
  }

  private async record({ value, headers }: Message, id: string): Promise<Json> {
    if (value.length > BODY_BYTES_MAX) throw new ProblemError('body-too-large');
    const sent = parseBody(Buffer.from(value));
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new ProblemError('body-required');
    const { body } = await formOf(MeasurementsBody, sent as Readonly<Record<string, unknown>>);
    const fingerprint = createHash('sha256').update(value).digest('hex');
    const { ledger, no, answer } = await this.clerk.take(FollowUpOrder, {
      principal: this.principal,
      command: { id: `inbox/${id}`, fingerprint, keyed: true, actor: 'inbox', request: id },
      items: itemsOfMeasurements(body),
      source: headers['source']?.slice(0, 64) ?? 'inbox',
      answer: (taken) => ({ results: itemResults(taken, (refusal) => ({ code: refusal.refused })) }),
    });
    return { ledger, no, ...(answer as { results: Json }) };
  }
}

/** Of tenants that are not served: nothing that is sent is left without an answer. */
export async function refuseUnclaimed(bus: Bus, topic: string, messages: readonly Message[]): Promise<void> {
  if (topic !== INBOX || messages.length === 0) return;
  const why = { code: 'tenant-unknown', detail: 'Nyckeln är ingen kund som tas emot här.', errors: [] };
  await bus.publish(
    REFUSED,
    messages.map((message) => refused(message, idOf(message), why)),
  );
}

/** The sender's own id, or what was sent: the same again changes nothing either way. */
function idOf({ value, headers }: Message): string {
  const given = headers['id'];
  return given !== undefined && ID.test(given) ? given : createHash('sha256').update(value).digest('hex');
}

function answered({ key, headers }: Message, id: string, answer: Json): Message {
  const { id: _, ...others } = headers;
  return { key, value: JSON.stringify({ id, ...(answer as object) }), headers: { ...others, id } };
}

function refused(message: Message, id: string, why: Json): Message {
  const { value } = message;
  const kept = value.length > BODY_BYTES_MAX ? `${value.slice(0, BODY_BYTES_MAX)}…` : value;
  return answered(message, id, { ...(why as object), value: kept });
}
