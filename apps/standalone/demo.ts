import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { LedgerWriter } from '@styrbord/eventsourcing/ledger-writer';
import { CONFIG, type Config, type Demo } from '@styrbord/service/config';
import { Identities } from '@styrbord/service/identities';
import { Readiness } from '@styrbord/service/readiness';
import { IMPORTS, LEDGER, type Imports } from '@styrbord/service/stores';
import { simulatedCorrections } from '@styrbord/steering/simulation/corrections';
import { simulatedRegion } from '@styrbord/steering/simulation/region';
import type { StyrbordDocument } from '@styrbord/steering/document';

/** Root of the project, seen from `dist/apps/standalone`. */
const PROJECT = join(__dirname, '..', '..', '..');

const ROOTS: Record<Exclude<Demo, 'none'>, string> = { nara: 'nara', region: 'region-simulerad' };

/** Fills an empty ledger with a demo, and opens its accounts. */
@Injectable()
export class DemoLoading {
  private loaded = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: LedgerWriter,
    @Inject(IMPORTS) private readonly imports: Imports<StyrbordDocument>,
    private readonly identities: Identities,
    readiness: Readiness,
  ) {
    readiness.register('demo', () => this.loaded || 'being recorded');
  }

  async load(): Promise<void> {
    const { STYRBORD_DEMO: demo } = this.config;
    if (demo !== 'none' && (await this.isDemo(`demo/${demo}`))) {
      for (const [at, document] of (await documentsOf(demo)).entries())
        await this.imports.take(document, at === 0 ? `demo/${demo}` : `demo/${demo}/${at}`);
      await this.openAccounts(ROOTS[demo]);
    }
    this.loaded = true;
  }

  /** An empty ledger, or one that began as this demo: accounts with public passwords are opened on no other. */
  private async isDemo(name: string): Promise<boolean> {
    for await (const { commands } of this.ledger.read(1, 1)) return commands[0]?.id.startsWith(name) ?? false;
    return true;
  }

  private async openAccounts(unit: string): Promise<void> {
    const accounts = [
      {
        account: 'divisionsledning',
        name: { sv: 'Divisionsledningen', en: 'Division management' },
        role: 'viewer',
        password: 'styrbord-ledning',
        units: [unit],
      },
      {
        account: 'controller',
        name: { sv: 'Controllern', en: 'The controller' },
        role: 'controller',
        password: 'styrbord-controller',
        units: [unit],
      },
      {
        account: 'revisor',
        name: { sv: 'Revisorn', en: 'The auditor' },
        role: 'auditor',
        password: 'styrbord-revisor',
        units: [unit],
      },
      // Two, since nobody erases alone.
      {
        account: 'forvaltare',
        name: { sv: 'Systemförvaltaren', en: 'The system administrator' },
        role: 'administrator',
        password: 'styrbord-forvaltare',
        units: 'all',
      },
      {
        account: 'dataskyddsombud',
        name: { sv: 'Dataskyddsombudet', en: 'The data protection officer' },
        role: 'administrator',
        password: 'styrbord-dataskyddsombud',
        units: 'all',
      },
    ] as const;
    for (const account of accounts) await this.identities.putAccount({ ...account, demo: true });
  }
}

/** In the order to take them. */
async function documentsOf(demo: Exclude<Demo, 'none'>): Promise<StyrbordDocument[]> {
  if (demo === 'nara') return [JSON.parse(await readFile(join(PROJECT, 'apps/standalone/demo/nara.json'), 'utf8')) as StyrbordDocument];
  const region = simulatedRegion();
  return [region, simulatedCorrections(region)];
}
