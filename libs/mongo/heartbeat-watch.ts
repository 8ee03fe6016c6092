import type { MongoClient } from 'mongodb';

/** What of a client is watched. */
export type Heartbeats = Pick<MongoClient, 'on'>;

/**
 * Calls `stuck` once when the driver began to look at a server and never ended. It does so when the peer closes a
 * connection in the very moment of writing to it: driver 7.9 then waits for a drain that cannot come, and this client never
 * finds the server again.
 */
export function watchHeartbeats(client: Heartbeats, withinMs: number, stuck: () => void): void {
  const looking = new Map<string, NodeJS.Timeout>();
  const ended = (address: string): void => {
    clearTimeout(looking.get(address));
    looking.delete(address);
  };
  const closed = (): void => [...looking.keys()].forEach(ended);
  client.on('serverHeartbeatStarted', ({ connectionId: address }) => {
    ended(address);
    const late = (): void => {
      closed();
      stuck();
    };
    looking.set(address, setTimeout(late, withinMs).unref());
  });
  client.on('serverHeartbeatSucceeded', ({ connectionId: address }) => ended(address));
  client.on('serverHeartbeatFailed', ({ connectionId: address }) => ended(address));
  client.on('topologyClosed', closed);
}
