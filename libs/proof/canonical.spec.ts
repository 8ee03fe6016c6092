import fc from 'fast-check';
import { canonicalize } from './canonical';

const fromBits = (hex: string): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
};

describe('canonical JSON (RFC 8785)', () => {
  it('sorts members and prints strings as in §3.2.2 and §3.2.4', () => {
    const input = {
      numbers: [333333333.33333329, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalize(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
  it('sorts by UTF-16 code units as in §3.2.3', () => {
    const input = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalize(input)) as object).length).toBe(7);
    const order = [
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ];
    const text = canonicalize(input);
    expect(order.map((value) => text.indexOf(value))).toEqual(order.map((value) => text.indexOf(value)).toSorted((a, b) => a - b));
  });
  it.each([
    ['0000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', null],
    ['ffefffffffffffff', null],
    ['4340000000000000', null],
    ['4430000000000000', null],
    ['44b52d02c7e14af5', null],
    ['444b1ae4d6e2ef4f', null],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('number %s of appendix B is %s, or refused past 2^53', (bits, expected) => {
    if (expected === null) expect(() => canonicalize(fromBits(bits))).toThrow('number-not-exact');
    else expect(canonicalize(fromBits(bits))).toBe(expected);
  });
  it.each([
    [NaN, 'number-not-finite'],
    [Infinity, 'number-not-finite'],
    [-0, 'minus-zero'],
    ['\ud800', 'lone-surrogate'],
    [{ a: ['x', '\udc00y'] }, 'lone-surrogate at /a/1'],
    [2 ** 53, 'number-not-exact'],
    [undefined, 'not-json'],
    [() => 1, 'not-json'],
    [1n, 'not-json'],
  ])('refuses %p', (value, message) => expect(() => canonicalize(value)).toThrow(message));
  it('comes back the same, whatever order members were given in', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        let text: string;
        try {
          text = canonicalize(value);
        } catch {
          return;
        }
        expect(canonicalize(JSON.parse(text))).toBe(text);
        expect(canonicalize(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([member, inner]) => [member, reversed(inner)]),
  );
}
