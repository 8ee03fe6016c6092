import { setTimeout } from 'node:timers/promises';
import type { Bus, Message } from '@styrbord/eventsourcing/bus';

const message = (value: string): Message => ({ key: 'nara', value, headers: { commit: value } });

/** What every bus does. `open` makes the topics `facts` and `notices`, empty; `soonMs`: what a first message may take. */
export function busContract(name: string, open: () => Promise<Bus>, soonMs = 5_000): void {
  describe(`a bus: ${name}`, () => {
    let bus: Bus;
    beforeEach(async () => {
      bus = await open();
      await bus.start();
    });
    afterEach(() => bus.stop());

    const eventually = (check: () => void): Promise<void> => within(soonMs, check);

    const following = async (topic: string, group: string): Promise<string[]> => {
      const seen: string[] = [];
      await bus.subscribe(topic, group, async (messages) => void seen.push(...messages.map(({ value }) => value)));
      return seen;
    };

    it('brings every message to every group, in order per key, whole', async () => {
      const groups = [await following('facts', 'series'), await following('facts', 'structure')];
      const other = await following('notices', 'series');
      for (const value of ['1', '2', '3', 'å']) await bus.publish('facts', [message(value)]);
      for (const seen of groups) await eventually(() => expect(seen).toEqual(['1', '2', '3', 'å']));
      expect(other).toEqual([]);
    });

    it('brings a message to one member of a group', async () => {
      const members = [await following('facts', 'series'), await following('facts', 'series')];
      await bus.publish('facts', ['1', '2', '3'].map(message));
      await eventually(() => expect(members.flat().toSorted()).toEqual(['1', '2', '3']));
    });

    it('brings a rejected batch again, before what came later', async () => {
      const seen: string[] = [];
      let rejections = 2;
      await bus.subscribe('facts', 'series', async (messages) => {
        if (rejections-- > 0) throw new Error('not now');
        seen.push(...messages.map(({ value }) => value));
      });
      await bus.publish('facts', [message('1')]);
      await bus.publish('facts', [message('2')]);
      await eventually(() => expect(seen).toEqual(['1', '2']));
    });

    it('leaves nothing lying that is published just as a batch ends', async () => {
      const seen = await following('facts', 'series');
      for (let value = 1; value <= 50; value++) {
        await bus.publish('facts', [message(String(value))]);
        for (let turn = 0; turn < value % 8; turn++) await Promise.resolve();
        await bus.publish('facts', [message(`${value}b`)]);
        await within(500, () => expect(seen).toHaveLength(value * 2));
      }
    });
  });
}

async function within(ms: number, check: () => void): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await setTimeout(1)) {
    try {
      return check();
    } catch {
      continue;
    }
  }
  check();
}
