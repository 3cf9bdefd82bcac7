// Run by npm before it packs a package: the licence text lies at the root of the repository only.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

copyFileSync(join(import.meta.dirname, '../LICENSE'), join(process.cwd(), 'LICENSE'));
