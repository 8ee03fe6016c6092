import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';

/** The first Debian with DocumentDB for PostgreSQL. */
const SUITE = 'sid';

/** Mounts last as long as the command and are seen by nothing else: there is nothing to unmount. */
const INSIDE = `
  root=$1 data=$2 user=$3; shift 3
  mount -t proc proc "$root/proc"
  mount -t tmpfs tmpfs "$root/dev/shm"
  mount -t devpts devpts "$root/dev/pts"
  if [ -n "$data" ]; then mkdir -p "$root/data"; mount --bind "$data" "$root/data"; fi
  exec chroot --userspec="$user" "$root" "$@"
`;

/** The command and arguments that run `inside` the folder, with `data` mounted as /data; the process id is that of `inside`. */
export function insideDebian(root, inside, { data = '', user = 'root' } = {}) {
  return ['unshare', ['--mount', 'sh', '-ec', INSIDE, 'sh', root, data, user, ...inside]];
}

/** Makes a folder with Debian and the packages in it, whole or not at all. */
export async function prepareDebian(root, packages, say) {
  if (existsSync(root)) return;
  if (process.getuid?.() !== 0) {
    throw new Error(
      'The MongoDB-protocol server runs in a Debian folder of its own, which only root can make and enter. Run this with sudo, or start a MongoDB yourself and give its address in STYRBORD_TEST_MONGODB.',
    );
  }
  await installDebootstrap(say);
  const making = `${root}.${process.pid}`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  try {
    mkdirSync(making, { recursive: true });
    say('Making a Debian folder …');
    await run('debootstrap', ['--variant=minbase', '--include=ca-certificates', SUITE, making], { env });
    say(`Installing ${packages.join(', ')} in it …`);
    const install = ['apt-get', 'install', '-y', '--no-install-recommends', '-o', 'Acquire::Check-Valid-Until=false', ...packages];
    await run(...insideDebian(making, install), { env });
    rmSync(join(making, 'var/cache/apt'), { recursive: true, force: true });
    renameSync(making, root);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function installDebootstrap(say) {
  if (await has('debootstrap')) return;
  if (!(await has('apt-get'))) throw new Error('debootstrap is missing. Install it with the package manager of this machine.');
  say('Installing debootstrap …');
  await run('apt-get', ['update', '-qq']);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'debootstrap']);
}

const has = (command) =>
  run('sh', ['-c', `command -v ${command}`]).then(
    () => true,
    () => false,
  );
