/** The parts of an OTLP trace request that the tests look at. */
export interface ReceivedSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  status: { code: number; message: string };
  attributes: Record<string, unknown>;
  resource: Record<string, unknown>;
}

/** The parts of a histogram's data point that the tests look at. */
export interface ReceivedPoint {
  metric: string;
  unit: string;
  count: number;
  sum: number;
  bounds: number[];
  temporality: 'delta' | 'cumulative' | undefined;
  attributes: Record<string, unknown>;
  resource: Record<string, unknown>;
}

const TEMPORALITIES = [undefined, 'delta', 'cumulative'] as const;

type Field = number | bigint | Buffer;

/** Reads ExportTraceServiceRequest; field numbers are those of opentelemetry-proto 1.x. */
export function decodeTraces(body: Buffer): ReceivedSpan[] {
  return messages(body, 1).flatMap((resourceSpans) => {
    const resource = attributesOf(messages(resourceSpans, 1)[0], 1);
    return messages(resourceSpans, 2)
      .flatMap((scopeSpans) => messages(scopeSpans, 2))
      .map((span) => toSpan(span, resource));
  });
}

/** The one span of a request by its fields that `decodeTraces` leaves out, as sorted hexadecimal text; and its id. */
export function fieldsOf(body: Buffer): Record<string, unknown> {
  const [resourceSpans = Buffer.alloc(0)] = messages(body, 1);
  const [scopeSpans = Buffer.alloc(0)] = messages(resourceSpans, 2);
  const fields = parse(messages(scopeSpans, 2)[0] ?? Buffer.alloc(0));
  const hex = (field: number) => (fields.get(field) ?? []).map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : String(value)));
  return {
    spanId: hex(2)[0],
    scope: messages(scopeSpans, 1).map((scope) => scope.toString('hex')),
    state: hex(3),
    start: hex(7),
    end: hex(8),
    events: messages(messages(scopeSpans, 2)[0] ?? Buffer.alloc(0), 11).map(toPart),
    links: messages(messages(scopeSpans, 2)[0] ?? Buffer.alloc(0), 13).map(toPart),
    flags: hex(16),
  };
}

/** An event or a link, of which the attributes are field 3 or 4; a count of 0 may be told or left out. */
function toPart(part: Buffer): unknown {
  const fields = [...parse(part)].filter(([, values]) => values.some((value) => Buffer.isBuffer(value) || value !== 0n));
  return fields.map(([field, values]) => [field, values.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : String(value)))]);
}

/** Reads ExportMetricsServiceRequest, histograms only. */
export function decodeMetrics(body: Buffer): ReceivedPoint[] {
  return messages(body, 1).flatMap((resourceMetrics) => {
    const resource = attributesOf(messages(resourceMetrics, 1)[0], 1);
    const metrics = messages(resourceMetrics, 2).flatMap((scopeMetrics) => messages(scopeMetrics, 2));
    return metrics.flatMap((metric) => {
      const fields = parse(metric);
      const histogram = buffer(fields.get(9)?.[0]);
      const shared = {
        metric: buffer(fields.get(1)?.[0]).toString(),
        unit: buffer(fields.get(3)?.[0]).toString(),
        temporality: TEMPORALITIES[Number(parse(histogram).get(2)?.[0] ?? 0)],
        resource,
      };
      return messages(histogram, 1).map((point) => ({ ...shared, ...toPoint(point) }));
    });
  });
}

function toPoint(point: Buffer): Pick<ReceivedPoint, 'count' | 'sum' | 'bounds' | 'attributes'> {
  const fields = parse(point);
  const packed = buffer(fields.get(7)?.[0]);
  return {
    count: Number(buffer(fields.get(4)?.[0]).readBigUInt64LE()),
    sum: buffer(fields.get(5)?.[0]).readDoubleLE(),
    bounds: Array.from({ length: packed.length / 8 }, (_, index) => packed.readDoubleLE(index * 8)),
    attributes: attributesOf(point, 9),
  };
}

function toSpan(span: Buffer, resource: Record<string, unknown>): ReceivedSpan {
  const fields = parse(span);
  const status = parse(buffer(fields.get(15)?.[0]));
  return {
    name: buffer(fields.get(5)?.[0]).toString(),
    kind: Number(fields.get(6)?.[0] ?? 0),
    traceId: buffer(fields.get(1)?.[0]).toString('hex'),
    spanId: buffer(fields.get(2)?.[0]).toString('hex'),
    parentSpanId: buffer(fields.get(4)?.[0]).toString('hex'),
    status: { code: Number(status.get(3)?.[0] ?? 0), message: buffer(status.get(2)?.[0]).toString() },
    attributes: attributesOf(span, 9),
    resource,
  };
}

function attributesOf(message: Buffer | undefined, field: number): Record<string, unknown> {
  const entries = messages(message ?? Buffer.alloc(0), field).map((entry) => {
    const fields = parse(entry);
    return [buffer(fields.get(1)?.[0]).toString(), anyValue(buffer(fields.get(2)?.[0]))];
  });
  return Object.fromEntries(entries);
}

/** Lists and maps become JSON text, as in whatever stores attributes as text; their keys stay in their order here. */
function anyValue(message: Buffer): unknown {
  const fields = parse(message);
  return fields.has(5) || fields.has(6) ? JSON.stringify(decodeValue(message)) : decodeValue(message);
}

/** An `AnyValue` as what JSON would have told. */
export function decodeValue(message: Buffer): unknown {
  const fields = parse(message);
  const list = buffer(fields.get(5)?.[0] ?? fields.get(6)?.[0]);
  if (fields.has(1)) return buffer(fields.get(1)?.[0]).toString();
  if (fields.has(2)) return Number(fields.get(2)?.[0]) === 1;
  if (fields.has(3)) return Number(fields.get(3)?.[0]);
  if (fields.has(4)) return buffer(fields.get(4)?.[0]).readDoubleLE();
  if (fields.has(5)) return messages(list, 1).map((element) => decodeValue(element) ?? null);
  if (fields.has(6)) {
    return Object.fromEntries(
      messages(list, 1).map((member) => {
        const [key, value] = [buffer(parse(member).get(1)?.[0]), buffer(parse(member).get(2)?.[0])];
        return [key.toString(), decodeValue(value) ?? null];
      }),
    );
  }
  return undefined;
}

function messages(message: Buffer, field: number): Buffer[] {
  return (parse(message).get(field) ?? []).map(buffer);
}

function buffer(field: Field | undefined): Buffer {
  return Buffer.isBuffer(field) ? field : Buffer.alloc(0);
}

function parse(message: Buffer): Map<number, Field[]> {
  const fields = new Map<number, Field[]>();
  let at = 0;
  function varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  function take(length: number): Buffer {
    at += length;
    return message.subarray(at - length, at);
  }
  while (at < message.length) {
    const tag = Number(varint());
    const type = tag & 7;
    const value = type === 0 ? varint() : take(type === 2 ? Number(varint()) : type === 1 ? 8 : 4);
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}
