import type { Documents } from '@styrbord/eventsourcing/documents';
import { collected } from './writer';

export interface OpenDocuments {
  readonly documents: Documents;
  close(): Promise<void>;
}

/** What every store of documents does. */
export function documentsContract(name: string, open: () => Promise<OpenDocuments>): void {
  describe(`documents on ${name}`, () => {
    let documents: Documents;
    let close: () => Promise<void>;
    beforeEach(async () => ({ documents, close } = await open()));
    afterEach(() => close());

    const ids = async (prefix: string, options?: { after?: string; limit?: number }): Promise<string[]> =>
      (await collected(documents.scan('views', prefix, options))).map(({ id }) => id);

    it('gives back what was put, and counts its writes', async () => {
      expect(await documents.get('views', 'a')).toBeNull();
      expect(await documents.put('views', 'a', { text: 'Återinskrivningar', value: 24.8 })).toEqual({ version: 1 });
      expect(await documents.put('views', 'a', ['två'])).toEqual({ version: 2 });
      expect(await documents.get('views', 'a')).toEqual({ id: 'a', version: 2, body: ['två'] });
      expect(await documents.get('sessions', 'a')).toBeNull();
      await documents.put('views', 'b', null);
      expect((await documents.getMany('views', ['b', 'missing', 'a'])).map(({ id }) => id)).toEqual(['b', 'a']);
    });

    it('puts only at the version it was told', async () => {
      expect(await documents.put('views', 'a', 1, 1)).toBe('conflict');
      expect(await documents.put('views', 'a', 1, 0)).toEqual({ version: 1 });
      expect(await documents.put('views', 'a', 2, 0)).toBe('conflict');
      expect(await documents.put('views', 'a', 2, 1)).toEqual({ version: 2 });
      expect(await documents.get('views', 'a')).toMatchObject({ version: 2, body: 2 });
    });

    it('lets one of fifty racing writers win each version', async () => {
      for (let version = 0; version < 5; version++) {
        const answers = await Promise.all(Array.from({ length: 50 }, (_, who) => documents.put('views', 'a', { who }, version)));
        expect(answers.filter((answer) => answer !== 'conflict')).toEqual([{ version: version + 1 }]);
      }
    });

    it('deletes once, and only at the version it was told', async () => {
      expect(await documents.delete('views', 'a')).toBe('absent');
      await documents.put('views', 'a', 1);
      expect(await documents.delete('views', 'a', 2)).toBe('conflict');
      expect(await documents.delete('views', 'a', 1)).toBe('deleted');
      expect(await documents.delete('views', 'a', 1)).toBe('absent');
      expect(await documents.put('views', 'a', 2, 0)).toEqual({ version: 1 });
    });

    it('scans a prefix in order, from after an id and up to a limit', async () => {
      for (const id of ['series/b', 'series/å', 'series/a', 'serie', 'series0', 'series/', 'plan/a']) await documents.put('views', id, id);
      await documents.put('sessions', 'series/c', 1);
      expect(await ids('series/')).toEqual(['series/', 'series/a', 'series/b', 'series/å']);
      expect(await ids('series/', { after: 'series/a' })).toEqual(['series/b', 'series/å']);
      expect(await ids('series/', { after: 'series/', limit: 2 })).toEqual(['series/a', 'series/b']);
      expect(await ids('series/', { limit: 0 })).toEqual([]);
      expect(await ids('')).toHaveLength(7);
    });

    it('scans in the order of code units, past the first plane too', async () => {
      const inOrder = ['a', 'å', '\u{1f600}', '\u{10ffff}', '\ue000', '\ufb33', '\ufb33\u{1f600}', '\uffff'].map((id) => `p/${id}`);
      for (const id of inOrder.toReversed()) await documents.put('views', id, id);
      expect(inOrder.toSorted()).toEqual(inOrder);
      expect(await ids('p/')).toEqual(inOrder);
      expect(await ids('p/', { after: 'p/\u{1f600}', limit: 3 })).toEqual(inOrder.slice(3, 6));
      expect(await ids('p/\ufb33')).toEqual(inOrder.slice(5, 7));
      expect((await documents.getMany('views', inOrder)).map(({ id, body }) => [id, body])).toEqual(inOrder.map((id) => [id, id]));
      await documents.write([{ delete: { collection: 'views', id: 'p/\uffff' } }]);
      expect(await ids('p/')).toEqual(inOrder.slice(0, -1));
    });

    it('scans more than it reads at once, also while what it gave is deleted', async () => {
      const many = Array.from({ length: 1203 }, (_, at) => `unit/${String(at).padStart(4, '0')}`);
      await documents.write(many.map((id) => ({ put: { collection: 'views', id, body: id } })));
      expect(await ids('unit/')).toEqual(many);
      expect(await ids('unit/', { after: 'unit/0099', limit: 700 })).toEqual(many.slice(100, 800));
      for await (const { id } of documents.scan('views', 'unit/')) await documents.delete('views', id);
      expect(await ids('')).toEqual([]);
    });

    it('puts a stated version only over a lower one, and goes on with the rest', async () => {
      const put = (id: string, version: number) => ({ put: { collection: 'views', id, body: version, version } });
      await documents.write([put('a', 7), put('b', 3)]);
      expect(await documents.get('views', 'a')).toEqual({ id: 'a', version: 7, body: 7 });
      await documents.write([put('a', 5), put('b', 5), put('c', 5)]);
      await documents.write([{ put: { collection: 'views', id: 'c', body: 'same version', version: 5 } }]);
      expect((await documents.getMany('views', ['a', 'b', 'c'])).map(({ body }) => body)).toEqual([7, 5, 5]);
      expect(await documents.put('views', 'a', 'next', 7)).toEqual({ version: 8 });
    });

    it('puts many at stated versions, whatever of them is there already', async () => {
      const put = (id: string, version: number) => ({ put: { collection: 'views', id, body: version, version } });
      await documents.write([put('d3', 9), put('d4', 2)]);
      const many = Array.from({ length: 1_100 }, (_, at) => put(`d${at}`, 5));
      await documents.write([...many, put('d7', 6), put('d4', 4), { put: { collection: 'views', id: 'last', body: 'written last' } }]);
      const stored = await documents.getMany('views', ['d0', 'd3', 'd4', 'd7', 'd1099', 'last']);
      expect(stored.map(({ version, body }) => [version, body])).toEqual([
        [5, 5],
        [9, 9],
        [5, 5],
        [6, 6],
        [5, 5],
        [1, 'written last'],
      ]);
      expect(await ids('d')).toHaveLength(1_100);
      await documents.write(many.map(({ put: { collection, id } }) => ({ delete: { collection, id } })));
      expect(await ids('d')).toEqual([]);
    });

    it('lets racing writers of many leave the latest of each', async () => {
      const versions = [3, 1, 4, 2, 5];
      const write = (version: number) =>
        documents.write(Array.from({ length: 120 }, (_, at) => ({ put: { collection: 'views', id: `d${at}`, body: version, version } })));
      await Promise.all(versions.map(write));
      expect(new Set((await collected(documents.scan('views', 'd'))).map(({ body }) => body))).toEqual(new Set([5]));
    });

    it('writes changes in order, a later one over an earlier', async () => {
      await documents.put('views', 'a', 0);
      const put = (id: string, body: number) => ({ put: { collection: 'views', id, body } });
      await documents.write([put('a', 1), put('b', 1), { delete: { collection: 'views', id: 'a' } }, put('c', 1), put('c', 2)]);
      expect(await documents.get('views', 'a')).toBeNull();
      expect(await documents.get('views', 'b')).toMatchObject({ version: 1, body: 1 });
      expect(await documents.get('views', 'c')).toMatchObject({ version: 2, body: 2 });
      await documents.write([]);
    });
  });
}
