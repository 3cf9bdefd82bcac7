import { type DescMessage, fromBinary, fromJson, type MessageShape, toBinary, toJsonString } from '@bufbuild/protobuf';
import { parseOtlpJson } from './otlp-json.js';
import { Refusal } from './refusal.js';

/** The two encodings of OTLP/HTTP. A response is encoded as its request was. */
export type Encoding = 'protobuf' | 'json';

export const CONTENT_TYPES: Readonly<Record<Encoding, string>> = { protobuf: 'application/x-protobuf', json: 'application/json' };

/** The encoding that a Content-Type header names; its parameters, such as a charset, do not matter. */
export function parseContentType(header: string | undefined): Encoding | undefined {
  const mediaType = header?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === CONTENT_TYPES.protobuf) return 'protobuf';
  if (mediaType === CONTENT_TYPES.json) return 'json';
  return undefined;
}

/** @throws Refusal when the body is no message of this schema. */
export function parseMessage<Schema extends DescMessage>(schema: Schema, body: Buffer, encoding: Encoding): MessageShape<Schema> {
  return refusingMalformed(schema, encoding, () =>
    encoding === 'protobuf'
      ? fromBinary(schema, body, { readUnknownFields: false })
      : fromJson(schema, parseOtlpJson(body.toString()), { ignoreUnknownFields: true }),
  );
}

/** Whatever decoding throws becomes a Refusal. */
export function refusingMalformed<Result>(schema: DescMessage, encoding: Encoding, decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('malformed', `Expected an OTLP ${schema.name} as ${encoding}: ${reason}`);
  }
}

export function toBody<Schema extends DescMessage>(schema: Schema, message: MessageShape<Schema>, encoding: Encoding): Buffer {
  return Buffer.from(encoding === 'protobuf' ? toBinary(schema, message) : toJsonString(schema, message));
}
