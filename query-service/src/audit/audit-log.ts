import type { AuditEntry } from '../contract/index.js';
import { ProblemError } from '../http/problems.js';

/** A reveal of content; when it happened is the database's to say. */
export type Reveal = Omit<AuditEntry, 'at'> & { role: string };

/** Inserts one row of the audit's table; resolves once it is there. */
export type InsertReveal = (row: Record<string, string>) => Promise<void>;

/** Writes who saw which content. */
export interface AuditLog {
  /** @throws ProblemError where the database does not take the entry: then nothing may be revealed. */
  record(reveal: Reveal): Promise<void>;
}

export const auditTable = 'mcp_audit';

export function createAuditLog(insert: InsertReveal): AuditLog {
  return {
    async record({ actor, role, address, door, traceId, spanId, requestId }) {
      const row = { actor, role, address, door, trace_id: traceId ?? '', span_id: spanId ?? '', request_id: requestId };
      try {
        await insert(row);
      } catch (error) {
        throw new ProblemError(
          503,
          'Audit unavailable',
          `Content is shown only where the reveal can be written to ${auditTable}, which failed: its user needs INSERT on that table.`,
          undefined,
          { cause: error },
        );
      }
    },
  };
}
