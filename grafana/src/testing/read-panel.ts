import { createRequire } from 'node:module';
import type * as GrafanaData from '@grafana/data';
import { firstValueFrom, of } from 'rxjs';
import { buildDashboards } from '../dashboards.js';
import type { ClickHouseQuery } from '../plugin/query.js';

// By require: its ES modules import names that Node.js does not find in CommonJS packages.
const { FieldMatcherID, fieldMatchers, FieldType, getFieldDisplayName, standardTransformers, toDataFrame }: typeof GrafanaData =
  createRequire(import.meta.url)('@grafana/data');

export type Row = Record<string, unknown>;

/** What ClickHouse answers in the format JSON. */
export interface Answer {
  meta?: { name: string; type: string }[];
  data: Row[];
}

export interface PanelJson {
  title: string;
  type: string;
  targets: ClickHouseQuery[];
  transformations?: { id: string; options: object }[];
  fieldConfig: { overrides: { matcher: { id: string; options: string }; properties: { id: string; value?: unknown }[] }[] };
}

/** What a panel shows: its columns, as ClickHouse has them, with the headings of those that are seen; and its rows. */
export interface Shown {
  columns: { name: string; type: string; heading: string | undefined }[];
  rows: Row[];
}

/** The panel with the file of its dashboard and its title as name, such as `sessions.json: Sessions`. */
export function findPanel(name: string): PanelJson {
  for (const [file, dashboard] of Object.entries(buildDashboards())) {
    const { panels }: { panels: PanelJson[] } = JSON.parse(JSON.stringify(dashboard));
    const panel = panels.find(({ title }) => `${file}: ${title}` === name);
    if (panel) return panel;
  }
  throw new Error(`expected the name of a panel, got ${name}`);
}

/** Asks the queries of a panel, and has Grafana's own code do with the answers what the panel says. */
export async function readPanel(panel: PanelJson, ask: (sql: string) => Promise<Answer>): Promise<Shown> {
  const answers = await Promise.all(panel.targets.map(async ({ refId, rawSql }) => ({ refId, ...(await ask(rawSql)) })));
  const types = new Map(answers.flatMap(({ meta = [] }) => meta.map(({ name, type }) => [name, type])));
  const [frame, ...others] = await transform(answers.map(toFrame), panel);
  if (frame === undefined || others.length > 0) throw new Error(`${panel.title}: expected one table, got ${others.length + 1}`);
  return {
    columns: frame.fields.map((field) => ({
      name: field.name,
      type: types.get(field.name) ?? '',
      heading: findHeading(panel, field, frame),
    })),
    rows: Array.from({ length: frame.length }, (_, row) => Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row]]))),
  };
}

/** The frame that the plugin makes of an answer, which it calls as the query (getFrames of github.com/grafana/sqlds). */
function toFrame({ refId, meta = [], data }: Answer & { refId: string }): GrafanaData.DataFrame {
  const fields = meta.map(({ name, type }) => ({
    name,
    type: /^(Nullable\()?DateTime/.test(type) ? FieldType.time : FieldType.other,
    config: {},
    values: data.map((row) => row[name]),
  }));
  return toDataFrame({ name: refId, refId, fields });
}

function transform(frames: GrafanaData.DataFrame[], panel: PanelJson): Promise<GrafanaData.DataFrame[]> {
  const transformed = (panel.transformations ?? []).reduce((source, { id, options }) => {
    const transformer = Object.values(standardTransformers).find((each) => each.id === id);
    if (!transformer) throw new Error(`${panel.title}: expected a transformation of Grafana, got ${id}`);
    return source.pipe(transformer.operator(options, { interpolate: (text) => text }));
  }, of(frames));
  return firstValueFrom(transformed);
}

/** Nothing for a column that is hidden. */
function findHeading({ fieldConfig }: PanelJson, field: GrafanaData.Field, frame: GrafanaData.DataFrame): string | undefined {
  const properties = fieldConfig.overrides
    .filter(({ matcher }) => fieldMatchers.get(FieldMatcherID.byName).get(matcher.options)(field, frame, [frame]))
    .flatMap((override) => override.properties);
  if (properties.some(({ id, value }) => id === 'custom.hideFrom.viz' && value === true)) return undefined;
  const name = properties.findLast(({ id }) => id === 'displayName')?.value;
  return typeof name === 'string' ? name : getFieldDisplayName(field, frame, [frame]);
}
