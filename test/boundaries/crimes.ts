/** One import that breaks each rule of .dependency-cruiser.cjs, and where it stands. */
export interface Crime {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

export const CRIMES: readonly Crime[] = [
  { rule: 'proof-stands-alone', file: 'libs/proof/crime.ts', imports: 'node:crypto' },
  { rule: 'proof-stands-alone', file: 'libs/proof/crime-ours.ts', imports: '@styrbord/eventsourcing/innocent' },
  { rule: 'eventsourcing-knows-only-proof', file: 'libs/eventsourcing/crime.ts', imports: 'rxjs' },
  { rule: 'eventsourcing-knows-only-proof', file: 'libs/eventsourcing/crime-domain.ts', imports: '@styrbord/steering/innocent' },
  { rule: 'steering-is-pure', file: 'libs/steering/crime.ts', imports: 'node:fs' },
  { rule: 'steering-is-pure', file: 'libs/steering/crime-framework.ts', imports: 'class-validator' },
  { rule: 'alerting-is-pure', file: 'libs/alerting/crime.ts', imports: '@styrbord/steering/innocent' },
  { rule: 'alerting-is-pure', file: 'libs/alerting/crime-core.ts', imports: 'node:fs' },
  { rule: 'node-proof-knows-only-proof', file: 'libs/node-proof/crime.ts', imports: '@styrbord/eventsourcing/innocent' },
  { rule: 'sqlite-is-an-adapter', file: 'libs/sqlite/crime.ts', imports: '@styrbord/steering/innocent' },
  { rule: 'mongo-is-an-adapter', file: 'libs/mongo/crime.ts', imports: 'better-sqlite3' },
  { rule: 'kafka-is-an-adapter', file: 'libs/kafka/crime.ts', imports: '@styrbord/service/innocent' },
  { rule: 'mail-is-an-adapter', file: 'libs/mail/crime.ts', imports: '@styrbord/eventsourcing/innocent' },
  { rule: 'outbound-is-an-adapter', file: 'libs/outbound/crime.ts', imports: '@styrbord/eventsourcing/innocent' },
  { rule: 'service-knows-no-app-and-no-driver', file: 'libs/service/crime.ts', imports: '../../apps/boards/innocent' },
  { rule: 'service-knows-no-app-and-no-driver', file: 'libs/service/crime-driver.ts', imports: 'better-sqlite3' },
  { rule: 'nest-only-in-service-and-apps', file: 'libs/sqlite/crime-nest.ts', imports: '@nestjs/common' },
  { rule: 'app-never-another-app', file: 'apps/boards/crime.ts', imports: '../steering/steering.module' },
  { rule: 'app-never-another-app', file: 'apps/cli/crime-app.ts', imports: '../steering/steering.module' },
  { rule: 'standalone-only-modules', file: 'apps/standalone/crime.ts', imports: '../boards/innocent' },
  { rule: 'app-never-a-driver', file: 'apps/standalone/crime-driver.ts', imports: 'better-sqlite3' },
  { rule: 'app-never-a-driver', file: 'apps/boards/crime-mail.ts', imports: 'nodemailer' },
  { rule: 'cli-without-the-framework', file: 'apps/cli/crime.ts', imports: '@nestjs/common' },
  { rule: 'web-only-pure-libraries', file: 'apps/web/src/crime.ts', imports: '@styrbord/service/innocent' },
  { rule: 'web-only-browser-packages', file: 'apps/web/src/crime-package.ts', imports: 'rxjs' },
  { rule: 'web-without-node', file: 'apps/web/src/crime-node.ts', imports: 'node:path' },
  { rule: 'feature-never-another-feature', file: 'apps/web/src/features/board/crime.ts', imports: '../measure/innocent' },
  { rule: 'ui-below-features', file: 'apps/web/src/ui/crime.ts', imports: '../features/measure/innocent' },
  { rule: 'no-circular', file: 'libs/steering/crime-round.ts', imports: './crime-round-back' },
  { rule: 'not-to-unresolvable', file: 'apps/boards/crime-nowhere.ts', imports: './nowhere' },
  { rule: 'not-to-undeclared', file: 'apps/boards/crime-undeclared.ts', imports: 'secure-json-parse' },
  { rule: 'not-to-dev-dependency', file: 'apps/boards/crime-dev.ts', imports: 'supertest' },
  { rule: 'not-to-tests', file: 'apps/boards/crime-test.ts', imports: '../../test/innocent' },
];

/** What the crimes import, and what the rules must leave alone. */
export const INNOCENT: Readonly<Record<string, string>> = {
  'libs/proof/innocent.ts': '',
  'libs/node-proof/innocent.ts': "import '@styrbord/proof/innocent'; import 'node:crypto';",
  'libs/eventsourcing/innocent.ts': "import '@styrbord/proof/innocent';",
  'libs/steering/innocent.ts': "import '@styrbord/eventsourcing/innocent'; import 'big.js';",
  'libs/steering/events.ts': '',
  'libs/steering/scorecard.ts': '',
  'libs/steering/crime-round-back.ts': "import './crime-round';",
  'libs/alerting/innocent.ts':
    "import '@styrbord/steering/events'; import '@styrbord/steering/scorecard'; import 'big.js'; import 'temporal-polyfill';",
  'libs/sqlite/innocent.ts': "import '@styrbord/eventsourcing/innocent'; import 'better-sqlite3'; import 'node:fs';",
  'libs/mail/innocent.ts': "import 'nodemailer'; import 'node:os';",
  'libs/outbound/innocent.ts': "import 'ipaddr.js'; import 'node:https';",
  'libs/service/innocent.ts': "import '@styrbord/steering/innocent'; import '@nestjs/common'; import 'fastify';",
  'apps/boards/innocent.ts': "import '@styrbord/service/innocent'; import '@nestjs/common';",
  'apps/steering/steering.module.ts': "import '@styrbord/sqlite/innocent';",
  'apps/standalone/innocent.ts': "import '../steering/steering.module';",
  'apps/cli/innocent.ts': "import '@styrbord/sqlite/innocent'; import 'commander'; import 'csv-parse/sync';",
  'apps/web/src/innocent.ts':
    "import '@styrbord/steering/innocent'; import 'react'; import '@noble/hashes/sha2.js'; import './features/measure/innocent';",
  'apps/web/src/features/measure/innocent.ts': "import '../../ui/innocent';",
  'apps/web/src/ui/innocent.ts': '',
  'libs/steering/innocent.spec.ts': "import 'node:fs'; import 'fast-check';",
  'test/innocent.ts': "import '../apps/boards/innocent';",
};
