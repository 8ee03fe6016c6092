import { Command, Option } from 'commander';
import { Client } from './client';
import { runDemo } from './demo';
import { runCopy, type CopyOptions } from './copy';
import { doctorOfFolder, doctorOfServer } from './doctor';
import { Failure } from './failure';
import { runExport } from './export';
import { runImport, type ImportOptions } from './import';
import { Output } from './output';
import { runRebuild } from './rebuild';
import { runRights } from './rights';
import { createTenant, keyOfTenant, listTenants, turnTenant, type TenantOptions } from './tenant';
import { exportTenant } from './tenant-export';
import { runTopics, type TopicsOptions } from './topics';
import { runVerify, type VerifyOptions } from './verify';
import { runWitness, type WitnessOptions } from './witness';

interface Common {
  readonly json?: boolean;
  readonly url: string;
}

const program = new Command('styrbord')
  .description('Scorecards that are nothing but their events.')
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 refused or something is wrong, 2 the input cannot be read, 3 the server cannot be reached.',
  );

const url = (): Option =>
  new Option('--url <address>', 'the server; its key is read from STYRBORD_API_KEY').default('http://127.0.0.1:3000').env('STYRBORD_URL');
const json = (): Option => new Option('--json', 'answer as JSON, and nothing else on stdout');
const data = (): Option => new Option('--data <folder>', 'the data folder');
const STORE = 'a data folder, or mongodb://…';
const tenant = (): Option => new Option('--tenant <id>', 'the tenant of the data folder').default('local').env('STYRBORD_TENANT');
const mode = (): Option =>
  new Option('--mode <mode>', 'all: one refusal refuses all; valid: takes the rest').choices(['all', 'valid']).default('all');

program
  .command('import <file>')
  .description('import a document (JSON), or measurements (CSV with a heading; ; or , between, decimal comma or dot)')
  .option('--dry-run', 'only say what it would change')
  .option('--reason <text>', 'why final values change; becomes the reason of every correction')
  .addOption(mode())
  .addOption(url())
  .addOption(json())
  .action((file: string, options: ImportOptions & Common) =>
    run(options, (output) => runImport(file, options, clientFor(options), output)),
  );

program
  .command('export <unit>')
  .description('export a unit and everything below it as a document')
  .option('--period <period>', 'only measurements within it, such as 2022 or 2022-T1')
  .option('--out <file>', 'where to write; stdout unless said')
  .option('--force', 'replace the file if it is there')
  .addOption(url())
  .action((unit: string, options: Common & { period?: string; out?: string; force?: boolean }) =>
    run(options, (output) => runExport(unit, options, clientFor(options), output)),
  );

program
  .command('demo <name>')
  .description('import a demo (nara or region) into a running server')
  .option('--dry-run', 'only say what it would change')
  .addOption(url())
  .addOption(json())
  .action((name: string, options: Common & { dryRun?: boolean }) =>
    run(options, (output) => runDemo(name, options, clientFor(options), output)),
  );

program
  .command('rebuild')
  .description('fold the views again from the first commit; whoever serves them must be stopped, or the tenant suspended')
  .addOption(new Option('--data <store>', STORE).default('./data').env('STYRBORD_DATA'))
  .addOption(tenant())
  .addOption(json())
  .action((options: Common & { data: string; tenant: string }) => run(options, (output) => runRebuild(options, output)));

program
  .command('verify [pack]')
  .description('prove an evidence pack, or with --data a whole ledger; exit 0 good, 1 tampered, 2 malformed, 3 unknown key, 4 partly')
  .option('--key <file>', 'public keys, one a line, had by another way than the pack')
  .option('--data <store>', 'a data folder, mongodb://…, or the file of a tenant export')
  .option('--checkpoint <file>', 'a signed note that was kept elsewhere, or a folder of them')
  .addOption(tenant())
  .addOption(json())
  .action((pack: string | undefined, options: Common & VerifyOptions) => run(options, (output) => runVerify(pack, options, output)));

program
  .command('witness')
  .description('take the newest checkpoint, unless it is smaller or another history than the one kept; for a machine of somebody else')
  .requiredOption('--key <file>', 'public keys, one a line')
  .requiredOption('--state <file>', 'where the last checkpoint is kept')
  .addOption(new Option('--ledger <name>', 'which of the three').choices(['steering', 'audit', 'alerts']).default('steering'))
  .addOption(url())
  .addOption(json())
  .action((options: Common & WitnessOptions) => run(options, (output) => runWitness(options, clientFor(options), output)));

program
  .command('topics')
  .description('create the topics on Kafka that are missing; user and password are read from STYRBORD_KAFKA_USER and _PASSWORD')
  .addOption(new Option('--kafka <brokers>', 'host:port, several with commas').env('STYRBORD_KAFKA'))
  .addOption(new Option('--replicas <number>', 'of each partition; -1 is the broker’s own default').default('-1'))
  .addOption(json())
  .action((options: Common & TopicsOptions) => run(options, (output) => runTopics(options, output)));

program
  .command('copy')
  .description('take a whole tenant from one store to another, either way; run again it goes on where it was')
  .requiredOption('--from <store>', STORE)
  .requiredOption('--to <store>', STORE)
  .addOption(tenant())
  .addOption(json())
  .action((options: Common & CopyOptions) => run(options, (output) => runCopy(options, output)));

program
  .command('rights <tenants...>')
  .description('print, for mongosh, the users of MongoDB that the services need and the least they may do')
  .addOption(json())
  .action((named: string[], options: Common) => run(options, async (output) => runRights(named, output)));

const tenants = program.command('tenant').description('the tenants of the distributed product');
const mongodb = (): Option => new Option('--mongodb <address>', 'the database').env('STYRBORD_MONGODB');

tenants
  .command('create <id>')
  .description('register a tenant')
  .addOption(mongodb())
  .addOption(json())
  .action((id: string, options: Common & TenantOptions) => run(options, (output) => createTenant(id, options, output)));

for (const [name, state, what] of [
  ['suspend', 'suspended', 'let nobody in; nothing is lost'],
  ['resume', 'active', 'serve a suspended tenant again'],
] as const) {
  tenants
    .command(`${name} <id>`)
    .description(what)
    .addOption(mongodb())
    .addOption(json())
    .action((id: string, options: Common & TenantOptions) => run(options, (output) => turnTenant(id, state, options, output)));
}

tenants
  .command('list')
  .description('which there are')
  .addOption(mongodb())
  .addOption(json())
  .action((options: Common & TenantOptions) => run(options, (output) => listTenants(options, output)));

tenants
  .command('export <id>')
  .description('write every ledger of a tenant to a file, one after another, a commit a line, each verified')
  .requiredOption('--out <file>', 'where to write')
  .option('--force', 'replace the file if it is there')
  .addOption(mongodb())
  .addOption(json())
  .action((id: string, options: Common & TenantOptions & { out: string; force?: boolean }) =>
    run(options, (output) => exportTenant(id, options, output)),
  );

tenants
  .command('key <id>')
  .description('the operator’s key to a tenant, from the secret in STYRBORD_API_KEY')
  .addOption(json())
  .action((id: string, options: Common) => run(options, async (output) => keyOfTenant(id, output)));

program
  .command('doctor')
  .description('look a server over, or with --data a folder: every commit and event re-hashed')
  .addOption(data())
  .addOption(tenant())
  .addOption(url())
  .addOption(json())
  .action((options: Common & { data?: string; tenant: string }) =>
    run(options, (output) =>
      options.data ? doctorOfFolder({ data: options.data, tenant: options.tenant }, output) : doctorOfServer(clientFor(options), output),
    ),
  );

function clientFor({ url: address }: Common): Client {
  return new Client(address, process.env['STYRBORD_API_KEY']);
}

/** Errors of the adapters that are sentences. */
const SAID = new Set(['DataFolderRefused', 'KafkaRefused', 'MongoRefused']);

/** A command answers its exit code; what a person can do something about is said in a sentence. */
async function run({ json: asJson = false }: { readonly json?: boolean }, command: (output: Output) => Promise<number>): Promise<void> {
  const output = new Output(asJson, process.stdout, process.stderr);
  try {
    process.exitCode = await command(output);
  } catch (error) {
    const known = error instanceof Failure || (error instanceof Error && SAID.has(error.name));
    if (!known) throw error;
    output.failed(error);
    process.exitCode = error instanceof Failure ? error.exitCode : 1;
  }
}

/** Whoever reads may have had enough, as `head` has. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void program.parseAsync();
