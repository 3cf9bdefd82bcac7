import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { ServerName } from './agents/agent.js';

/** Where the servers send their telemetry. */
export interface TelemetryTarget {
  otlpUrl: string;
  /** Token of the OTLP endpoint, where it wants one. */
  token: string | undefined;
}

export interface DemoServers {
  /** A stdio server is a new process for every session, the HTTP server is one for all. */
  createTransport(server: ServerName): Transport;
  close(): Promise<void>;
}

const register = import.meta.resolve('@callsight/instrumentation/register');
const endWithParent = import.meta.resolve('./end-with-parent.js');
const toPath = (specifier: string) => fileURLToPath(import.meta.resolve(specifier));

/** Starts what is shared by all sessions: the HTTP server, and the folder that the filesystem server may use. */
export async function startDemoServers(target: TelemetryTarget): Promise<DemoServers> {
  const folder = await mkdtemp(join(tmpdir(), 'callsight-demo-'));
  await cp(fileURLToPath(new URL('../workspace', import.meta.url)), folder, { recursive: true });
  const stdioServers = {
    bookshop: [toPath('./servers/bookshop.js')],
    filesystem: [toPath('@modelcontextprotocol/server-filesystem/dist/index.js'), folder],
    everything: [toPath('@modelcontextprotocol/server-everything/dist/index.js'), 'stdio'],
  };
  const incidents = spawn(process.execPath, ['--import', register, '--import', endWithParent, toPath('./servers/incidents.js')], {
    env: { ...toEnvironment('incidents', target), PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Out of reach of the terminal's Ctrl-C, so that the agents can still end their sessions.
    detached: true,
    windowsHide: true,
  });
  const incidentsUrl = new URL(await readLine(incidents));

  return {
    createTransport(server) {
      if (server === 'incidents') return new StreamableHTTPClientTransport(incidentsUrl);
      return new StdioClientTransport({
        command: process.execPath,
        args: ['--import', register, ...stdioServers[server]],
        env: toEnvironment(server, target),
        stderr: 'ignore',
      });
    },
    async close() {
      if (incidents.connected) {
        incidents.disconnect();
        await once(incidents, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** All that instruments a server beside the `--import` flag. */
function toEnvironment(service: ServerName, { otlpUrl, token }: TelemetryTarget): Record<string, string> {
  return {
    ...getDefaultEnvironment(),
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
    ...(token === undefined ? {} : { OTEL_EXPORTER_OTLP_HEADERS: `authorization=${encodeURIComponent(`Bearer ${token}`)}` }),
    OTEL_SERVICE_NAME: service,
    CALLSIGHT_CAPTURE: 'all',
  };
}

async function readLine(child: ChildProcess): Promise<string> {
  if (child.stdout) for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`The incidents server ended (code ${child.exitCode}) before it listened: run it by hand, see examples/README.md.`);
}
