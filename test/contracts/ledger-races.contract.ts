import type { OpenStore } from './ledger.contract';
import { batch, collected, commandIds, fact, verified, writerOn } from './writer';

/** What holds while several writers share one store. */
export function ledgerRacesContract(name: string, open: () => Promise<OpenStore>): void {
  describe(`writers racing on ${name}`, () => {
    let opened: OpenStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('keeps one chain under two writers: no gap, every command once', async () => {
      const writers = [writerOn(opened.store), writerOn(opened.store)];
      const ids = Array.from({ length: 200 }, (_, at) => `command-${at}`);
      await Promise.all(ids.map((id, at) => writers[at % 2]!.append(batch(id, `series/${at % 7}`))));
      expect(commandIds(await verified(opened.store)).toSorted()).toEqual(ids.toSorted());
    });

    it('has one winner per version where fifty write to five streams, and stores what it acknowledged', async () => {
      const writers = [writerOn(opened.store), writerOn(opened.store)];
      const acknowledged = (await Promise.all(Array.from({ length: 50 }, (_, at) => contend(writers[at % 2]!, at)))).flat();
      const commits = await verified(opened.store);
      expect(acknowledged.toSorted()).toEqual(commandIds(commits).toSorted());
      for (let stream = 0; stream < 5; stream++) {
        const versions = (await collected(writers[0]!.stream(`series/${stream}`))).map(
          ({ fact: { data } }) => (data as { version: number }).version,
        );
        expect(versions).toEqual(versions.map((_, at) => at + 1));
      }
    });
  });
}

/** Reads a stream's version and writes the next, until it has won three times. */
async function contend(ledger: ReturnType<typeof writerOn>, who: number): Promise<string[]> {
  const stream = `series/${who % 5}`;
  const won: string[] = [];
  for (let tries = 0; won.length < 3; tries++) {
    const after = await ledger.position();
    const version = (await collected(ledger.stream(stream, after))).length + 1;
    const id = `writer-${who}-try-${tries}`;
    const answer = await ledger.append(
      { command: { id, fingerprint: id, answer: null }, facts: [fact(stream, { version })] },
      { after, touches: [stream] },
    );
    if (answer.kind === 'committed') won.push(id);
  }
  return won;
}
