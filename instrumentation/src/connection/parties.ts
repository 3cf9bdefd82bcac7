import type { Attributes } from '@opentelemetry/api';
import { isObject, type ProtocolLike, textOf } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';

interface Party {
  name: string | undefined;
  version: string | undefined;
}

/** The client and the server of a connection, as the initialize exchange presents them. */
export class Parties {
  #client: Party | undefined;
  #server: Party | undefined;
  #protocolVersion: string | undefined;

  /** Each side knows itself from the start. */
  constructor(protocol: ProtocolLike) {
    this.#client = toParty(protocol._clientInfo);
    this.#server = toParty(protocol._serverInfo);
  }

  learnFromInitialize(params: unknown): void {
    if (isObject(params)) this.#client = toParty(params.clientInfo) ?? this.#client;
  }

  learnFromInitializeResult(result: unknown): void {
    if (!isObject(result)) return;
    this.#server = toParty(result.serverInfo) ?? this.#server;
    this.#protocolVersion = textOf(result.protocolVersion) ?? this.#protocolVersion;
  }

  describe(): Attributes {
    const attributes: Attributes = {};
    put(attributes, ATTR.CLIENT_NAME, this.#client?.name);
    put(attributes, ATTR.CLIENT_VERSION, this.#client?.version);
    put(attributes, ATTR.SERVER_NAME, this.#server?.name);
    put(attributes, ATTR.SERVER_VERSION, this.#server?.version);
    put(attributes, ATTR.MCP_PROTOCOL_VERSION, this.#protocolVersion);
    return attributes;
  }
}

function put(attributes: Attributes, name: string, value: string | undefined): void {
  if (value !== undefined) attributes[name] = value;
}

function toParty(info: unknown): Party | undefined {
  return isObject(info) ? { name: textOf(info.name), version: textOf(info.version) } : undefined;
}
