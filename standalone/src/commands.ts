import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackupSummary, backUpDirectory, restoreDirectory } from '@callsight/clickhouse/embedded';
import { ConfigurationError, readConfiguration } from '@callsight/query-service';
import { toHelp } from './help.js';
import { database, toMemoryBytes, version } from './start.js';
import { type Configuration, variables } from './variables.js';

/** What the command line asks for: to run, or to do one thing and end with what it printed. */
export type Command = { kind: 'start'; configuration: Configuration } | { kind: 'done'; text: string };

/**
 * Reads the command line, and does what is no running.
 *
 * @throws ConfigurationError or DataDirectoryError with a message for the operator.
 */
export async function runCommand(args: string[], environment: NodeJS.ProcessEnv): Promise<Command> {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'done', text: toHelp() };
  if (values.version) return { kind: 'done', text: version };
  const [name, directory, ...rest] = positionals;
  const configuration = readConfiguration(variables, environment);
  if (name === undefined) return { kind: 'start', configuration };
  const work = new Map([
    ['backup', { run: backUpDirectory, verb: 'Backed up' }],
    ['restore', { run: restoreDirectory, verb: 'Restored' }],
  ]).get(name);
  if (!work || directory === undefined || rest.length > 0) {
    throw new ConfigurationError(`Expected callsight, callsight backup DIRECTORY or callsight restore DIRECTORY, got ${args.join(' ')}.`);
  }
  const dataDirectory = resolve(configuration.CALLSIGHT_DATA_DIR);
  const summary = await work.run({ dataDirectory, database, memoryBytes: toMemoryBytes(configuration) }, resolve(directory));
  return { kind: 'done', text: `${work.verb} ${toText(summary)}` };
}

function parse(args: string[]) {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new ConfigurationError(`${(error as Error).message}. Settings are environment variables: see callsight --help.`);
  }
}

function toText({ tables, rows, bytes }: BackupSummary): string {
  return `${rows} rows of ${tables} tables, ${(bytes / 1_048_576).toFixed(1)} MiB`;
}
