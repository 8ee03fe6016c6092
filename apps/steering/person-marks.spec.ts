import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';
import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import type { Json } from '@styrbord/proof/canonical';
import { Subjects } from '@styrbord/service/subjects';
import { itemsOf } from '@styrbord/steering/document';
import { subjectsIn } from '@styrbord/steering/marks';
import type { SteeringCommand } from '@styrbord/steering/steering';
import { collected, START_MS, writerOn } from '../../test/contracts/writer';
import { Desk, OrderRefused, type Order, type Settled } from './desk';

const TODAY = '2026-11-23';
const MEASURE = { id: 'm', name: { sv: 'M' }, kind: 'amount', unitOfMeasure: '', better: 'higher' } as const;

const comment = (text: string, unit = 'u'): SteeringCommand => ({ type: 'WriteComment', measure: 'm', unit, period: '2022', text });

describe('persons marked in what is ordered', () => {
  let store: MemoryCommitStore;
  let documents: MemoryDocuments;
  let desk: Desk;
  let subjects: Subjects;
  beforeEach(async () => {
    store = new MemoryCommitStore();
    documents = new MemoryDocuments();
    desk = new Desk(writerOn(store), documents, () => START_MS);
    subjects = new Subjects(documents, () => START_MS);
    const units = ['u', 'v'].map((id) => ({ id, name: { sv: id }, kind: 'unit' }));
    await take(itemsOf({ format: 'styrbord/1', units, measures: [MEASURE] }, TODAY).map(({ command }) => command));
  });

  let orders = 0;
  const take = (commands: readonly SteeringCommand[], more: Partial<Order> = {}): Promise<Settled> => {
    const id = more.id ?? `order-${++orders}`;
    return desk.take({
      id,
      fingerprint: JSON.stringify(commands),
      keyed: true,
      meta: { actor: 'controller' },
      items: commands.map((command, at) => ({ pointer: `/${at}`, command, decision: null })),
      mode: 'all',
      answer: (outcomes) => outcomes.map(({ item, result }) => ('refused' in result ? (result as unknown as Json) : item.pointer)),
      ...more,
    });
  };
  const events = async (): Promise<string[]> => (await collected(store.read(1, 1_000))).flatMap((commit) => commit.events);
  const people = async (): Promise<string[]> => (await collected(subjects.all(null))).map(({ subject }) => subject);
  const erase = async (subject: string, id: string): Promise<void> => {
    const ground = 'gdpr-17-1-d-unlawful' as const;
    await take([{ type: 'RequestErasure', erasure: id, subject, ground, decision: 'RS 1', by: 'one' }]);
    await take([{ type: 'ApproveErasure', erasure: id, by: 'two' }]);
  };

  it('are one person, whatever asks for them at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, at) => take([comment(`@[Anna] ${at}`, at % 2 ? 'u' : 'v')])));
    expect(subjectsIn((await events()).join(''))).toEqual(await people());
    expect(await people()).toHaveLength(1);
    expect((await events()).filter((event) => event.includes('comment-written'))).toHaveLength(12);
  });

  it('are kept by nothing that is refused or only tried', async () => {
    await expect(take([comment('@[Anna]', 'nowhere')])).rejects.toBeInstanceOf(OrderRefused);
    await expect(take([comment('@[Anna]'), comment('@[')])).rejects.toBeInstanceOf(OrderRefused);
    await take([comment('@[Anna]')], { dryRun: true });
    expect(await people()).toEqual([]);
  });

  it('may be wrong in one item where the rest is taken', async () => {
    const { answer } = await take([comment('@[Anna Andersson'), comment('@[Bo]', 'v'), comment('ingen')], { mode: 'valid' });
    expect(answer).toEqual([{ refused: 'mark-malformed', pointer: '/0/text', given: '@[…]', allowed: '@[…]' }, '/1', '/2']);
    expect(await people()).toHaveLength(1);
  });

  it('stand in no fingerprint that anybody could try names on', async () => {
    const id = 'named';
    const first = await take([comment('@[Anna]')], { id });
    expect((await store.command(id))?.fingerprint).toMatch(/^s-[0-9a-f]{24}:[0-9a-f]{64}$/);
    expect(await take([comment('@[Anna]')], { id })).toEqual(first);
    await expect(take([comment('@[Bo]')], { id })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('are somebody else once erased, and never wait under a key that is about to go', async () => {
    await take([comment('@[Anna]')]);
    const [anna = ''] = await people();
    await erase(anna, 'e-1');
    // The fact is there, the key is not gone yet: whoever names Anna now is told to come back.
    await expect(take([comment('@[Anna] igen')])).rejects.toMatchObject({ name: 'RaceLost' });
    await subjects.forget(anna, { decision: 'RS 1', at: '' });
    await take([comment('@[Anna] igen')]);
    expect((await people()).filter((subject) => subject !== anna)).toHaveLength(1);
  });
});
