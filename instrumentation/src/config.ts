import type { Report } from './report.js';

export type Capture = 'off' | 'errors' | 'all';
export type UserIdentity = 'hash' | 'plain' | 'off';
export type Surface = 'on' | 'off';

/** What the hooks need to know; see `VARIABLES` for the meaning and default of each. */
export interface Config {
  capture: Capture;
  contentLimit: number;
  redactKeys: readonly string[];
  sessionHeader: string | undefined;
  user: UserIdentity;
  hashSalt: string;
  surface: Surface;
  sessionIdleMinutes: number;
}

interface Variable<T> {
  name: string;
  description: string;
  accepted: string;
  default: T;
  /** The value of a set variable, or `undefined` if it is not of the accepted form. */
  parse: (text: string) => T | undefined;
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

type Variables<T> = { readonly [K in keyof T]: Variable<T[K]> };

/** Every variable the hooks read. The defaults are here and nowhere else. */
export const VARIABLES: Variables<Config> = {
  capture: {
    name: 'CALLSIGHT_CAPTURE',
    description: 'Content of arguments and results: none, of failed operations only, or of all. Redacted and capped.',
    accepted: 'off, errors or all',
    default: 'off',
    parse: oneOf('off', 'errors', 'all'),
  },
  contentLimit: {
    name: 'CALLSIGHT_CONTENT_LIMIT',
    description: 'Bytes kept of each captured content, as it is sent; what is cut stays a valid value.',
    accepted: 'a whole number of bytes from 256 to 1048576',
    default: 16_384,
    parse: integerBetween(256, 1_048_576),
  },
  redactKeys: {
    name: 'CALLSIGHT_REDACT_KEYS',
    description: 'Further keys whose values are replaced, beside the built-in list (password, token, secret, …).',
    accepted: 'names separated by commas',
    default: [],
    parse: nonEmptyList,
  },
  sessionHeader: {
    name: 'CALLSIGHT_SESSION_HEADER',
    description: 'HTTP request header that identifies a session where the protocol has none.',
    accepted: 'one HTTP header name',
    default: undefined,
    parse: (text) => (HEADER_NAME.test(text) ? text.toLowerCase() : undefined),
  },
  user: {
    name: 'CALLSIGHT_USER',
    description: 'The authenticated subject: as a salted hash, as it is, or not at all.',
    accepted: 'hash, plain or off',
    default: 'hash',
    parse: oneOf('hash', 'plain', 'off'),
  },
  hashSalt: {
    name: 'CALLSIGHT_HASH_SALT',
    description: 'Salt of the hashes of users and callers; the same on every replica, secret to the operator.',
    accepted: 'any text',
    default: 'callsight',
    parse: (text) => text,
  },
  surface: {
    name: 'CALLSIGHT_SURFACE',
    description: 'The tools that a server lists: their names, hashes and sizes with each list, their definitions once.',
    accepted: 'on or off',
    default: 'on',
    parse: oneOf('on', 'off'),
  },
  sessionIdleMinutes: {
    name: 'CALLSIGHT_SESSION_IDLE_MINUTES',
    description: 'Minutes without a message after which a session over HTTP counts as ended, unless its client holds a stream open.',
    accepted: 'a whole number of minutes from 1 to 10080',
    default: 30,
    parse: integerBetween(1, 10_080),
  },
};

/** Limits of the queue of ended spans, for zero-code use; a host with its own SDK has its own. */
export interface QueueLimits {
  /** Milliseconds that a span waits for company. */
  delayMs: number;
  /** Spans kept while the backend is away; later ones are dropped. */
  size: number;
  batchSize: number;
}

export const QUEUE_VARIABLES: Variables<QueueLimits> = {
  delayMs: {
    name: 'OTEL_BSP_SCHEDULE_DELAY',
    description: 'Milliseconds between an operation and the request that sends it.',
    accepted: 'a whole number of milliseconds from 0 to 60000',
    default: 1_000,
    parse: integerBetween(0, 60_000),
  },
  size: {
    name: 'OTEL_BSP_MAX_QUEUE_SIZE',
    description: 'Spans kept while the backend is away; later ones are dropped.',
    accepted: 'a whole number from 1 to 1000000',
    default: 2_048,
    parse: integerBetween(1, 1_000_000),
  },
  batchSize: {
    name: 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
    description: 'Spans in one request.',
    accepted: 'a whole number from 1 to 10000',
    default: 512,
    parse: integerBetween(1, 10_000),
  },
};

/** Of the durations that zero-code use exports; a host with its own SDK has its own. */
export interface MetricExport {
  exporter: MetricExporter;
  /** Milliseconds between two exports. */
  intervalMs: number;
  temporality: Temporality;
}

export type MetricExporter = 'otlp' | 'none';
/** Of the OTLP exporter's specification. Histograms are told alike by the last two. */
export type Temporality = 'cumulative' | 'delta' | 'lowmemory';

export const METRIC_VARIABLES: Variables<MetricExport> = {
  exporter: {
    name: 'OTEL_METRICS_EXPORTER',
    description: 'Where the duration histograms go: by OTLP/HTTP, or nowhere.',
    accepted: 'otlp or none',
    default: 'otlp',
    parse: oneOf('otlp', 'none'),
  },
  intervalMs: {
    name: 'OTEL_METRIC_EXPORT_INTERVAL',
    description: 'Milliseconds between two exports of the histograms.',
    accepted: 'a whole number of milliseconds from 100 to 3600000',
    default: 60_000,
    parse: integerBetween(100, 3_600_000),
  },
  temporality: {
    name: 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE',
    description: 'What the histograms count: all since the start, or what came since the last export that was accepted (the other two).',
    accepted: 'cumulative, delta or lowmemory',
    default: 'cumulative',
    parse: oneOf('cumulative', 'delta', 'lowmemory'),
  },
};

/** Reads variables; a bad value is reported and replaced by the default, so that the host always starts. */
export function readVariables<T extends object>(variables: Variables<T>, env: NodeJS.ProcessEnv, report: Report): T {
  const keys = Object.keys(variables) as (keyof T)[];
  return Object.fromEntries(keys.map((key) => [key, readVariable(variables[key], env, report)])) as T;
}

function readVariable<T>(variable: Variable<T>, env: NodeJS.ProcessEnv, report: Report): T {
  const text = env[variable.name]?.trim();
  if (text === undefined || text === '') return variable.default;
  const value = variable.parse(text);
  if (value !== undefined) return value;
  report(variable.name, `${variable.name} is "${text}", expected ${variable.accepted}; using the default`);
  return variable.default;
}

function oneOf<T extends string>(...accepted: T[]): (text: string) => T | undefined {
  return (text) => accepted.find((value) => value === text.toLowerCase());
}

function integerBetween(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  };
}

function nonEmptyList(text: string): string[] | undefined {
  const names = text.split(',').map((name) => name.trim());
  return names.some((name) => name === '') ? undefined : names;
}
