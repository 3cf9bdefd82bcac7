import { readAppliedMigrations, readMigrations } from '@callsight/clickhouse';
import type { ClickHouseClient } from '@clickhouse/client';
import type { RequestHandler } from 'express';
import { ProblemError } from '../http/problems.js';

/** What is missing before the database can be asked, in words; undefined when nothing is. */
export type ReadMissing = () => Promise<string | undefined>;

/** For so long an answer stands: a schema that fits stays, one that does not is looked at again soon. */
const fitsMs = 30_000;
const missingMs = 1_000;

/** Looks whether the database can be reached and has this version's schema, once for all who ask at a time. */
export function createSchemaState(client: ClickHouseClient): ReadMissing {
  let known: Promise<string | undefined> | undefined;
  return () => {
    known ??= readMissing(client).then((missing) => {
      setTimeout(() => (known = undefined), missing === undefined ? fitsMs : missingMs).unref();
      return missing;
    });
    return known;
  };
}

async function readMissing(client: ClickHouseClient): Promise<string | undefined> {
  try {
    const [known, applied] = await Promise.all([readMigrations(), readAppliedMigrations(client)]);
    const newest = applied.at(-1)?.version ?? 0;
    if (newest < known.length) return `schema version ${known.length}; the database has ${newest}: run the migrations`;
    if (newest > known.length) return `a newer Callsight: the database has schema version ${newest}, this version knows ${known.length}`;
    return undefined;
  } catch {
    return 'the database: ClickHouse cannot be reached, or has no schema yet';
  }
}

/** Refuses every question while the schema does not fit, instead of answering with what a query happens to find. */
export function requireSchema(readMissing: ReadMissing): RequestHandler {
  return async (_request, _response, next) => {
    const missing = await readMissing();
    if (missing === undefined) return next();
    throw new ProblemError(503, 'Not ready', `Missing: ${missing}. The request can be repeated; /readyz tells when.`);
  };
}
