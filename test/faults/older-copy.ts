import { keyOf } from '@styrbord/mongo/document-key';
import { MongoClient, type Document } from 'mongodb';

/** What of a tenant's database is copied aside: the ledger, or everything else. */
export type Part = 'steering.commits' | 'documents';

/** A tenant's database as an operator's backup meets it: copied aside and put back past every service. */
export class TenantBackup {
  private readonly client: MongoClient;

  constructor(
    address: string,
    private readonly tenant: string,
  ) {
    this.client = new MongoClient(address);
  }

  copy(part: Part): Promise<Document[]> {
    return this.of(part).find().toArray();
  }

  async putBack(part: Part, copy: readonly Document[]): Promise<void> {
    await this.of(part).deleteMany({});
    if (copy.length > 0) await this.of(part).insertMany([...copy]);
  }

  /** Who holds the lease on the steering ledger. */
  async holder(): Promise<unknown> {
    const lease = (await this.copy('documents')).find(({ _id }) => String(_id) === keyOf('leases', `${this.tenant}/steering`));
    return lease && JSON.parse(lease['body'] as string);
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private of(part: Part) {
    return this.client.db(`styrbord_${this.tenant}`).collection(part);
  }
}
