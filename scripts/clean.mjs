// Removes what builds leave behind, so that the next build starts from nothing.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
for (const workspace of readdirSync(root, { withFileTypes: true })) {
  if (!workspace.isDirectory() || workspace.name === 'node_modules') continue;
  for (const made of ['dist', '.cache']) rmSync(join(root, workspace.name, made), { recursive: true, force: true });
}
