import { batch, writerOn } from '../contracts/writer';
import { LedgerUnavailable } from '@styrbord/eventsourcing/ledger-writer';
import { MemoryCommitStore } from '@styrbord/eventsourcing/memory/memory-commit-store';

/** Says that a number is taken, so many times, and has no commit there. */
class TakenByNobody extends MemoryCommitStore {
  inserts = 0;

  constructor(private times: number) {
    super();
  }

  override async insert(...given: Parameters<MemoryCommitStore['insert']>): Promise<'inserted' | 'taken'> {
    this.inserts++;
    return this.times-- > 0 ? 'taken' : super.insert(...given);
  }
}

describe('a number that is said to be taken where no commit is', () => {
  it('is tried again after a wait', async () => {
    const store = new TakenByNobody(2);
    expect(await writerOn(store).append(batch('a'))).toMatchObject({ kind: 'committed', no: 1 });
    expect(store.inserts).toBe(3);
  });

  it('is given up as unknown after a few tries, and the same command succeeds later', async () => {
    const store = new TakenByNobody(4);
    const ledger = writerOn(store);
    await expect(ledger.append(batch('a'))).rejects.toThrow(LedgerUnavailable);
    expect(store.inserts).toBe(4);
    expect(await ledger.append(batch('a'))).toMatchObject({ kind: 'committed', no: 1, repeated: false });
  });
});
