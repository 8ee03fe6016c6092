import { LastKnown } from './last-known';
import type { Principal } from './roles';

const PRINCIPAL: Principal = { id: 'k-1', name: { sv: 'N' }, role: 'viewer', units: ['u'], tenant: 'local', via: 'key' } as never;

describe('who was last known', () => {
  let at: number;
  let known: LastKnown;
  beforeEach(() => {
    at = 1_000_000;
    known = new LastKnown(() => at);
    known.learn('secret', PRINCIPAL);
  });

  it('is believed for a quarter of an hour after the store last said so, and no longer', () => {
    at += 15 * 60_000 - 1;
    expect(known.recall('secret')).toBe(PRINCIPAL);
    at += 1;
    expect(known.recall('secret')).toBeNull();
  });

  it('is nobody by another secret, and nobody once the store has said so', () => {
    expect(known.recall('other')).toBeNull();
    known.learn('secret', null);
    expect(known.recall('secret')).toBeNull();
  });
});
