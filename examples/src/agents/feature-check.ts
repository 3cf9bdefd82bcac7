import type { Agent } from './agent.js';
import type { CallOptions } from './connection.js';

/** Goes through the protocol's features on the reference server, as a client's author does. */
export const featureCheck: Agent = {
  name: 'feature-check',
  version: '4.0.1',
  async work({ random, connect, think }) {
    const { call, client, attempt } = await connect('everything');
    await attempt(() => client.listTools());
    await attempt(() => client.listPrompts());
    await attempt(() => client.listResources());
    const checks = Math.round(random.between(6, 12));
    for (let check = 0; check < checks; check++) {
      await think(1, 7);
      await random.pick([sum, weather, prompt, resource, waitLong, ping])();
    }

    async function sum(): Promise<void> {
      await call('echo', { message: 'ready' });
      await call('get-sum', { a: Math.round(random.between(1, 99)), b: random.chance(0.15) ? 'seven' : 7 });
    }

    async function weather(): Promise<void> {
      await call('get-structured-content', { location: random.pick(['Chicago', 'New York', 'Los Angeles', 'Harbourtown']) });
    }

    async function prompt(): Promise<void> {
      const name = random.chance(0.2) ? 'daily-summary' : 'args-prompt';
      await attempt(() => client.getPrompt({ name, arguments: { city: 'Chicago' } }));
    }

    async function resource(): Promise<void> {
      const id = random.chance(0.2) ? 'first' : '1';
      await attempt(() => client.readResource({ uri: `demo://resource/dynamic/text/${id}` }));
    }

    async function waitLong(): Promise<void> {
      const patience = random.pick<CallOptions>([{}, { cancelAfterMs: 2_500 }, { timeoutMs: 2_000 }]);
      await call('trigger-long-running-operation', { duration: 5, steps: 5 }, patience);
    }

    async function ping(): Promise<void> {
      await attempt(() => client.ping());
    }
  },
};
