import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { type Payload, type PayloadName, payloads } from './payloads.js';
import { type Variant, variants } from './variants.js';

/** One run of one variant, in a process of its own; prints its figures as JSON. */
const [name = '', payloadName = 'small', calls = '20000', warmUp = '3000'] = process.argv.slice(2);
const variant = variants[name];
if (!variant) throw new Error(`expected one of ${Object.keys(variants).join(', ')}, got ${name}`);
if (!(payloadName in payloads)) throw new Error(`expected one of ${Object.keys(payloads).join(', ')}, got ${payloadName}`);
await run(variant, payloads[payloadName as PayloadName], Number(calls), Number(warmUp));

async function run({ wrapServer, wrapClient, wrapHandler }: Variant, payload: Payload, count: number, warmUpCount: number): Promise<void> {
  const server = new McpServer({ name: 'bench', version: '1.0.0' });
  const inputSchema = { message: z.string(), user: z.string(), n: z.number(), tag: z.string() };
  server.registerTool(
    'echo',
    { description: 'echo', inputSchema },
    wrapHandler(async (args) => ({ content: [{ type: 'text', text: payload.text ?? JSON.stringify(args) }] })),
  );
  wrapServer(server);
  const client = new Client({ name: 'bench-client', version: '1.0.0' });
  wrapClient(client);
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await server.connect(serverSide);
  await client.connect(clientSide);

  const loop = async (times: number) => {
    for (let index = 0; index < times; index += 1) {
      await client.callTool({ name: 'echo', arguments: payload.arguments });
      // Lets timers and exporters run as they would in a real server.
      if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await loop(warmUpCount);
  collectGarbage();
  const heapBefore = process.memoryUsage().heapUsed;
  const cpuBefore = process.cpuUsage();
  await loop(count);
  const cpu = process.cpuUsage(cpuBefore);
  await new Promise((resolve) => setTimeout(resolve, 300));
  collectGarbage();
  const heap = process.memoryUsage().heapUsed - heapBefore;
  const figures = { cpuMicroseconds: (cpu.user + cpu.system) / count, heapKilobytesPer1000: heap / 1024 / (count / 1000) };
  process.stdout.write(JSON.stringify(figures), () => process.exit(0));
}

function collectGarbage(): void {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error('run with node --expose-gc');
  collect();
  collect();
}
