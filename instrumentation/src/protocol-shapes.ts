/** The parts of the MCP SDK that the hooks touch, by shape: its classes come in several copies and generations. */

export type RequestId = string | number;
export type Properties = Record<string, unknown>;

/** What `Protocol.prototype.connect` hangs on, and the two own fields read where the messages do not say. */
export interface ProtocolLike {
  connect: (transport: TransportLike, ...rest: unknown[]) => Promise<void>;
  _serverInfo?: unknown;
  _clientInfo?: unknown;
}

export interface TransportLike {
  send: (message: unknown, ...rest: unknown[]) => Promise<void>;
  sessionId?: string | undefined;
}

/** A request where it has an id, else a notification. */
export interface CallMessage {
  id?: RequestId;
  method: string;
  params?: Properties;
}

export interface ResponseMessage {
  id: RequestId;
  result?: unknown;
  error?: Properties;
}

/** A request or notification; anything malformed is left to the SDK to judge. */
export function isCall(message: unknown): message is CallMessage {
  return (
    isObject(message) &&
    typeof message.method === 'string' &&
    (message.id === undefined || isRequestId(message.id)) &&
    (message.params === undefined || isObject(message.params))
  );
}

export function isResponse(message: unknown): message is ResponseMessage {
  return isObject(message) && message.method === undefined && isRequestId(message.id) && ('result' in message || isObject(message.error));
}

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null;
}

/** A text property capped to a length that no honest name exceeds; `undefined` for anything else. */
export function textOf(value: unknown, most = 256): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined;
}

export function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || typeof value === 'number';
}
