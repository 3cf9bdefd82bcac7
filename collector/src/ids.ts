const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/** Lowercase hex; empty for an absent id, which OTLP may also write as zeros. */
export function toHex(id: Uint8Array): string {
  return isZero(id) ? '' : Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('hex');
}

export function isTraceId(id: Uint8Array): boolean {
  return id.length === TRACE_ID_BYTES && !isZero(id);
}

export function isSpanId(id: Uint8Array): boolean {
  return id.length === SPAN_ID_BYTES && !isZero(id);
}

function isZero(id: Uint8Array): boolean {
  return id.every((byte) => byte === 0);
}
