import type { Payload } from './payloads.js';

/** What the handler of a tool is given beside its arguments, as far as a span by hand needs it. */
export interface CallContext {
  sessionId?: string | undefined;
  requestId: string | number;
}

export interface ToolResult {
  [key: string]: unknown;
  content: { type: 'text'; text: string }[];
}

export type Handler = (args: Record<string, unknown>, context: CallContext) => Promise<ToolResult>;

/** How a run is put together. The sides are what a variant may instrument by hand. */
export interface Wiring {
  handler: Handler;
  prepare(sides: { server: object; client: object; clientTransport: object }): void;
}

/** A client and a server of one generation of the SDK, connected within this process. Resolves to what makes one call. */
export type Connect = (payload: Payload, wiring: Wiring) => Promise<() => Promise<unknown>>;

/** Loaded late, so that a run loads one of them. */
export const sdks: Readonly<Record<SdkName, () => Promise<Connect>>> = {
  v1: async () => (await import('./sdk-v1.js')).connect,
  v2: async () => (await import('./sdk-v2.js')).connect,
};

export type SdkName = 'v1' | 'v2';
