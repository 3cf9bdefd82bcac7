import { listDashboardQueries, toClickHouseSql } from '@callsight/grafana';
import { describeApi } from '@callsight/query-service';
import { readSql } from './sql.js';

/** Something that the page asks the API, or that Grafana or a user of the exporter's tables asks the engine. */
export type Question = { name: string } & ({ path: string } | { sql: string });

export interface Period {
  from: Date;
  to: Date;
}

const dayMs = 86_400_000;
const spans = { '24 h': dayMs, '30 d': 30 * dayMs };
/** Filters that are tried on the questions that take them, over 30 days. */
const filters = ['service', 'tool', 'outcome', 'client', 'side', 'q'] as const;

/** Every endpoint of the API over a day and over 30 days, and over these with each filter. `get` answers a path. */
export async function toApiQuestions(get: (path: string) => Promise<unknown>, to: Date): Promise<Question[]> {
  const period = (length: number) => toPeriod(to, length);
  const examples = await findExamples(get, period(dayMs));
  const values = {
    service: examples.service ?? '',
    tool: examples.name ?? '',
    outcome: 'tool_error',
    client: examples.client ?? '',
    side: 'server',
    q: 'limit',
  };
  // A kind of error has words of its own: with others there is no answer.
  const toValue = (filter: (typeof filters)[number], template: string) =>
    filter === 'q' && template.includes('{fingerprint}') ? (examples.word ?? '') : values[filter];
  const document = describeApi() as { paths: Record<string, { get?: { parameters?: { name: string }[] } }> };
  return Object.entries(document.paths).flatMap(([template, operations]): Question[] => {
    if (operations.get === undefined || template === '/live') return [];
    const names = (operations.get.parameters ?? []).map(({ name }) => name);
    const path = `/api/v1${template}`.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(examples[name] ?? ''));
    if (!names.includes('from')) return [{ name: template, path }];
    return [
      ...Object.entries(spans).map(([label, length]) => ({ name: `${template} ${label}`, path: `${path}?${period(length)}` })),
      ...filters
        .filter((filter) => names.includes(filter))
        .map((filter) => ({
          name: `${template} 30 d, ${filter}`,
          path: `${path}?${period(spans['30 d'])}&${filter}=${encodeURIComponent(toValue(filter, template))}`,
        })),
    ];
  });
}

/** Values for the parameters of paths and for filters, taken from the data. */
async function findExamples(get: (path: string) => Promise<unknown>, period: string): Promise<Record<string, string>> {
  const third = async (list: string) => {
    const { items } = (await get(`/api/v1/${list}?${period}`)) as { items: Record<string, string>[] };
    return items[2] ?? {};
  };
  const [session, call, tool, error] = await Promise.all([third('sessions'), third('tool-calls'), third('tools'), third('errors')]);
  return {
    key: session.key ?? '',
    client: session.clientName ?? '',
    traceId: call.traceId ?? '',
    spanId: call.spanId ?? '',
    name: tool.name ?? '',
    service: tool.service ?? '',
    fingerprint: error.fingerprint ?? '',
    word: /[a-z]{4,}/i.exec(error.message ?? '')?.[0] ?? '',
  };
}

/**
 * Every query of every dashboard over a day and over 30 days: filters at their defaults, and a tool, a session, an operation and a kind of error of the
 * data where a dashboard is about one.
 */
export async function toDashboardQuestions(get: (path: string) => Promise<unknown>, to: Date): Promise<Question[]> {
  const { name: tool = '', key = '', traceId = '', spanId = '' } = await findExamples(get, toPeriod(to, dayMs));
  const all = { service: '$__all', tool: '$__all', client: '$__all', outcome: '$__all', split: 'tool', fingerprint: '' };
  const one = { session: key, trace: traceId, span: spanId };
  return listDashboardQueries().flatMap(({ name, sql }) =>
    Object.entries(spans).map(([label, length]) => ({
      name: `grafana ${name} ${label}`,
      sql: toClickHouseSql(
        sql,
        { from: new Date(to.getTime() - length), to, intervalMs: length / 100 },
        { ...all, ...one, ...(name.startsWith('tool.json') ? { tool } : {}) },
      ),
    })),
  );
}

/** The time before `to`, as parameters of the API. */
function toPeriod(to: Date, length: number): string {
  return `from=${new Date(to.getTime() - length).toISOString()}&to=${to.toISOString()}`;
}

/** The same questions as some of the API's, asked of the exporter's tables: each has the name of the API's before it. */
export function toExporterQuestions(to: Date): Question[] {
  const time = (at: number) => `'${new Date(at).toISOString().slice(0, 23).replace('T', ' ')}'`;
  return readSql('exporter-questions')
    .split(/^-- (?=\/)/m)
    .flatMap((text) => {
      const [template = '', ...lines] = text.split('\n');
      if (!template.startsWith('/')) return [];
      return Object.entries(spans).map(([label, length]) => ({
        name: `exporter ${template} ${label}`,
        sql: lines
          .join('\n')
          .replace(/;\s*$/, '')
          .replaceAll('{from}', time(to.getTime() - length))
          .replaceAll('{to}', time(to.getTime())),
      }));
    });
}
