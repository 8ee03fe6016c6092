const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += DIGITS[byte];
  return out;
}

/** Throws on anything but pairs of lower-case hex digits. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0) throw new Error('not lower-case hex');
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = digit(text.charCodeAt(at * 2)) * 16 + digit(text.charCodeAt(at * 2 + 1));
  return bytes;
}

const [ZERO, NINE, A, F] = [0x30, 0x39, 0x61, 0x66] as const;

function digit(code: number): number {
  if (code >= ZERO && code <= NINE) return code - ZERO;
  if (code >= A && code <= F) return code - A + 10;
  throw new Error('not lower-case hex');
}
