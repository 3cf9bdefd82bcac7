/** Why requests are refused: the HTTP status of each reason, and the google.rpc.Code in the body. */
const REFUSALS = {
  malformed: { status: 400, rpcCode: 3 },
  unauthorized: { status: 401, rpcCode: 16 },
  unknown_path: { status: 404, rpcCode: 5 },
  wrong_method: { status: 405, rpcCode: 12 },
  too_large: { status: 413, rpcCode: 8 },
  unsupported_type: { status: 415, rpcCode: 3 },
  queue_full: { status: 429, rpcCode: 8 },
  defect: { status: 500, rpcCode: 13 },
  insert_failed: { status: 503, rpcCode: 14 },
  closing: { status: 503, rpcCode: 14 },
} as const;

export type RefusalReason = keyof typeof REFUSALS;

export const REFUSAL_REASONS = Object.keys(REFUSALS) as readonly RefusalReason[];

/** Seconds after which a client may send again what is refused for now: OTLP clients retry 429 and 503 only. */
const RETRY_AFTER_SECONDS: Partial<Record<RefusalReason, string>> = { queue_full: '1', insert_failed: '1', closing: '1' };

/** A request that is answered with an error status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;
  readonly headers: Readonly<Record<string, string>>;

  constructor(reason: RefusalReason, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.reason = reason;
    const retryAfter = RETRY_AFTER_SECONDS[reason];
    this.headers = retryAfter === undefined ? headers : { ...headers, 'retry-after': retryAfter };
  }

  get status(): number {
    return REFUSALS[this.reason].status;
  }

  get rpcCode(): number {
    return REFUSALS[this.reason].rpcCode;
  }
}

export function toRefusal(error: unknown): Refusal {
  return error instanceof Refusal
    ? error
    : new Refusal('defect', `The receiver failed: ${error instanceof Error ? error.message : String(error)}`);
}

/** The answer to every body that is larger than the limit. */
export function tooLarge(maxBytes: number): Refusal {
  return new Refusal('too_large', `Expected at most ${maxBytes} bytes after decompression; send smaller batches`);
}

/** The answer to every request that finds the queue full. */
export function queueFull(): Refusal {
  return new Refusal('queue_full', 'The receiver’s queue is full; send this request again later');
}
