import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeMetrics, decodeTraces, type ReceivedPoint, type ReceivedSpan } from './otlp-decode.js';

/** A backend that keeps what it is sent. */
export interface OtlpSink {
  url: string;
  spans: ReceivedSpan[];
  points: ReceivedPoint[];
  /** Resolves once a span satisfies the condition. */
  waitFor(condition: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan>;
  close(): Promise<void>;
}

export async function startOtlpSink(): Promise<OtlpSink> {
  const spans: ReceivedSpan[] = [];
  const points: ReceivedPoint[] = [];
  const waiting = new Set<() => void>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (request.url === '/v1/metrics') points.push(...decodeMetrics(body));
      else spans.push(...decodeTraces(body));
      response.end();
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    points,
    waitFor: (condition) =>
      new Promise((resolve) => {
        function look(): void {
          const found = spans.find(condition);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        }
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
