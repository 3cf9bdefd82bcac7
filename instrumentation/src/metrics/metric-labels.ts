import type { Attributes } from '@opentelemetry/api';
import { KnownNames } from '../operation/known-names.js';
import type { Subject } from '../operation/subject.js';
import { ATTR } from '../semconv.js';

/** Error types, codes and protocol versions come from the other side, which can invent them without end. */
const errors = new KnownNames();
const versions = new KnownNames();

const NETWORK = [ATTR.NETWORK_TRANSPORT, ATTR.NETWORK_PROTOCOL_NAME, ATTR.NETWORK_PROTOCOL_VERSION] as const;

/** The attributes of a connection that may be on a metric; the session's key, addresses and names of software may not. */
export function labelsOfConnection(described: Attributes): Attributes {
  const labels: Attributes = {};
  const version = described[ATTR.MCP_PROTOCOL_VERSION];
  if (typeof version === 'string') labels[ATTR.MCP_PROTOCOL_VERSION] = versions.admit(version);
  copy(described, labels, NETWORK);
  return labels;
}

/** Adds how an operation or a session ended. */
export function labelError(labels: Attributes, errorType: string | undefined, responseCode?: string): void {
  if (errorType !== undefined) labels[ATTR.ERROR_TYPE] = errors.admit(errorType);
  if (responseCode !== undefined) labels[ATTR.RPC_RESPONSE_STATUS_CODE] = errors.admit(responseCode);
}

/** By the attributes of a connection, which stay the same object while they do not change, and the operation's name. */
const ofSuccess = new WeakMap<Attributes, Map<string, Attributes>>();
const MOST_NAMES = 1_000;

/** The labels of an operation that succeeded: most do, and those of one tool share theirs. */
export function labelsOfSuccess(described: Attributes, subject: Subject, caller: Attributes): Attributes {
  let known = ofSuccess.get(described);
  if (known === undefined) {
    known = new Map();
    ofSuccess.set(described, known);
  }
  const version = caller[ATTR.NETWORK_PROTOCOL_VERSION];
  const key = version === undefined ? subject.name : `${subject.name} ${version}`;
  let labels = known.get(key);
  if (labels === undefined) {
    labels = labelsOfOperation(described, subject, caller);
    if (known.size < MOST_NAMES) known.set(key, labels);
  }
  return labels;
}

/** `caller` are the attributes of the operation's message. */
export function labelsOfOperation(described: Attributes, subject: Subject, caller: Attributes): Attributes {
  return Object.assign(labelsOfConnection({ ...described, ...caller }), subject.attributes);
}

function copy(from: Attributes, to: Attributes, names: readonly string[]): void {
  for (const name of names) if (from[name] !== undefined) to[name] = from[name];
}
