import { Router } from 'express';
import type { Registry } from 'prom-client';
import type { ReadMissing } from './schema-state.js';

/** `/healthz`: the process answers. `/readyz`: the database does too, and has this version's schema. `/metrics`: Prometheus. */
export function createHealthRoutes(readMissing: ReadMissing, registry: Registry): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const missing = await readMissing();
    response.status(missing ? 503 : 200).json(missing ? { status: 'unavailable', missing } : { status: 'ok' });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
