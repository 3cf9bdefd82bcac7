import { z } from 'zod';

/** `viewer`: everything but content. `auditor`: content too; each reveal is written to the audit. */
export const role = z.enum(['viewer', 'auditor']);

/** Who asks, as the API sees it. */
export const identity = z.object({
  authentication: z.enum(['none', 'token']).describe('`none`: this Callsight is for its own machine and asks nobody'),
  name: z.string().nullable().describe('Name of the token; null for a caller that gave none'),
  role: role.nullable(),
});

/** The body of `POST /login`. */
export const login = z.strictObject({ token: z.string().min(1).max(512).describe('One of the API tokens') });

/** One reveal of content. */
export const auditEntry = z.object({
  at: z.iso.datetime(),
  actor: z.string().describe('Name of the token'),
  address: z.string().describe('Peer address of the connection'),
  door: z.enum(['api', 'mcp', 'sql']).describe('Where it was asked for'),
  traceId: z.string().nullable().describe('Operation whose content was shown; null for a query over SQL'),
  spanId: z.string().nullable(),
  requestId: z.string().describe('As in the log and in the header X-Request-Id; of a query over SQL, its id'),
});

export const auditPage = z.object({ items: z.array(auditEntry), nextCursor: z.string().nullable() });

export type Role = z.infer<typeof role>;
export type Identity = z.infer<typeof identity>;
export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditPage = z.infer<typeof auditPage>;
