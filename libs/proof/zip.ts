import { crc32 } from './crc32';

/** A file that is read in pieces, wherever it lies. */
export interface Source {
  readonly size: number;
  read(from: number, length: number): Promise<Uint8Array>;
}

/** An entry as it lies in the file. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  /** Of the packed bytes. */
  readonly from: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** CRC-32 of the unpacked bytes. */
  readonly checkSum: number;
}

/** Why a file is not the zip it should be. */
export class ZipMalformed extends Error {
  constructor(readonly fault: string) {
    super(`not a zip as it should be: ${fault}`);
    this.name = 'ZipMalformed';
  }
}

const END = { signature: 0x06054b50, bytes: 22 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const DESCRIPTOR = { signature: 0x08074b50, bytes: 16 };
const HAS_DESCRIPTOR = 1 << 3;
const IS_UTF_8 = 1 << 11;
const STORED = 0;
const DEFLATED = 8;
const DIRECTORY_BYTES_MAX = 1 << 20;

/**
 * The entries of a zip that holds exactly these names in this order and nothing else: no comment, no gap, nothing before or
 * after. What lies in it is the same whichever program opens it. Throws `ZipMalformed`. PKWARE APPNOTE 6.3.3, §4.3.
 */
export async function readZip(source: Source, names: readonly string[]): Promise<ZipEntry[]> {
  const end = await viewOf(source, source.size - END.bytes, END, 'end');
  const [count, length, from] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  if (end.getUint16(20, true) !== 0 || end.getUint32(4, true) !== 0 || end.getUint16(8, true) !== count) throw new ZipMalformed('end');
  if (count !== names.length) throw new ZipMalformed('number of entries');
  if (length > DIRECTORY_BYTES_MAX || from + length + END.bytes !== source.size) throw new ZipMalformed('directory');
  const directory = await bytesOf(source, from, length);
  const entries: ZipEntry[] = [];
  let [at, next] = [0, 0];
  for (const name of names) {
    const { entry, bytes } = await entryAt(source, directory.subarray(at), { name, from: next });
    entries.push(entry.entry);
    next = entry.end;
    at += bytes;
  }
  if (at !== directory.length || next !== from) throw new ZipMalformed('gap');
  return entries;
}

async function entryAt(source: Source, directory: Uint8Array, expected: { readonly name: string; readonly from: number }) {
  if (directory.length < CENTRAL.bytes) throw new ZipMalformed('directory');
  const view = new DataView(directory.buffer, directory.byteOffset);
  const [flags, method] = [view.getUint16(8, true), view.getUint16(10, true)];
  const [checkSum, packedBytes, bytes] = [view.getUint32(16, true), view.getUint32(20, true), view.getUint32(24, true)];
  const [nameLength, extra, comment] = [view.getUint16(28, true), view.getUint16(30, true), view.getUint16(32, true)];
  const isPlain =
    view.getUint32(0, true) === CENTRAL.signature && extra === 0 && comment === 0 && (flags & ~(HAS_DESCRIPTOR | IS_UTF_8)) === 0;
  if (!isPlain || (method !== STORED && method !== DEFLATED)) throw new ZipMalformed(`entry ${expected.name}`);
  if (nameIn(directory, CENTRAL.bytes, nameLength) !== expected.name) throw new ZipMalformed(`order: ${expected.name} was to come`);
  if (view.getUint32(42, true) !== expected.from) throw new ZipMalformed(`place of ${expected.name}`);
  const local = await viewOf(source, expected.from, LOCAL, expected.name);
  const localName = await bytesOf(source, expected.from + LOCAL.bytes, nameLength);
  const isSame = local.getUint16(26, true) === nameLength && nameIn(localName, 0, nameLength) === expected.name;
  if (!isSame || local.getUint16(28, true) !== 0 || local.getUint16(8, true) !== method) throw new ZipMalformed(`entry ${expected.name}`);
  const from = expected.from + LOCAL.bytes + nameLength;
  let end = from + packedBytes;
  if ((flags & HAS_DESCRIPTOR) !== 0) {
    await viewOf(source, end, DESCRIPTOR, expected.name);
    end += DESCRIPTOR.bytes;
  }
  const entry = { name: expected.name, isDeflated: method === DEFLATED, from, packedBytes, bytes, checkSum };
  return { entry: { entry, end }, bytes: CENTRAL.bytes + nameLength };
}

async function viewOf(
  source: Source,
  from: number,
  { signature, bytes }: { signature: number; bytes: number },
  what: string,
): Promise<DataView> {
  const read = await bytesOf(source, from, bytes);
  const view = new DataView(read.buffer, read.byteOffset, bytes);
  if (view.getUint32(0, true) !== signature) throw new ZipMalformed(what);
  return view;
}

async function bytesOf(source: Source, from: number, length: number): Promise<Uint8Array> {
  if (from < 0 || from + length > source.size) throw new ZipMalformed('cut off');
  const bytes = await source.read(from, length);
  if (bytes.length !== length) throw new ZipMalformed('cut off');
  return bytes;
}

/** Names are ours, and ASCII. */
function nameIn(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

const CHUNK_BYTES = 1 << 16;

/** Takes deflated bytes and gives them unpacked (RFC 1951); throws on what is not deflated. */
export type Inflate = (packed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** An entry's bytes, exactly as many as it says, and with its check sum. Throws `ZipMalformed`, also after the last of them. */
export async function* unpacked(source: Source, entry: ZipEntry, inflate: Inflate): AsyncIterable<Uint8Array> {
  const { name, from, packedBytes, bytes, isDeflated, checkSum } = entry;
  async function* packed(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < packedBytes; at += CHUNK_BYTES) yield bytesOf(source, from + at, Math.min(CHUNK_BYTES, packedBytes - at));
  }
  let [read, sum] = [0, 0];
  try {
    for await (const chunk of isDeflated ? inflate(packed()) : packed()) {
      read += chunk.length;
      if (read > bytes) break;
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof ZipMalformed) throw error;
    throw new ZipMalformed(`${name} cannot be unpacked`);
  }
  if (read !== bytes) throw new ZipMalformed(`length of ${name}`);
  if (sum !== checkSum) throw new ZipMalformed(`check sum of ${name}`);
}
