import { z } from 'zod';
import { type Operation, outcome, sessionBasis, side } from '../contract/index.js';
import { optionalCount, optionalText } from './columns.js';

/** Columns of the fragment `database/operation-columns`. Aliases differ from the columns where a filter needs the column. */
export const operationRow = z.object({
  traceId: z.string(),
  spanId: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  vantage: side,
  kind: z.enum(['request', 'notification']),
  method: z.string(),
  target: optionalText,
  resourceUri: optionalText,
  requestId: optionalText,
  result: z.union([outcome, z.literal('')]),
  errorType: z.string(),
  errorCode: optionalText,
  errorMessage: optionalText,
  serviceName: z.string(),
  sessionKey: z.string(),
  sessionBasis,
  clientName: optionalText,
  transportKind: optionalText,
  argumentsSize: optionalCount,
  resultSize: optionalCount,
});

export type OperationRow = z.infer<typeof operationRow>;

/** A row as the API shows it. */
export function toOperation(row: OperationRow, state: Operation['state'] = 'ended'): Operation {
  const { vantage, result, errorType, errorCode, errorMessage, serviceName, transportKind, ...rest } = row;
  const failed = errorType !== '' || errorCode !== null || errorMessage !== null;
  return {
    ...rest,
    state,
    side: vantage,
    outcome: result === '' ? null : result,
    error: failed ? { type: errorType || result, code: errorCode, message: errorMessage } : null,
    service: serviceName,
    transport: transportKind,
  };
}
