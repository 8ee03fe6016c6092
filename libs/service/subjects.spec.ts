import { MemoryDocuments } from '@styrbord/eventsourcing/memory/memory-documents';
import { PersonNames } from './person-names';
import { newKey, openedName, sealedName } from './subject-key';
import { Subjects } from './subjects';

const NOW = Date.UTC(2026, 10, 25);
const SECRET = Buffer.alloc(32, 7);
const ANNA = { subject: `s-${'a'.repeat(24)}`, key: Buffer.alloc(32, 1) };
const DECISION = { decision: 'RS 2026/17 "A"', at: '2026-11-25T08:00:00.000Z' };

describe('a sealed name', () => {
  it('is read with its own key, for its own pseudonym, and with nothing else', () => {
    const mark = sealedName(ANNA, 'Anna Andersson', SECRET);
    expect(openedName(ANNA, mark)).toBe('Anna Andersson');
    expect(openedName({ ...ANNA, key: Buffer.alloc(32, 2) }, mark)).toBeNull();
    expect(openedName({ ...ANNA, subject: `s-${'b'.repeat(24)}` }, mark)).toBeNull();
    expect(openedName(ANNA, `${mark.slice(0, 20)}${mark[20] === 'A' ? 'B' : 'A'}${mark.slice(21)}`)).toBeNull();
    expect(openedName(ANNA, 'AAAA')).toBeNull();
  });

  it('is the same for the same name, another for another, and of one length for both', () => {
    const marks = ['Bo', 'Anna Andersson', 'bo'].map((name) => sealedName(ANNA, name, SECRET));
    expect(sealedName(ANNA, 'Bo', SECRET)).toBe(marks[0]);
    expect(new Set(marks).size).toBe(3);
    expect(new Set(marks.map(({ length }) => length)).size).toBe(1);
    expect(new Set(marks.map((mark) => mark.slice(0, 16))).size).toBe(3);
    expect(sealedName({ ...ANNA, key: newKey() }, 'Bo', SECRET)).not.toBe(marks[0]);
  });
});

describe('subjects', () => {
  let documents: MemoryDocuments;
  let subjects: Subjects;
  beforeEach(() => {
    documents = new MemoryDocuments();
    subjects = new Subjects(documents, () => NOW);
  });
  const named = async (name: string) => {
    const { subject } = await subjects.of(name);
    await subjects.keep(subject);
    return subject;
  };

  it('are the same for the same name, and kept once', async () => {
    const [one, other] = [await subjects.of('Anna Andersson'), await subjects.of('anna  ANDERSSON')];
    expect([one.isNew, other.isNew]).toEqual([true, true]);
    expect([await subjects.keep(one.subject), await subjects.keep(other.subject)]).toEqual(['kept', 'conflict']);
    expect(await subjects.of('ANNA ANDERSSON')).toMatchObject({
      isNew: false,
      subject: { subject: one.subject.subject, name: 'Anna Andersson' },
    });
    expect(await subjects.bySubject(other.subject.subject)).toBeNull();
  });

  it('are told by name, as a mark in documents, and by the decision once erased', async () => {
    const subject = await named('Anna "A" Andersson');
    const names = new PersonNames(subjects);
    const json = JSON.stringify({ text: `se ${await subjects.mark(subject, 'Anna "A" Andersson')}` });
    const read = async (...how: [language: 'sv' | 'en', as?: 'document']): Promise<unknown> => JSON.parse(await names.toldIn(json, ...how));
    expect(await read('sv')).toEqual({ text: 'se Anna "A" Andersson' });
    expect(await read('sv', 'document')).toEqual({ text: 'se @[Anna "A" Andersson]' });
    await subjects.forget(subject.subject, DECISION);
    expect(await read('sv')).toEqual({ text: 'se [raderad efter beslut RS 2026/17 "A"]' });
    expect(await read('en')).toEqual({ text: 'se [erased by decision RS 2026/17 "A"]' });
    expect(await read('sv', 'document')).toEqual(JSON.parse(json));
  });

  it('leave nothing of key, name or the way to it when forgotten', async () => {
    const subject = await named('Anna Andersson');
    await subjects.forget(subject.subject, DECISION);
    await subjects.forget(subject.subject, DECISION);
    const left: unknown[] = [];
    for await (const { id, body } of documents.scan('subjects', '')) if (id !== 'secret') left.push([id, body]);
    expect(left).toEqual([[`subject/${subject.subject}`, { erased: DECISION }]]);
    expect((await subjects.of('Anna Andersson')).isNew).toBe(true);
  });

  it('tell a retry from a reuse while they are known, and believe it afterwards', async () => {
    const subject = await named('Anna Andersson');
    const recorded = subjects.fingerprint([subject], 'asked-once');
    expect(recorded).not.toContain('asked-once');
    expect(await Promise.all(['asked-once', 'asked-twice'].map((asked) => subjects.isSameRequest(recorded, asked)))).toEqual([true, false]);
    expect(await subjects.isSameRequest('asked-once', 'asked-twice')).toBe(false);
    await subjects.forget(subject.subject, DECISION);
    expect(await subjects.isSameRequest(recorded, 'asked-twice')).toBe(true);
  });

  it('take a mark from outside only of somebody erased, and only as it was made here', async () => {
    const subject = await named('Anna Andersson');
    const sealed = (await subjects.mark(subject, 'Anna Andersson')).split(':')[2]?.slice(0, -1) ?? '';
    const isTaken = (text: string): Promise<boolean> => subjects.isErasedMark({ subject: subject.subject, sealed: text });
    expect(await isTaken(sealed)).toBe(false);
    await subjects.forget(subject.subject, DECISION);
    expect([await isTaken(sealed), await isTaken(`${sealed.slice(0, -4)}AAAA`), await isTaken('AAAA')]).toEqual([true, false, false]);
  });
});
