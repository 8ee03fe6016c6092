import { Zip, ZipDeflate } from 'fflate';

/** What every entry says: a pack of the same facts is the same bytes. */
const ENTRY_TIME = new Date(1980, 0, 1, 12);
const LEVEL = 6;

/** A zip of texts, made piece by piece as they come. */
export async function* zipped(files: AsyncIterable<readonly [string, AsyncIterable<string>]>): AsyncIterable<Uint8Array> {
  let made: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, bytes) => {
    if (error) failure = error;
    else made.push(bytes);
  });
  const ready = function* (): Iterable<Uint8Array> {
    if (failure) throw failure;
    yield* made;
    made = [];
  };
  const utf8 = new TextEncoder();
  for await (const [name, texts] of files) {
    const entry = new ZipDeflate(name, { level: LEVEL });
    entry.mtime = ENTRY_TIME;
    zip.add(entry);
    for await (const text of texts) {
      entry.push(utf8.encode(text));
      yield* ready();
    }
    entry.push(new Uint8Array(0), true);
    yield* ready();
  }
  zip.end();
  yield* ready();
}
