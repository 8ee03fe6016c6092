import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StyrbordDocument } from '@styrbord/steering/document';
import type { Client } from './client';
import { Failure, UNREADABLE } from './failure';
import { importDocument } from './import';
import type { Output } from './output';

/** Root of the project, seen from `dist/apps/cli`. */
const PROJECT = join(__dirname, '..', '..', '..');

export async function runDemo(name: string, options: { dryRun?: boolean }, client: Client, output: Output): Promise<number> {
  let worst = 0;
  for (const document of await demoDocuments(name)) worst = Math.max(worst, await importDocument(document, options, client, output));
  return worst;
}

/** In the order to take them. */
async function demoDocuments(name: string): Promise<StyrbordDocument[]> {
  switch (name) {
    case 'nara':
      return [JSON.parse(await readFile(join(PROJECT, 'apps/standalone/demo/nara.json'), 'utf8')) as StyrbordDocument];
    case 'region': {
      const { simulatedRegion } = await import('@styrbord/steering/simulation/region');
      const { simulatedCorrections } = await import('@styrbord/steering/simulation/corrections');
      const region = simulatedRegion();
      return [region, simulatedCorrections(region)];
    }
    default:
      throw new Failure(UNREADABLE, `There is no demo ${name}; there are nara and region.`);
  }
}
