import { Agent, get } from 'node:http';
import { quantile } from '../statistics.js';

/** What the listeners heard. */
export interface Heard {
  /** Listeners that read every event; the others take the bytes only, to leave the machine to the server. */
  timed: number;
  operations: number;
  gaps: number;
  bytes: number;
  p50: number;
  p95: number;
  max: number;
}

const [url = '', count = '0'] = process.argv.slice(2);
const timedEach = 10;
const agent = new Agent({ keepAlive: true, maxSockets: Number(count) });
const delays: number[] = [];
let gaps = 0;
let bytes = 0;

function listen(isTimed: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (!isTimed) return;
        text += chunk.toString('latin1');
        const end = text.lastIndexOf('\n\n');
        if (end >= 0) readEvents(text.slice(0, end));
        text = text.slice(end + 1);
      });
      response.once('data', () => resolve());
    }).once('error', reject);
  });
}

function readEvents(text: string): void {
  const now = Date.now();
  for (const [, ended] of text.matchAll(/event: operation\ndata: .*?"requestId":"(\d{13})"/g)) delays.push(now - Number(ended));
  gaps += text.split('event: gap').length - 1;
}

const timed = Array.from({ length: Number(count) }, (_, index) => index % timedEach === 0);
await Promise.all(timed.map(listen));
process.send?.('listening');
process.once('message', () => {
  const [p50 = Number.NaN, p95 = Number.NaN, max = Number.NaN] = [0.5, 0.95, 1].map((share) => quantile(delays, share));
  const heard: Heard = { timed: timed.filter(Boolean).length, operations: delays.length, gaps, bytes, p50, p95, max };
  process.send?.(heard, () => process.exit(0));
});
