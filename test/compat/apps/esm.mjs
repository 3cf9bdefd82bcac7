import { createRequire } from 'node:module';

const { main } = createRequire(import.meta.url)('./main.cjs');
await main((name) => import(name), JSON.parse(process.argv[2]));
