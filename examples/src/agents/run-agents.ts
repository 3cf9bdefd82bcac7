import { setTimeout as delay } from 'node:timers/promises';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Agent, ServerName } from './agent.js';
import { type Connection, openConnection } from './connection.js';
import { featureCheck } from './feature-check.js';
import { ideAssistant } from './ide-assistant.js';
import { nightlyReport } from './nightly-report.js';
import { opsCopilot } from './ops-copilot.js';
import { createRandom, type Random } from './random.js';
import { supportAgent } from './support-agent.js';
import { ticketSync } from './ticket-sync.js';

/** Who works, and how long each rests between two sessions. Every session with a stdio server starts a process. */
export const cast: readonly { agent: Agent; restSeconds: readonly [number, number] }[] = [
  { agent: supportAgent, restSeconds: [6, 15] },
  { agent: opsCopilot, restSeconds: [6, 15] },
  { agent: ideAssistant, restSeconds: [15, 35] },
  { agent: opsCopilot, restSeconds: [10, 25] },
  { agent: featureCheck, restSeconds: [20, 45] },
  { agent: supportAgent, restSeconds: [15, 35] },
  { agent: nightlyReport, restSeconds: [60, 90] },
  { agent: ticketSync, restSeconds: [180, 300] },
];

/** Between the first sessions, so that they do not all start at once. */
const staggerMs = 700;

export interface Stage {
  seed: number;
  createTransport(server: ServerName): Transport;
  /** Told of work that broke off for a reason that no agent expects. */
  onBroken(agent: Agent, error: unknown): void;
}

/** Lets the whole cast work until `stop`; resolves when every session is closed. */
export async function runAgents(stage: Stage, stop: AbortSignal): Promise<void> {
  const workers = cast.map(async ({ agent, restSeconds }, index) => {
    const random = createRandom(stage.seed + index);
    await pause(index * staggerMs, stop);
    while (!stop.aborted) {
      await work(agent, random, stage, stop);
      await pause(random.between(...restSeconds) * 1_000, stop);
    }
  });
  await Promise.all(workers);
}

async function work(agent: Agent, random: Random, stage: Stage, stop: AbortSignal): Promise<void> {
  const connections: Connection[] = [];
  try {
    await agent.work({
      random,
      think: (from, to) => delay(random.between(from, to) * 1_000, undefined, { signal: stop }),
      async connect(server) {
        const connection = await openConnection({ name: agent.name, version: agent.version }, stage.createTransport(server), stop);
        connections.push(connection);
        return connection;
      },
    });
  } catch (error) {
    if (!stop.aborted) stage.onBroken(agent, error);
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

/** Resolves at the end of the pause, or earlier at `stop`. */
async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stop }).catch(() => undefined);
}
