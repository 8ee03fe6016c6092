import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { watchHeartbeats, type Heartbeats } from './heartbeat-watch';

const WITHIN_MS = 30;

describe('a look at a server', () => {
  const client = (): { events: EventEmitter; stuck: jest.Mock } => {
    const [events, stuck] = [new EventEmitter(), jest.fn()];
    watchHeartbeats(events as unknown as Heartbeats, WITHIN_MS, stuck);
    return { events, stuck };
  };
  const told = (events: EventEmitter, name: string, connectionId = 'a:1'): boolean => events.emit(name, { connectionId });

  it('that never ends is told, once', async () => {
    const { events, stuck } = client();
    told(events, 'serverHeartbeatStarted', 'a:1');
    told(events, 'serverHeartbeatStarted', 'b:1');
    told(events, 'serverHeartbeatSucceeded', 'b:1');
    await setTimeout(3 * WITHIN_MS);
    expect(stuck).toHaveBeenCalledTimes(1);
  });

  it.each(['serverHeartbeatSucceeded', 'serverHeartbeatFailed', 'topologyClosed'])('that ends with %s is not', async (end) => {
    const { events, stuck } = client();
    told(events, 'serverHeartbeatStarted');
    told(events, end);
    await setTimeout(3 * WITHIN_MS);
    expect(stuck).not.toHaveBeenCalled();
  });
});
