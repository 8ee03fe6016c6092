import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { fromBase64, toBase64 } from './base64';
import { checkpointText, parseCheckpoint } from './checkpoint';
import { keyText, parseKey, parseNote, signersOf, signNote, type NoteKey, type VerifySignature } from './note';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** The example of the Go module `golang.org/x/mod/sumdb/note`, which C2SP signed-note describes. */
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

/** RFC 8410: the header of an Ed25519 private key, of a public one. */
const PKCS8 = '302e020100300506032b657004220420';
const SPKI = '302a300506032b6570032100';
const verifySignature: VerifySignature = ({ publicKey, bytes, signature }) =>
  verify(null, bytes, { key: Buffer.concat([Buffer.from(SPKI, 'hex'), publicKey]), format: 'der', type: 'spki' }, signature);

function signerOf(name: string, seed: number) {
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from(PKCS8, 'hex'), Buffer.alloc(32, seed)]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32));
  return { name, publicKey, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
}

describe('a signed note', () => {
  it('reads and verifies the published example', () => {
    const key = parseKey(sha256, GO_KEY) as NoteKey;
    const note = parseNote(GO_NOTE);
    expect(note && signersOf(sha256, verifySignature, note, [key])).toEqual(['PeterNeumann']);
    expect(keyText(sha256, key)).toBe(GO_KEY);
    const other = parseNote(GO_NOTE.replace('problem is', 'problem was'));
    expect(other && signersOf(sha256, verifySignature, other, [key])).toBe(false);
  });

  it('carries two signatures while keys change, and either key finds its own', () => {
    const [old, next] = [signerOf('styrbord.example.se', 1), signerOf('styrbord.example.se', 2)];
    const note = parseNote(signNote(sha256, 'text\n', [old, next]));
    expect(note && signersOf(sha256, verifySignature, note, [old])).toEqual(['styrbord.example.se']);
    expect(note && signersOf(sha256, verifySignature, note, [next])).toEqual(['styrbord.example.se']);
    expect(note && signersOf(sha256, verifySignature, note, [signerOf('styrbord.example.se', 3)])).toEqual([]);
  });

  it.each([
    ['', 'nothing'],
    ['text\n', 'no signature'],
    ['text\n\n— name\n', 'a line cut off'],
    ['text\n\n— name !!!!\n', 'no base64'],
    ['text\n\n- name AAAAAAAAAAA=\n', 'another dash'],
    [GO_NOTE.slice(0, -1), 'no newline at its end'],
    [GO_NOTE.replaceAll('\n', '\r\n'), 'other line ends'],
  ])('%j is none: %s', (text) => expect(parseNote(text)).toBeNull());

  it.each([GO_KEY.replace('c74f', 'c74e'), GO_KEY.replace('+ARpc', '+ARpd'), 'x', '', `${GO_KEY}=`])('%s is no key', (text) =>
    expect(parseKey(sha256, text)).toBeNull(),
  );
});

describe('a checkpoint', () => {
  const root = new Uint8Array(32).fill(7);
  const checkpoint = { origin: 'styrbord.example.se/nara/steering', events: { size: 5, root }, commits: { size: 3, root } };

  it('is said and read back', () => expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint));
  it('passes over extension lines it does not know', () =>
    expect(parseCheckpoint(`${checkpointText(checkpoint)}other line\n`)).toEqual(checkpoint));
  it.each([
    ['05', '5'],
    ['9007199254740993', '5'],
    ['-5', '5'],
    ['1e3', '5'],
    ['', '5'],
  ])('a size of %j is none', (size) => expect(parseCheckpoint(checkpointText(checkpoint).replace('\n5\n', `\n${size}\n`))).toBeNull());
  it('without its commits is none', () => expect(parseCheckpoint(checkpointText(checkpoint).replace(/commits.*\n/, ''))).toBeNull());
});

describe('base64', () => {
  it('has one way to write bytes', () => {
    for (let length = 0; length < 9; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => at * 41);
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }
    for (const text of ['A', 'AB==', 'AAB=', '=AAA', 'AA=A', 'A-_A', 'AAAA=']) expect(fromBase64(text)).toBeNull();
  });
});
