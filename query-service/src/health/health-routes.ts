import { readAppliedMigrations, readMigrations } from '@callsight/clickhouse';
import type { ClickHouseClient } from '@clickhouse/client';
import { Router } from 'express';
import type { Registry } from 'prom-client';

/** `/healthz`: the process answers. `/readyz`: the database does too, and has this version's schema. `/metrics`: Prometheus. */
export function createHealthRoutes(client: ClickHouseClient, registry: Registry): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const missing = await readMissing(client);
    response.status(missing ? 503 : 200).json(missing ? { status: 'unavailable', missing } : { status: 'ok' });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
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
