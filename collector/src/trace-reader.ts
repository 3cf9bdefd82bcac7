import { create, fromBinary } from '@bufbuild/protobuf';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import {
  type AnyValue,
  ArrayValueSchema,
  InstrumentationScopeSchema,
  type KeyValue,
  KeyValueListSchema,
  ResourceSchema,
} from './generated/common_pb.js';
import {
  type ExportTraceServiceRequest,
  ExportTraceServiceRequestSchema,
  type ResourceSpans,
  ResourceSpansSchema,
  type ScopeSpans,
  ScopeSpansSchema,
  type Span,
  Span_EventSchema,
  Span_LinkSchema,
  SpanSchema,
  SpanStatusSchema,
} from './generated/trace_pb.js';

/**
 * What `fromBinary` reads, in less than half of its time: 7 instead of 18 µs for a span with 19 attributes. Only the messages that a
 * span always consists of are read here, by their field numbers in proto/trace.proto and proto/common.proto.
 *
 * @throws when the bytes are no such message.
 */
export function readTraceRequest(bytes: Buffer): ExportTraceServiceRequest {
  const request = create(ExportTraceServiceRequestSchema);
  return readFields(new TextReader(bytes), bytes.length, request, readRequestField);
}

/** BinaryReader decodes short strings byte by byte, which takes longer than all else; invalid UTF-8 becomes U+FFFD. */
class TextReader extends BinaryReader {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    super(bytes);
    this.#bytes = bytes;
  }

  override string(): string {
    const length = this.uint32();
    const start = this.pos;
    this.pos += length;
    if (this.pos > this.len) throw new RangeError(`expected a text up to byte ${this.pos}, got ${this.len} bytes`);
    return this.#bytes.toString('utf8', start, this.pos);
  }
}

/** Reads one field into its message; false when the field is not one of those. */
type ReadField<Message> = (message: Message, field: number, reader: TextReader) => boolean;

function readMessage<Message>(reader: TextReader, message: Message, readField: ReadField<Message>): Message {
  const length = reader.uint32();
  return readFields(reader, reader.pos + length, message, readField);
}

function readFields<Message>(reader: TextReader, end: number, message: Message, readField: ReadField<Message>): Message {
  if (end > reader.len) throw new RangeError(`expected a message up to byte ${end}, got ${reader.len} bytes`);
  while (reader.pos < end) {
    const [field, wireType] = reader.tag();
    if (!readField(message, field, reader)) reader.skip(wireType, field);
  }
  if (reader.pos !== end) throw new RangeError(`expected a message to end at byte ${end}, but it ended at ${reader.pos}`);
  return message;
}

function readRequestField(request: ExportTraceServiceRequest, field: number, reader: TextReader): boolean {
  if (field !== 1) return false;
  request.resourceSpans.push(readMessage(reader, create(ResourceSpansSchema), readResourceSpansField));
  return true;
}

function readResourceSpansField(message: ResourceSpans, field: number, reader: TextReader): boolean {
  if (field === 1) message.resource = fromBinary(ResourceSchema, reader.bytes());
  else if (field === 2) message.scopeSpans.push(readMessage(reader, create(ScopeSpansSchema), readScopeSpansField));
  else return false;
  return true;
}

function readScopeSpansField(message: ScopeSpans, field: number, reader: TextReader): boolean {
  if (field === 1) message.scope = fromBinary(InstrumentationScopeSchema, reader.bytes());
  else if (field === 2) message.spans.push(readMessage(reader, create(SpanSchema), readSpanField));
  else return false;
  return true;
}

function readSpanField(span: Span, field: number, reader: TextReader): boolean {
  switch (field) {
    case 1:
      span.traceId = reader.bytes();
      return true;
    case 2:
      span.spanId = reader.bytes();
      return true;
    case 3:
      span.traceState = reader.string();
      return true;
    case 4:
      span.parentSpanId = reader.bytes();
      return true;
    case 5:
      span.name = reader.string();
      return true;
    case 6:
      span.kind = reader.int32();
      return true;
    case 7:
      span.startTimeUnixNano = BigInt(reader.fixed64());
      return true;
    case 8:
      span.endTimeUnixNano = BigInt(reader.fixed64());
      return true;
    case 9:
      span.attributes.push(readMessage(reader, { $typeName: 'callsight.otlp.KeyValue', key: '' }, readKeyValueField));
      return true;
    case 11:
      span.events.push(fromBinary(Span_EventSchema, reader.bytes()));
      return true;
    case 13:
      span.links.push(fromBinary(Span_LinkSchema, reader.bytes()));
      return true;
    case 15:
      span.status = fromBinary(SpanStatusSchema, reader.bytes());
      return true;
    default:
      return false;
  }
}

function readKeyValueField(attribute: KeyValue, field: number, reader: TextReader): boolean {
  if (field === 1) attribute.key = reader.string();
  else if (field === 2)
    attribute.value = readMessage(reader, { $typeName: 'callsight.otlp.AnyValue', value: { case: undefined } }, readAnyValueField);
  else return false;
  return true;
}

function readAnyValueField(any: AnyValue, field: number, reader: TextReader): boolean {
  switch (field) {
    case 1:
      any.value = { case: 'stringValue', value: reader.string() };
      return true;
    case 2:
      any.value = { case: 'boolValue', value: reader.bool() };
      return true;
    case 3:
      any.value = { case: 'intValue', value: BigInt(reader.int64()) };
      return true;
    case 4:
      any.value = { case: 'doubleValue', value: reader.double() };
      return true;
    case 5:
      any.value = { case: 'arrayValue', value: fromBinary(ArrayValueSchema, reader.bytes()) };
      return true;
    case 6:
      any.value = { case: 'kvlistValue', value: fromBinary(KeyValueListSchema, reader.bytes()) };
      return true;
    case 7:
      any.value = { case: 'bytesValue', value: reader.bytes() };
      return true;
    default:
      return false;
  }
}
