#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { SchemaError } from '@callsight/clickhouse';
import { DataDirectoryError } from '@callsight/clickhouse/embedded';
import { ConfigurationError, readConfiguration } from '@callsight/query-service';
import { toHelp } from './help.js';
import { startCallsight, version } from './start.js';
import { variables } from './variables.js';

async function main(): Promise<void> {
  const options = parseOptions();
  if (options.help) return print(toHelp());
  if (options.version) return print(version);
  const callsight = await startCallsight(readConfiguration(variables, process.env));
  print(
    [
      `Callsight ${version}`,
      `  page and API   ${callsight.pageUrl}`,
      `  OTLP/HTTP      ${callsight.otlpUrl}`,
      `  SQL            ${callsight.sqlUrl ?? 'off'}`,
      'Instrument a server:  node --import @callsight/instrumentation/register server.js',
    ].join('\n'),
  );
  stopOnSignals(() => callsight.stop());
}

function parseOptions(): { help?: boolean; version?: boolean } {
  try {
    return parseArgs({ options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } }).values;
  } catch (error) {
    throw new ConfigurationError(`${(error as Error).message}. Settings are environment variables: see callsight --help.`);
  }
}

/** The first signal stops cleanly, a second one at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** What the operator can mend is told in one line; the rest is a defect and shows where it happened. */
function fail(error: unknown): void {
  const known = error instanceof ConfigurationError || error instanceof DataDirectoryError || error instanceof SchemaError;
  process.stderr.write(`callsight: ${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch(fail);
