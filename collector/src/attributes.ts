import type { AnyValue, KeyValue, Resource } from './generated/common_pb.js';

/** Attributes as the JSON of a Map(String, String), in the form that the Collector's clickhouse exporter stores: keys sorted, values as text. */
export function toMapJson(attributes: readonly KeyValue[]): string {
  let entries = '';
  for (const { key, value } of sortByKey(attributes)) {
    entries += `${entries === '' ? '' : ','}${JSON.stringify(key)}:${JSON.stringify(toText(value))}`;
  }
  return `{${entries}}`;
}

/** The resource's service.name; empty when it has none. */
export function toServiceName(resource: Resource | undefined): string {
  return toText(resource?.attributes.find(({ key }) => key === 'service.name')?.value);
}

/** A value as text: arrays and key-value lists as JSON, bytes as base64. */
export function toText(any: AnyValue | undefined): string {
  const value = any?.value;
  switch (value?.case) {
    case undefined:
      return '';
    case 'stringValue':
      return value.value;
    case 'bytesValue':
      return Buffer.from(value.value).toString('base64');
    case 'arrayValue':
    case 'kvlistValue':
      return toJson(any);
    default:
      return String(value?.value);
  }
}

function toJson(any: AnyValue | undefined): string {
  const value = any?.value;
  switch (value?.case) {
    case undefined:
      return 'null';
    case 'arrayValue':
      return `[${value.value.values.map(toJson).join(',')}]`;
    case 'kvlistValue':
      return `{${sortByKey(value.value.values)
        .map((entry) => `${JSON.stringify(entry.key)}:${toJson(entry.value)}`)
        .join(',')}}`;
    case 'boolValue':
    case 'intValue':
      return String(value.value);
    case 'doubleValue':
      return JSON.stringify(value.value);
    default:
      return JSON.stringify(toText(any));
  }
}

function sortByKey(attributes: readonly KeyValue[]): KeyValue[] {
  return attributes.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
