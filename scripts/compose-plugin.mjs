// Finds Docker's compose plugin, which checks compose files without a Docker daemon, and prints its path: on Debian that of Debian's own
// package, elsewhere one built from Go modules (exit code 3: there is neither Go nor Python). Needs no root, and installs nothing.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** The package of older releases, 1.29, is not the plugin yet. */
const release = 'trixie';
const unpacked = join(root, '.cache', `debian-docker-compose-${release}`);
const plugin = join(unpacked, 'usr/libexec/docker/cli-plugins/docker-compose');

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) && existsSync(keyring);
}

/** Downloads Debian's package, whose signature apt verifies with Debian's keys, and unpacks it; the lists and sources of this machine stay as they are. */
function unpackPackage() {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const directory = mkdtempSync(join(root, '.cache/debian-'));
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(directory, folder), { recursive: true });
    writeFileSync(join(directory, 'sources.list'), `deb [signed-by=${keyring}] http://deb.debian.org/debian ${release} main\n`);
    const options = {
      'Dir::Etc::SourceList': join(directory, 'sources.list'),
      'Dir::Etc::SourceParts': '/dev/null',
      'Dir::State::Lists': join(directory, 'lists'),
      'Dir::Cache': join(directory, 'cache'),
      'Acquire::Languages': 'none',
      'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
      // The folder is the caller's own, whoever that is.
      'APT::Sandbox::User': '',
    };
    const apt = (...args) =>
      execFileSync('apt-get', ['-qq', ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]), ...args], {
        cwd: directory,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    console.error(`Downloading docker-compose of Debian ${release} …`);
    apt('update');
    apt('download', 'docker-compose');
    execFileSync('sh', ['-c', 'dpkg-deb -x docker-compose_*.deb unpacked'], { cwd: directory });
    // In one step, so that two of these at once do no harm.
    if (!existsSync(unpacked)) renameSync(join(directory, 'unpacked'), unpacked);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function buildFromModules() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/go-tool.mjs'), 'docker-compose'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exit(status ?? 1);
}

if (!existsSync(plugin) && isDebian()) {
  try {
    unpackPackage();
  } catch (error) {
    console.error(`Debian's package could not be had (${error instanceof Error ? error.message.split('\n')[0] : error}).`);
  }
}
if (existsSync(plugin)) console.log(plugin);
else buildFromModules();
