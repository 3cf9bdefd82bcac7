import { type Outcome, outcomeOfCancellation, outcomeOfException, outcomeOfRpcError } from '../operation/outcome.js';
import { isObject, type Properties } from '../protocol-shapes.js';

const REQUEST_TIMEOUT = new Set<unknown>([-32001, 'REQUEST_TIMEOUT']);
const MOST_BODY_LENGTH = 10_000;

/** How a request failed that got no answer, by the error of SDK v1 or v2 that its caller sees. */
export function outcomeOfFailure(error: unknown): Outcome {
  const { code, data } = isObject(error) ? error : {};
  const details = isObject(data) ? data : {};
  if (REQUEST_TIMEOUT.has(code)) {
    // The caller's abort has the same code, without a limit.
    const timedOut = details.timeout !== undefined || details.maxTotalTimeout !== undefined;
    return outcomeOfCancellation(timedOut ? 'Request timed out' : undefined);
  }
  const answer = rpcErrorIn(details.text);
  if (answer !== undefined) return outcomeOfRpcError(answer, 'outbound');
  const outcome = outcomeOfException(error);
  const status = typeof details.status === 'number' ? details.status : code;
  if (typeof status === 'number' && status >= 400 && status <= 599) return { ...outcome, errorType: String(status) };
  return typeof code === 'number' && code < 0 ? { ...outcome, errorType: String(code) } : outcome;
}

/** The JSON-RPC error in the body of a refused HTTP request. */
function rpcErrorIn(body: unknown): Properties | undefined {
  if (typeof body !== 'string' || body.length > MOST_BODY_LENGTH || !body.startsWith('{')) return undefined;
  try {
    const { error } = JSON.parse(body);
    return isObject(error) && typeof error.code === 'number' ? error : undefined;
  } catch {
    return undefined;
  }
}
