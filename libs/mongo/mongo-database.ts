import type { Collection, Document } from 'mongodb';

/** A tenant's database, whichever client leads to it just now. */
export interface MongoDatabase {
  readonly databaseName: string;
  collection<T extends Document>(name: string): Collection<T>;
}
