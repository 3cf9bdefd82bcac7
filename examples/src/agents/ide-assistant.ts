import { join } from 'node:path';
import type { Agent } from './agent.js';

/** Reads and edits a project through the filesystem server; sometimes it looks where it may not. */
export const ideAssistant: Agent = {
  name: 'ide-assistant',
  version: '1.14.2',
  async work({ random, connect, think }) {
    const { call, client, attempt } = await connect('filesystem');
    await attempt(() => client.listTools());
    const project = (await call('list_allowed_directories'))?.split('\n')[1] ?? '';
    await call('list_directory', { path: project });
    const tasks = Math.round(random.between(5, 11));
    for (let task = 0; task < tasks; task++) {
      await think(2, 8);
      await random.pick([look, look, look, search, search, change, change, trespass])();
    }

    async function look(): Promise<void> {
      const path = join(
        project,
        random.pick(['README.md', 'CHANGELOG.md', 'docs/retries.md', 'config/service.json', 'docs/retries.md', 'src/orders.ts']),
      );
      await call('read_text_file', random.chance(0.3) ? { path, head: 5 } : { path });
    }

    async function search(): Promise<void> {
      await call('search_files', { path: project, pattern: random.pick(['**/*.md', '**/*.json', '**/*.test.ts']) });
      await think(0.5, 2);
      // A model that forgets an argument.
      await call('read_multiple_files', random.chance(0.2) ? {} : { paths: [join(project, 'README.md'), join(project, 'CHANGELOG.md')] });
    }

    async function change(): Promise<void> {
      const path = join(project, 'docs', `note-${Math.round(random.between(1, 5))}.md`);
      await call('write_file', { path, content: '# Note\n\nThe timeout of reservations moves to the configuration.\n' });
      await think(1, 3);
      const edits = [{ oldText: random.chance(0.85) ? 'configuration' : 'settings file', newText: 'environment' }];
      await call('edit_file', { path, edits, dryRun: random.chance(0.4) });
    }

    async function trespass(): Promise<void> {
      await call('read_text_file', { path: random.pick(['/etc/hosts', join(project, '..', 'secrets.env')]) });
    }
  },
};
