import { SchemaError } from '@callsight/clickhouse';
import { DataDirectoryError } from '@callsight/clickhouse/embedded';
import { ConfigurationError } from '@callsight/query-service';

/** Ends the process: what the operator can mend is told in one line, anything else is a defect and shows where it happened. */
export function fail(error: unknown): never {
  const known = error instanceof ConfigurationError || error instanceof DataDirectoryError || error instanceof SchemaError;
  process.stderr.write(`callsight: ${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
