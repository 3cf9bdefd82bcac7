import type { Attributes } from '@opentelemetry/api';
import { isObject, type ProtocolLike, textOf } from '../protocol-shapes.js';
import { ATTR } from '../semconv.js';

interface Party {
  name: string | undefined;
  version: string | undefined;
}

/** Keys of `_meta` with which each message of protocol 2026-07-28 tells what initialize told before. */
const META_CLIENT = 'io.modelcontextprotocol/clientInfo';
const META_SERVER = 'io.modelcontextprotocol/serverInfo';
const META_VERSION = 'io.modelcontextprotocol/protocolVersion';

/** The client and the server of a connection, as the initialize exchange or their messages present them. */
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

  /** From a request's parameters or a result; true if it told something new. */
  learnFromMeta(carrier: unknown): boolean {
    const meta = isObject(carrier) ? carrier._meta : undefined;
    if (!isObject(meta)) return false;
    const version = textOf(meta[META_VERSION]) ?? this.#protocolVersion;
    const client = updated(this.#client, meta[META_CLIENT]);
    const server = updated(this.#server, meta[META_SERVER]);
    if (version === this.#protocolVersion && client === this.#client && server === this.#server) return false;
    this.#protocolVersion = version;
    this.#client = client;
    this.#server = server;
    return true;
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

/** The same party as before, unless the message names another. */
function updated(known: Party | undefined, info: unknown): Party | undefined {
  const told = toParty(info);
  return told === undefined || (told.name === known?.name && told.version === known?.version) ? known : told;
}

/** Name and version of the client that the message itself names, as one text. */
export function softwareIn(params: unknown): string | undefined {
  const meta = isObject(params) ? params._meta : undefined;
  const party = isObject(meta) ? toParty(meta[META_CLIENT]) : undefined;
  return party?.name === undefined ? undefined : `${party.name}@${party.version ?? ''}`;
}

function toParty(info: unknown): Party | undefined {
  return isObject(info) ? { name: textOf(info.name), version: textOf(info.version) } : undefined;
}
