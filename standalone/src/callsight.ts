#!/usr/bin/env node
import { once } from 'node:events';
import { runCommand } from './commands.js';
import { fail } from './fail.js';
import { startCallsight, version } from './start.js';
import { stopOnSignals } from './stop-on-signals.js';

async function main(stop: AbortSignal): Promise<void> {
  const command = await runCommand(process.argv.slice(2), process.env);
  if (command.kind === 'done') return print(command.text);
  const callsight = await startCallsight(command.configuration);
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

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main(stopOnSignals()).then(() => process.exit(0), fail);
