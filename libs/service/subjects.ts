import { Inject, Injectable } from '@nestjs/common';
import type { Documents, Stored } from '@styrbord/eventsourcing/documents';
import { keptMarkOf, normalisedName } from '@styrbord/steering/marks';
import { keptSecret } from './kept-secret';
import { fingerprintUnder, isSealedHere, lookupOf, newKey, newPseudonym, openedName, sealedName, type SubjectKey } from './subject-key';
import { CLOCK, DOCUMENTS, type Clock } from './tokens';

const COLLECTION = 'subjects';
const SECRET = 'secret';
const documentOf = (subject: string): string => `subject/${subject}`;
const pointerOf = (lookup: string): string => `name/${lookup}`;

/** A person whom texts name, while they may be known. */
export interface Subject extends SubjectKey {
  readonly name: string;
  readonly lookup: string;
}

/** What is left of one who is erased: by which decision, and when. */
export interface Erased {
  readonly decision: string;
  readonly at: string;
}

export type KnownSubject = Subject | { readonly subject: string; readonly erased: Erased };

interface Kept {
  readonly key: string;
  readonly lookup: string;
  /** Under the key. */
  readonly name: string;
  readonly createdAt: string;
}

/**
 * The keys of persons whom texts name, by pseudonym: documents, never events. Nothing of them is kept in memory, so that
 * what is forgotten in one process is forgotten in all.
 */
@Injectable()
export class Subjects {
  private secret: Promise<Buffer> | null = null;

  constructor(
    @Inject(DOCUMENTS) private readonly documents: Documents,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The subject of a name; a new one, which is not kept yet, where there is none. */
  async of(name: string): Promise<{ readonly subject: Subject; readonly isNew: boolean }> {
    const found = await this.byName(name);
    if (found) return { subject: found, isNew: false };
    const lookup = lookupOf(await this.tenantSecret(), normalisedName(name));
    return { subject: { subject: newPseudonym(), key: newKey(), name, lookup }, isNew: true };
  }

  async byName(name: string): Promise<Subject | null> {
    const lookup = lookupOf(await this.tenantSecret(), normalisedName(name));
    const pointer = await this.documents.get(COLLECTION, pointerOf(lookup));
    if (!pointer) return null;
    const found = await this.bySubject((pointer.body as { subject: string }).subject);
    return found && !('erased' in found) ? found : null;
  }

  async bySubject(subject: string): Promise<KnownSubject | null> {
    return (await this.known([subject])).get(subject) ?? null;
  }

  async known(subjects: readonly string[]): Promise<ReadonlyMap<string, KnownSubject>> {
    const stored = await this.documents.getMany(COLLECTION, subjects.map(documentOf));
    return new Map(stored.map((each) => [subjectOf(each), knownOf(each)]));
  }

  async *all(after: string | null): AsyncIterable<KnownSubject> {
    const from = after === null ? {} : { after: documentOf(after) };
    for await (const stored of this.documents.scan(COLLECTION, documentOf(''), from)) yield knownOf(stored);
  }

  /** Conflict: somebody else named the same person first. The pointer comes last; what a crash leaves before it names nobody. */
  async keep({ subject, key, name, lookup }: Subject): Promise<'kept' | 'conflict'> {
    const sealed = sealedName({ subject, key }, name, await this.tenantSecret());
    const kept: Kept = { key: key.toString('base64url'), lookup, name: sealed, createdAt: new Date(this.now()).toISOString() };
    await this.documents.put(COLLECTION, documentOf(subject), { ...kept }, 0);
    if ((await this.documents.put(COLLECTION, pointerOf(lookup), { subject }, 0)) !== 'conflict') return 'kept';
    await this.documents.delete(COLLECTION, documentOf(subject));
    return 'conflict';
  }

  /** How a text names the subject, as `name` was written there. */
  async mark(subject: Subject, name: string): Promise<string> {
    return keptMarkOf(subject.subject, sealedName(subject, name, await this.tenantSecret()));
  }

  /** A mark from outside says nothing new only where its subject is erased: exports carry such marks as they are kept. */
  async isErasedMark({ subject, sealed }: { readonly subject: string; readonly sealed: string }): Promise<boolean> {
    const found = await this.bySubject(subject);
    return found !== null && 'erased' in found && isSealedHere(await this.tenantSecret(), subject, sealed);
  }

  /**
   * Of a command that names people: their pseudonyms, and what was asked under their keys. While they are known it tells a
   * retry from a reuse; afterwards nobody can try names on it.
   */
  fingerprint(subjects: readonly SubjectKey[], fingerprint: string): string {
    if (subjects.length === 0) return fingerprint;
    const sorted = subjects.toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
    return `${sorted.map(({ subject }) => subject).join(',')}:${fingerprintUnder(sorted, fingerprint)}`;
  }

  /** Whether what was asked is what was recorded; of somebody erased since it can only be believed. */
  async isSameRequest(recorded: string, asked: string): Promise<boolean> {
    if (recorded === asked) return true;
    const [named = '', own] = recorded.split(':');
    if (own === undefined) return false;
    const subjects = named.split(',');
    const known = await this.known(subjects);
    const keys = subjects.flatMap((subject) => {
      const found = known.get(subject);
      return found && !('erased' in found) ? [found] : [];
    });
    return keys.length < subjects.length || this.fingerprint(keys, asked) === recorded;
  }

  /** Key, name and the way from the name to it go; done again, it does what is left to do. */
  async forget(subject: string, erased: Erased): Promise<void> {
    const found = await this.bySubject(subject);
    if (!found || !('erased' in found)) {
      const pointer = found ? [{ delete: { collection: COLLECTION, id: pointerOf(found.lookup) } }] : [];
      await this.documents.write([
        ...pointer,
        { put: { collection: COLLECTION, id: documentOf(subject), body: { erased: { ...erased } } } },
      ]);
    }
    await this.documents.scrub();
  }

  private tenantSecret(): Promise<Buffer> {
    this.secret ??= keptSecret(this.documents, COLLECTION, SECRET).catch((error: unknown) => {
      this.secret = null;
      throw error;
    });
    return this.secret;
  }
}

const subjectOf = ({ id }: Stored): string => id.slice(documentOf('').length);

function knownOf(stored: Stored): KnownSubject {
  const subject = subjectOf(stored);
  const body = stored.body as unknown as Kept | { readonly erased: Erased };
  if ('erased' in body) return { subject, erased: body.erased };
  const key = Buffer.from(body.key, 'base64url');
  return { subject, key, lookup: body.lookup, name: openedName({ subject, key }, body.name) ?? '' };
}
