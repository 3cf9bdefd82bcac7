import { randomUUID } from 'node:crypto';
import { defaultResource, detectResources, envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { serviceOf } from './service.js';

/** Who the spans are from. OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES stand before what is found here. */
export function createResource(script: string | undefined): Resource {
  const { name, version } = serviceOf(script);
  const found = resourceFromAttributes({
    'service.name': name,
    ...(version === undefined ? {} : { 'service.version': version }),
    'service.instance.id': randomUUID(),
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
  });
  return defaultResource()
    .merge(found)
    .merge(detectResources({ detectors: [envDetector] }));
}
