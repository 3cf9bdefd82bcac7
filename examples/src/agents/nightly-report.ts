import { join } from 'node:path';
import type { Agent } from './agent.js';

/** Collects from two servers and writes a report with a third. */
export const nightlyReport: Agent = {
  name: 'nightly-report',
  version: '1.0.0',
  async work({ connect, think }) {
    const incidents = await connect('incidents');
    const listed = await incidents.call('list_incidents');
    const series: (string | undefined)[] = [];
    for (const service of ['checkout', 'search', 'accounts', 'notifications', 'warehouse']) {
      series.push(await incidents.call('query_metrics', { service, metric: 'error_rate', minutes: 60 }, { timeoutMs: 5_000 }));
      await think(0.2, 0.6);
    }
    const bookshop = await connect('bookshop');
    const bestsellers = await bookshop.attempt((client) => client.readResource({ uri: 'bookshop://bestsellers' }));
    await bookshop.call('search_books', { limit: 20 });
    await think(1, 2);
    const files = await connect('filesystem');
    const folder = (await files.call('list_allowed_directories'))?.split('\n')[1] ?? '';
    const content = JSON.stringify({ listed, series, bestsellers: bestsellers?.contents }, null, 2);
    await files.call('create_directory', { path: join(folder, 'reports') });
    await files.call('write_file', { path: join(folder, 'reports', 'last-night.json'), content });
    await think(2, 4);
  },
};
