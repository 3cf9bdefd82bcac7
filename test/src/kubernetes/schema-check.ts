import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const version = '1.37.0';
const folder = join(import.meta.dirname, `../../../.cache/kubernetes-validate-${version}`);

/** Installs PyPI's kubernetes-validate, which holds the schemas of Kubernetes; false where there is no Python with pip, but not in CI. */
export async function installSchemaCheck(): Promise<boolean> {
  const isThere = await access(join(folder, 'kubernetes_validate')).then(
    () => true,
    () => false,
  );
  if (isThere) return true;
  try {
    const args = ['-m', 'pip', 'install', '--quiet', '--target', folder, `kubernetes-validate==${version}`];
    await promisify(execFile)('python3', args);
    return true;
  } catch (error) {
    if (process.env.CI) throw error;
    return false;
  }
}

/** What is wrong with the manifests by the schemas, unknown fields among it; empty for nothing. */
export async function checkSchema(manifests: string): Promise<string[]> {
  const child = spawn('python3', ['-m', 'kubernetes_validate', '--strict', '-'], {
    env: { ...process.env, PYTHONPATH: folder },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  child.stdin.end(manifests);
  const [code] = (await once(child, 'close')) as [number | null];
  const faults = output.split('\n').filter((line) => line !== '' && !line.startsWith('INFO'));
  return code === 0 ? [] : faults;
}
