import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';
import { StoreUnavailable } from '@styrbord/eventsourcing/commit-store';
import { readConfig } from './config';
import { TenantHost } from './tenant-host';

/** How an app ends that was begun. */
const closed: string[] = [];

function hostOf(failures: Error[]): TenantHost {
  const open = (): Promise<NestFastifyApplication> => {
    @Module({})
    class App implements OnApplicationBootstrap {
      async onApplicationBootstrap(): Promise<void> {
        const failure = failures.shift();
        if (failure) throw failure;
      }

      onModuleDestroy(): void {
        closed.push('closed');
      }
    }
    return NestFactory.create<NestFastifyApplication>(App, new FastifyAdapter(), { logger: false, abortOnError: false });
  };
  const config = readConfig({ STYRBORD_PORT: '0', STYRBORD_API_KEY: 'an-operator-key-of-more-than-32-characters' });
  return new TenantHost({ config, log: pino({ level: 'silent' }), tenants: async () => ['nara'], open });
}

describe('a service whose store is busy when it starts', () => {
  beforeEach(() => closed.splice(0));

  it('waits for it, each try ended before the next', async () => {
    const busy = new StoreUnavailable('unreachable');
    const host = hostOf([busy, new Error('read at the start', { cause: busy })]);
    const url = await host.start();
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(closed).toEqual(['closed', 'closed']);
    await host.close();
  });

  it.each([new StoreUnavailable('read-only'), new Error('a fault of its own')])(
    'does not wait for what will not pass: %s',
    async (failure) => {
      const host = hostOf([failure]);
      await expect(host.start()).rejects.toThrow(failure.message);
      expect(closed).toEqual(['closed']);
    },
  );
});
