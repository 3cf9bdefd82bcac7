import { printApi } from './api/api.js';
import { printHeap } from './heap.js';
import { printIngest } from './ingest/ingest.js';
import { printSoak } from './ingest/soak.js';
import { printOverhead } from './overhead/overhead.js';
import { printPage } from './page/page.js';
import { printStartup } from './startup.js';
import { printStorage } from './storage/storage.js';
import { printVisibility } from './visibility.js';

/** Benchmarks by name: what each one measures is told by its function. */
const benchmarks: Record<string, () => Promise<void>> = {
  overhead: printOverhead,
  startup: printStartup,
  heap: printHeap,
  visibility: printVisibility,
  page: printPage,
  ingest: printIngest,
  soak: printSoak,
  api: printApi,
  storage: printStorage,
};

const [name = ''] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (!benchmark) {
  process.stderr.write(`bench: expected one of ${Object.keys(benchmarks).join(', ')}, got ${JSON.stringify(name)}\n`);
  process.exit(1);
}
await benchmark();
