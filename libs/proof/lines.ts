/** A line of a pack that is longer is none of ours. */
const LINE_BYTES_MAX = 16 * 1024 * 1024;
const NEWLINE = 10;

/** Lines of UTF-8 text, each ended by a newline, the last too. Throws on other bytes and on a line without end. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, bytesMax = LINE_BYTES_MAX): AsyncIterable<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield utf8.decode(held === 0 ? chunk.subarray(from, end) : joined([...rest, chunk.subarray(from, end)]));
      [rest, held, from] = [[], 0, end + 1];
    }
    if (from < chunk.length) {
      rest.push(chunk.slice(from));
      held += chunk.length - from;
    }
    if (held > bytesMax) throw new RangeError('a line without end');
  }
  if (held > 0) throw new RangeError('the last line is not ended');
}

/** The whole of a text. */
export async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(joined(all));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
