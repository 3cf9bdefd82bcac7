import { z } from 'zod';
import type { Agent } from './agent.js';
import type { CallOptions } from './connection.js';
import { parseText } from './parse-text.js';

const listed = z.object({ incidents: z.array(z.object({ id: z.string(), service: z.string(), severity: z.string() })) });

/** Helps whoever is on call: lists, looks closer, measures, diagnoses and acknowledges. */
export const opsCopilot: Agent = {
  name: 'ops-copilot',
  version: '0.9.0',
  async work({ random, connect, think }) {
    const { call, client, attempt } = await connect('incidents');
    await attempt(() => client.listTools());
    const rounds = Math.round(random.between(1, 4));
    for (let round = 0; round < rounds; round++) {
      const answer = await call('list_incidents', { status: 'open' });
      const incidents = parseText(listed, answer)?.incidents ?? [];
      const incident = incidents[Math.floor(random.between(0, incidents.length))];
      await think(0.5, 2);
      if (!incident) continue;
      const { id, service } = incident;
      await call('get_incident', { id: random.chance(0.08) ? 'INC-1099' : id });
      if (random.chance(0.5)) await attempt(() => client.readResource({ uri: `runbook://${service}` }));
      await think(1, 3);
      for (const metric of ['error_rate', 'latency_p95', 'cpu'].slice(0, Math.round(random.between(1, 3)))) {
        await call('query_metrics', { service, metric, minutes: random.chance(0.07) ? 1440 : 30 }, { timeoutMs: 2_000 });
        await think(0.3, 1.5);
      }
      if (random.chance(0.06)) await call('restart_service', { service });
      await diagnose(service);
      await think(1, 5);
      if (random.chance(0.7)) await call('acknowledge', { id, by: 'night shift', note: 'Taken over by the night shift.' });
      await think(3, 10);
    }

    async function diagnose(service: string): Promise<void> {
      const patience = random.pick<CallOptions>([{}, {}, {}, {}, { cancelAfterMs: random.between(2_000, 4_000) }, { timeoutMs: 3_000 }]);
      await call('run_diagnosis', { service, depth: random.pick(['quick', 'full']) }, patience);
    }
  },
};
