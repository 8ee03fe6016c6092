import { Together } from './together';

describe('questions asked together', () => {
  let asked: string[][];
  let stored: Map<string, number>;
  let answer: () => void;
  let together: Together<number>;
  beforeEach(() => {
    asked = [];
    stored = new Map([['a', 1]]);
    together = new Together(async (keys) => {
      asked.push([...keys]);
      const found = new Map([...stored].filter(([key]) => keys.includes(key)));
      await new Promise<void>((resolve) => (answer = resolve));
      if (keys.includes('broken')) throw new Error('broken');
      return found;
    });
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('are one while another is on its way, each answered with its own', async () => {
    const first = together.get('a');
    const later = [together.get('a'), together.get('b'), together.get('c')];
    answer();
    expect(await first).toBe(1);
    await turn();
    stored.set('d', 4);
    const last = together.get('d');
    answer();
    expect(await Promise.all(later)).toEqual([1, null, null]);
    await turn();
    answer();
    expect(await last).toBe(4);
    expect(asked).toEqual([['a'], ['a', 'b', 'c'], ['d']]);
  });

  it('never get an answer that is older than the question', async () => {
    const early = together.get('b');
    stored.set('b', 2);
    const late = together.get('b');
    answer();
    expect(await early).toBeNull();
    await turn();
    answer();
    expect(await late).toBe(2);
  });

  it('fail together, and the next are asked all the same', async () => {
    const broken = together.get('broken');
    const next = together.get('a');
    answer();
    await expect(broken).rejects.toThrow('broken');
    await turn();
    answer();
    expect(await next).toBe(1);
  });

  it('are bounded: what is more goes in the next', async () => {
    const first = together.get('a');
    const many = Array.from({ length: 250 }, (_, at) => together.get(`k${at}`));
    for (let round = 0; round < 3; round++) {
      answer();
      await turn();
    }
    await Promise.all([first, ...many]);
    expect(asked.map(({ length }) => length)).toEqual([1, 200, 50]);
  });
});
