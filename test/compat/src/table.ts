import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMBINATIONS, type Combination } from './combinations.js';
import { ROOT, stackFolder } from './installation.js';

const README = join(ROOT, '..', '..', 'instrumentation', 'README.md');
const START = '<!-- compatibility: written by test/compat -->';
const END = '<!-- /compatibility -->';

const TRANSPORTS: Record<Combination['transport'], string> = {
  stdio: 'stdio',
  stateful: 'streamable HTTP with sessions',
  stateless: 'streamable HTTP without sessions',
  sse: 'SSE',
  websocket: 'WebSocket',
  handler: '`createMcpHandler`',
  memory: 'in memory',
};

const LOADING: Record<Combination['loading'], string> = {
  import: '`--import` register',
  require: '`--require` register',
  explicit: '`instrument()`',
  host: "the host's SDK",
  'host + register': "register beside the host's SDK",
  injection: 'register, by injection',
};

/** The table of what ran, as the README shows it. */
export function toTable(combinations: Combination[] = COMBINATIONS): string {
  const rows = combinations.map((combination) => {
    const { node, module, loading, transport, era } = combination;
    const protocol = era === 'modern' ? '2026-07-28' : '2025';
    return `| ${whatRan(combination)} | ${node} | ${module.toUpperCase()} | ${LOADING[loading]} | ${TRANSPORTS[transport]} | ${protocol} |`;
  });
  return [
    '| client and server | Node.js | modules | observed by | transport | protocol |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The README's table as it is. */
export function readTable(): string {
  const { text, from, to } = locateTable();
  return text.slice(from, to).trim();
}

export function writeTable(combinations: Combination[]): void {
  const { text, from, to } = locateTable();
  writeFileSync(README, `${text.slice(0, from)}\n${toTable(combinations)}\n${text.slice(to)}`);
}

function locateTable(): { text: string; from: number; to: number } {
  const text = readFileSync(README, 'utf8');
  const [start, to] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || to < start) throw new Error(`expected ${START} and then ${END} in ${README}`);
  return { text, from: start + START.length, to };
}

function whatRan({ stack, sdk, server }: Combination): string {
  const versions: Record<string, string> = JSON.parse(readFileSync(join(stackFolder(stack), 'package.json'), 'utf8')).dependencies;
  const name = sdk === 'v1' ? `sdk ${versions['@modelcontextprotocol/sdk']}` : `server, client ${versions['@modelcontextprotocol/server']}`;
  const host = stack.startsWith('otel') ? `, OpenTelemetry ${stack.slice('otel-'.length)}` : '';
  if (server === 'bundle' || server === 'minified bundle') return `${name}, ${server} of esbuild`;
  return server === undefined ? `${name}${host}` : `${server} ${versions[server]}`;
}
