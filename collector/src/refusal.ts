/** The statuses that the receiver refuses with, and the google.rpc.Code each one carries in its body. */
const RPC_CODES = { 400: 3, 401: 16, 404: 5, 405: 12, 413: 8, 415: 3, 429: 8, 500: 13, 503: 14 } as const;

export type RefusalStatus = keyof typeof RPC_CODES;

/** A request that is answered with an error status. Clients retry 429 and 503 only. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: RefusalStatus, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }

  get rpcCode(): number {
    return RPC_CODES[this.status];
  }
}

export function toRefusal(error: unknown): Refusal {
  return error instanceof Refusal
    ? error
    : new Refusal(500, `The receiver failed: ${error instanceof Error ? error.message : String(error)}`);
}
