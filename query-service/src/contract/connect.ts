import { z } from 'zod';

/** What a server needs to know to report here. */
export const connect = z.object({
  otlpEndpoint: z.string().describe('Base URL for OTEL_EXPORTER_OTLP_ENDPOINT'),
  tokenRequired: z.boolean().describe('Whether the endpoint wants a bearer token'),
});

export type Connect = z.infer<typeof connect>;
