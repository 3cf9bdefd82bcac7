/** What a panel asks for: its period, and the width of one bucket. */
export interface QueryRange {
  from: Date;
  to: Date;
  intervalMs: number;
}

type Macro = (range: QueryRange, args: string[]) => string;

const seconds = (time: Date) => `toDateTime(${Math.floor(time.getTime() / 1000)})`;
const milliseconds = (time: Date) => `fromUnixTimestamp64Milli(${time.getTime()})`;

/** The macros that these dashboards use, as pkg/macros/macros.go of the plugin expands them. */
const macros: Readonly<Record<string, { parameters: number; expand: Macro }>> = {
  timeInterval_ms: {
    parameters: 1,
    expand: ({ intervalMs }, [column]) => `toStartOfInterval(toDateTime64(${column}, 3), INTERVAL ${Math.max(intervalMs, 1)} millisecond)`,
  },
  timeInterval: {
    parameters: 1,
    expand: (range, [column]) => `toStartOfInterval(toDateTime(${column}), INTERVAL ${toIntervalSeconds(range)} second)`,
  },
  timeFilter_ms: {
    parameters: 1,
    expand: ({ from, to }, [column]) => `${column} >= ${milliseconds(from)} AND ${column} <= ${milliseconds(to)}`,
  },
  timeFilter: {
    parameters: 1,
    expand: ({ from, to }, [column]) => `${column} >= ${seconds(from)} AND ${column} <= ${seconds(to)}`,
  },
  fromTime_ms: { parameters: 0, expand: ({ from }) => milliseconds(from) },
  fromTime: { parameters: 0, expand: ({ from }) => seconds(from) },
  toTime_ms: { parameters: 0, expand: ({ to }) => milliseconds(to) },
  toTime: { parameters: 0, expand: ({ to }) => seconds(to) },
  interval_s: { parameters: 0, expand: (range) => String(toIntervalSeconds(range)) },
};

function toIntervalSeconds({ intervalMs }: QueryRange): number {
  return Math.max(Math.trunc(intervalMs / 1000), 1);
}

/**
 * A query as the plugin's backend sends it to ClickHouse.
 *
 * @throws for a macro that is not in the table, and for a number of arguments that it does not take.
 */
export function expandMacros(sql: string, range: QueryRange): string {
  return sql.replaceAll(/\$__(\w+)(?:\(([^()]*)\))?/g, (text, name: string, list: string | undefined) => {
    const macro = macros[name];
    if (!macro) throw new Error(`expected one of ${Object.keys(macros).join(', ')}, got ${text}`);
    const args = list === undefined || list.trim() === '' ? [] : list.split(',').map((arg) => arg.trim());
    if (args.length !== macro.parameters) throw new Error(`$__${name} takes ${macro.parameters} argument(s), got ${args.length}`);
    return macro.expand(range, args);
  });
}
