const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** RFC 4648 §4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const letters = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63].map((value) => ALPHABET[value]);
    const kept = Math.min(3, bytes.length - at) + 1;
    out += letters.slice(0, kept).join('').padEnd(4, '=');
  }
  return out;
}

/** Null for anything but the one way to write those bytes. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let at = 0; at < text.length; at += 4) {
    let bits = 0;
    for (let of = at; of < at + 4; of++) {
      const value = of >= text.length - padding ? 0 : VALUES.get(text[of] ?? '');
      if (value === undefined) return null;
      bits = (bits << 6) | value;
    }
    bytes.set([(bits >> 16) & 255, (bits >> 8) & 255, bits & 255], (at / 4) * 3);
  }
  const read = bytes.subarray(0, bytes.length - padding);
  return toBase64(read) === text ? read : null;
}
