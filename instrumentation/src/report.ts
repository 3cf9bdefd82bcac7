import { writeSync } from 'node:fs';

/** Tells the operator about a problem; a key is reported once, however often the problem returns. */
export type Report = (key: string, message: string) => void;

/** Wraps `write` so that each key reaches it once. */
export function createReport(write: (line: string) => void): Report {
  const seen = new Set<string>();
  return (key, message) => {
    if (seen.has(key)) return;
    seen.add(key);
    try {
      write(`callsight: ${message.replaceAll('\n', ' ')}`);
    } catch {
      // A closed stderr must not disturb the host.
    }
  };
}

/** Standard error, synchronously: standard output belongs to JSON-RPC, and the stream object may already be closed. */
export const reportToStderr: Report = createReport((line) => writeSync(2, `${line}\n`));
