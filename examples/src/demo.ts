import { readConfiguration, readTokens } from '@callsight/query-service';
import { fail, startCallsight, stopOnSignals, variables } from 'callsight';
import { z } from 'zod';
import { cast, runAgents } from './agents/run-agents.js';
import { startDemoServers } from './demo-servers.js';

const demoVariables = {
  ...variables,
  CALLSIGHT_DATA_DIR: variables.CALLSIGHT_DATA_DIR.removeDefault().default('.callsight-demo'),
  CALLSIGHT_DEMO_SEED: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'expected a whole number of at most nine digits' })
    .transform(Number)
    .default(() => Math.floor(Math.random() * 1e9))
    .describe('Seed of what the agents choose to do; by default another one each time'),
};

async function main(stop: AbortSignal): Promise<void> {
  // npm runs the script of a workspace in its folder; paths are meant from where the command was given.
  process.chdir(process.env.INIT_CWD ?? '.');
  const configuration = readConfiguration(demoVariables, process.env);
  const [token] = readTokens(configuration.CALLSIGHT_INGEST_TOKENS, configuration.CALLSIGHT_INGEST_TOKENS_FILE);
  const callsight = await startCallsight(configuration);
  try {
    const servers = await startDemoServers({ otlpUrl: callsight.otlpUrl, token });
    try {
      print(`Callsight demo: ${callsight.pageUrl}`);
      print(`4 MCP servers and ${cast.length} agents are at work, seed ${configuration.CALLSIGHT_DEMO_SEED}. Ctrl-C stops them.`);
      const { createTransport } = servers;
      const onBroken = ({ name }: { name: string }, error: unknown) => warn(`${name} broke off: ${error}`);
      await runAgents({ seed: configuration.CALLSIGHT_DEMO_SEED, createTransport, onBroken }, stop);
    } finally {
      await servers.close();
    }
  } finally {
    await callsight.stop();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function warn(text: string): void {
  process.stderr.write(`callsight: ${text}\n`);
}

main(stopOnSignals()).then(() => process.exit(0), fail);
