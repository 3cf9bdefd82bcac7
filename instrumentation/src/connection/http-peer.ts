import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { isObject } from '../protocol-shapes.js';

/** The HTTP request that the current code serves. */
export interface HttpPeer {
  socket: Socket;
  method: string | undefined;
  httpVersion: string;
}

const current = new AsyncLocalStorage<HttpPeer>();
let watching = false;

/** Starts to follow HTTP requests; the SDK hands its handlers the headers only. Cheap, and once a process. */
export function watchHttpPeers(): void {
  if (watching) return;
  watching = true;
  subscribe('http.server.request.start', (message) => {
    if (!isObject(message)) return;
    const request = message.request as IncomingMessage;
    current.enterWith({ socket: request.socket, method: request.method, httpVersion: request.httpVersion });
  });
}

export function currentHttpPeer(): HttpPeer | undefined {
  return watching ? current.getStore() : undefined;
}
