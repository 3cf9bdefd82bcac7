import { readConfiguration, readTokens } from '@callsight/query-service';
import { z } from 'zod';
import { cast, runAgents } from './agents/run-agents.js';
import { startDemoServers } from './demo-servers.js';

const demoVariables = {
  CALLSIGHT_DEMO_OTLP_ENDPOINT: z
    .url({ error: 'expected a URL such as http://collector:4318' })
    .describe('OTLP/HTTP address that the example servers report to'),
  CALLSIGHT_INGEST_TOKENS: z.string().optional().describe('Its tokens; the first is used'),
};

/** The example servers and agents of the demo, reporting to a Callsight that runs elsewhere. */
async function main(): Promise<void> {
  const configuration = readConfiguration(demoVariables, process.env);
  const [token] = readTokens(configuration.CALLSIGHT_INGEST_TOKENS, undefined);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const servers = await startDemoServers({ otlpUrl: configuration.CALLSIGHT_DEMO_OTLP_ENDPOINT, token });
  process.stdout.write(`4 MCP servers and ${cast.length} agents report to ${configuration.CALLSIGHT_DEMO_OTLP_ENDPOINT}\n`);
  const onBroken = ({ name }: { name: string }, error: unknown) => process.stderr.write(`${name} broke off: ${error}\n`);
  await runAgents({ seed: Math.floor(Math.random() * 1e9), createTransport: servers.createTransport, onBroken }, stop.signal);
  await servers.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
