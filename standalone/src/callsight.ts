#!/usr/bin/env node
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { ConfigurationError, readConfiguration } from '@callsight/query-service';
import { fail } from './fail.js';
import { toHelp } from './help.js';
import { startCallsight, version } from './start.js';
import { stopOnSignals } from './stop-on-signals.js';
import { variables } from './variables.js';

async function main(stop: AbortSignal): Promise<void> {
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
  if (!stop.aborted) await once(stop, 'abort');
  await callsight.stop();
}

function parseOptions(): { help?: boolean; version?: boolean } {
  try {
    return parseArgs({ options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } }).values;
  } catch (error) {
    throw new ConfigurationError(`${(error as Error).message}. Settings are environment variables: see callsight --help.`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main(stopOnSignals()).then(() => process.exit(0), fail);
