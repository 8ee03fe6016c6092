import type { Json } from '@styrbord/proof/canonical';
import { MongoDocuments } from '@styrbord/mongo/mongo-documents';
import { documentsContract } from './documents.contract';
import { onMongodb, openTenant, type OpenTenant } from './servers';
import { collected } from './writer';

onMongodb('documents on MongoDB', (address) => {
  documentsContract('MongoDB', async () => {
    const { db, close } = await openTenant(address, { documents: true });
    return { documents: new MongoDocuments(db), close };
  });

  describe('documents that a server could take for its own', () => {
    let tenant: OpenTenant;
    let documents: MongoDocuments;
    beforeEach(async () => {
      tenant = await openTenant(address, { documents: true });
      documents = new MongoDocuments(tenant.db);
    });
    afterEach(() => tenant.close());

    it('come back with the names they had, in the order they had', async () => {
      const text = '{"$gt":1,"a.b":{"$set":[]},"_id":2,"__proto__":{"x":null},"":"\\ud800","2":1,"z":0,"a":-1.5e-9,"\\u0000":""}';
      await documents.put('views', '$odd.id\0', JSON.parse(text) as Json);
      await documents.write([{ put: { collection: 'views', id: '$odd.id\0', body: JSON.parse(text) as Json } }]);
      const stored = await documents.get('views', '$odd.id\0');
      expect(stored?.version).toBe(2);
      expect(JSON.stringify(stored?.body)).toBe(JSON.stringify(JSON.parse(text)));
    });

    it('are ordered by code unit, beyond the first plane too', async () => {
      const ids = ['\uE000', '\uFFFF', '😀', '\u{10FFFF}', '\u{10FFFF}\uE000', 'a\uFFFF', 'a😀', 'a', 'å', 'Z'];
      await documents.write(ids.map((id) => ({ put: { collection: 'views', id, body: id } })));
      const order = ids.toSorted();
      expect((await collected(documents.scan('views', ''))).map(({ body }) => body)).toEqual(order);
      expect((await collected(documents.scan('views', '', { after: '😀' }))).map(({ id }) => id)).toEqual(
        order.slice(order.indexOf('😀') + 1),
      );
      expect((await collected(documents.scan('views', 'a'))).map(({ id }) => id)).toEqual(['a', 'a😀', 'a\uFFFF']);
    });

    it('are eight megabytes if need be, and refused where no server would take them', async () => {
      const large = 'å'.repeat(4 * 2 ** 20);
      await documents.put('views', 'large', large);
      expect((await documents.get('views', 'large'))?.body).toBe(large);
      await expect(documents.put('views', 'larger', large + large)).rejects.toThrow('views/larger would be 16777218 bytes');
      await expect(documents.write([{ put: { collection: 'views', id: 'larger', body: large + large } }])).rejects.toThrow(RangeError);
    });

    it('are written by fifty at once, each write counted', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, who) => documents.put('views', 'a', { who })));
      expect(await documents.get('views', 'a')).toMatchObject({ version: 50 });
    });
  });
});
