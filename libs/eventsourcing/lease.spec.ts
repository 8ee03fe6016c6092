import { Lease } from './lease';
import { MemoryDocuments } from './memory/memory-documents';

describe('the lease on a ledger', () => {
  let at: number;
  let one: Lease;
  let two: Lease;
  let leaseOf: (owner: string, host?: string) => Lease;
  beforeEach(async () => {
    at = 100_000;
    const documents = new MemoryDocuments();
    leaseOf = (owner, host = owner) => new Lease({ documents, name: 'nara/steering', owner, address: `http://${host}`, now: () => at });
    [one, two] = [leaseOf('one'), leaseOf('two')];
    await one.tend();
    await two.tend();
  });
  const seconds = async (count: number, ...tended: readonly Lease[]): Promise<void> => {
    for (let second = 0; second < count; second++) {
      at += 1_000;
      for (const lease of tended) await lease.tend();
    }
  };

  it('is one’s who renews it, and the others know whose', async () => {
    await seconds(60, one, two);
    expect([one.isHeld(), one.other, two.isHeld(), two.other?.owner]).toEqual([true, null, false, 'one']);
  });

  it('of a silent holder is nobody to send to before it is another’s', async () => {
    await seconds(4, two);
    expect([two.other?.owner, one.isHeld()]).toEqual(['one', true]);
    await seconds(1, two);
    expect([two.other, two.isHeld()]).toEqual([null, false]);
    await seconds(1, two);
    // It stops believing in it before anybody else may.
    expect([one.isHeld(), two.isHeld()]).toEqual([false, false]);
    await seconds(3, two);
    expect([two.isHeld(), two.other]).toEqual([true, null]);
    await one.tend();
    expect([one.isHeld(), one.other?.owner]).toEqual([false, 'two']);
  });

  it('is free at once where it is given back', async () => {
    await one.release();
    await two.tend();
    expect([one.isHeld(), two.isHeld()]).toEqual([false, true]);
  });

  it('is taken at once by who begins at the address of a holder that was killed', async () => {
    const again = leaseOf('three', 'one');
    await again.tend();
    expect([again.isHeld(), again.other]).toEqual([true, null]);
  });

  it('does not go to and fro between two that were given one address by mistake', async () => {
    const twin = leaseOf('three', 'one');
    await twin.tend();
    await seconds(60, one, twin);
    expect([one.isHeld(), twin.isHeld(), one.other?.owner]).toEqual([false, true, 'three']);
  });
});
