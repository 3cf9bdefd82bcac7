/** One question of the API, by the path below /api/v1 that names its endpoint. */
export interface Question {
  endpoint: string;
  path: string;
}

/** What readers ask about: taken from the data itself. */
interface Known {
  services: string[];
  tools: string[];
  sessions: string[];
  calls: { traceId: string; spanId: string }[];
  errors: string[];
}

const periods = ['now-1h', 'now-24h', 'now-7d', 'now-30d'];
const filtered = [
  'overview',
  'sessions',
  'sessions/summary',
  'sessions/timeseries',
  'tool-calls',
  'tool-calls/summary',
  'tool-calls/timeseries',
  'tool-calls/heatmap',
  'tools',
  'clients',
  'services',
  'errors',
];

export async function readKnown(pageUrl: string): Promise<Known> {
  const read = async <Body>(path: string) => (await (await fetch(`${pageUrl}/api/v1/${path}`)).json()) as Body;
  const { items: services } = await read<{ items: { name: string }[] }>('services?from=now-7d');
  const { items: tools } = await read<{ items: { name: string }[] }>('tools?from=now-7d');
  const { items: sessions } = await read<{ items: { key: string }[] }>('sessions?from=now-7d&limit=50');
  const { items: calls } = await read<{ items: Known['calls'] }>('tool-calls?from=now-7d&limit=50');
  const { items: errors } = await read<{ items: { fingerprint: string }[] }>('errors?from=now-7d');
  return {
    services: services.map(({ name }) => name),
    tools: [...new Set(tools.map(({ name }) => name))],
    sessions: sessions.map(({ key }) => key),
    calls,
    errors: errors.map(({ fingerprint }) => fingerprint),
  };
}

/**
 * What one reader asks: every endpoint, over a period and about a service of its own. Readers of the same number modulo 4 share the
 * period; a third of them asks about all services. Lists of details come from the same 50 sessions and calls.
 */
export function toQuestions(known: Known, reader: number): Question[] {
  const from = periods[reader % periods.length] ?? 'now-24h';
  const service = reader % 3 === 0 ? undefined : pick(known.services, reader);
  const query = new URLSearchParams({ from, ...(service === undefined ? {} : { service }) });
  const { traceId, spanId } = pick(known.calls, reader);
  return [
    ...filtered.map((endpoint) => ({ endpoint, path: `${endpoint}?${query}` })),
    { endpoint: 'tools/{name}', path: `tools/${encodeURIComponent(pick(known.tools, reader))}?from=now-7d` },
    { endpoint: 'errors/{fingerprint}', path: `errors/${pick(known.errors, reader)}?from=now-7d` },
    { endpoint: 'sessions/{key}', path: `sessions/${encodeURIComponent(pick(known.sessions, reader))}` },
    { endpoint: 'sessions/{key}/activity', path: `sessions/${encodeURIComponent(pick(known.sessions, reader))}/activity` },
    { endpoint: 'tool-calls/{traceId}/{spanId}', path: `tool-calls/${traceId}/${spanId}` },
    { endpoint: 'health', path: 'health' },
  ];
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('Expected data of the last 7 days; generate it anew');
  return value;
}
