import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { down, NAMES, status, up } from './servers.mjs';

export { down, status, up };

const USAGE = `Real servers without Docker, on loopback and free ports.

  node deploy/local/local.mjs up|status|down [options]

  --only ${NAMES.join('|')}   one of them
  --state FOLDER       its state and data (default: local/ in the cache folder); several sets run side by side
  --keep               down: leave the data, the next up serves it again
  --json               the answer as JSON

The cache folder is STYRBORD_CACHE, or ~/.cache/styrbord.
`;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      state: { type: 'string' },
      keep: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { json, ...options } = values;
  const say = (line) => process.stderr.write(`${line}\n`);
  const command = { up, down, status }[positionals[0]];
  if (!command || positionals.length > 1) throw new Error(USAGE);
  await command({ ...options, say });
  const servers = await status(options);
  process.stdout.write(json ? `${JSON.stringify(servers)}\n` : linesOf(servers));
  if (command !== down && Object.values(servers).some(({ answers }) => !answers)) process.exitCode = 1;
}

function linesOf(servers) {
  const lines = Object.entries(servers).map(
    ([name, { address, answers }]) => `${name} ${address} ${answers ? 'answers' : 'does not answer'}`,
  );
  return lines.length > 0 ? `${lines.join('\n')}\n` : 'no server is up\n';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
