import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');

/**
 * Makes the folder that the last stage of a Dockerfile's `target` has: the packages that its `npm ci` installs, and the files that its COPY
 * lines name, from this checkout's build.
 */
export async function assembleImage(stage: 'demo' | 'last', folder: string): Promise<void> {
  const dockerfile = await readFile(join(root, 'Dockerfile'), 'utf8');
  const stages = dockerfile.split(/^(?=FROM )/m).filter((part) => part.startsWith('FROM '));
  const target =
    stage === 'last' ? stages.at(-1) : stages.find((part) => part.startsWith('FROM') && / AS demo$/m.test(part.split('\n')[0] ?? ''));
  const copies = [...(target ?? '').matchAll(/^COPY --from=(\S+) (.+)$/gm)].map(([, from = '', paths = '']) => ({
    from,
    paths: paths.split(' '),
  }));
  const source = stages.find((part) => part.split('\n')[0]?.endsWith(` AS ${copies[0]?.from}`)) ?? '';
  const install = [...source.matchAll(/^RUN (npm ci .*--omit=dev.*)$/gm)].at(-1)?.[1] ?? '';
  const { workspaces } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { workspaces: string[] };
  for (const file of ['package.json', 'package-lock.json', '.npmrc', ...workspaces.map((each) => `${each}/package.json`)])
    await cp(join(root, file), join(folder, 'build', file));
  const [npm = '', ...args] = install.split(' ');
  await promisify(execFile)(npm, [...args, '--prefer-offline', '--loglevel=error'], { cwd: join(folder, 'build') });
  for (const { paths } of copies) {
    const to = paths.at(-1) ?? '';
    for (const path of paths.slice(0, -1)) {
      const relative = path.replace('/app/', '');
      const target = to.endsWith('/') ? join(to, relative.split('/').at(-1) ?? '') : to;
      await mkdir(dirname(join(folder, 'app', target)), { recursive: true });
      if (relative === 'node_modules') await rename(join(folder, 'build', relative), join(folder, 'app', target));
      else await cp(join(root, relative), join(folder, 'app', target), { recursive: true });
    }
  }
}
