import { activityEndpoints } from './activity/endpoints.js';
import { auditEndpoints } from './audit/endpoints.js';
import { connectEndpoints } from './connect/endpoints.js';
import { errorEndpoints } from './errors/endpoints.js';
import { healthEndpoints } from './health/endpoints.js';
import type { Endpoint } from './http/endpoint.js';
import { overviewEndpoints } from './overview/endpoints.js';
import { sessionEndpoints } from './sessions/endpoints.js';
import { toolCallEndpoints } from './tool-calls/endpoints.js';
import { toolEndpoints } from './tools/endpoints.js';

/** Every endpoint of the API that answers with JSON. */
export const endpoints: readonly Endpoint[] = [
  ...overviewEndpoints,
  ...sessionEndpoints,
  ...activityEndpoints,
  ...toolCallEndpoints,
  ...toolEndpoints,
  ...errorEndpoints,
  ...connectEndpoints,
  ...healthEndpoints,
  ...auditEndpoints,
];
