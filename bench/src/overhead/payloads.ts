/** What goes into and comes out of one call. */
export interface Payload {
  arguments: { message: string; user: string; n: number; tag: string };
  /** Text of the result; by default the arguments as JSON. */
  text?: string;
  /** Calls of a run: enough to measure, few enough to wait for. */
  calls: number;
}

const line = '{"id": 4711, "title": "Quarterly report", "path": "/data/reports/2026/q3.md", "tags": ["finance", "draft"]}\n';

function argumentsWith(message: string): Payload['arguments'] {
  return { message, user: 'alice-0123', n: 42, tag: 'bench' };
}

export const payloads = {
  /** About 200 bytes each way. */
  small: { arguments: argumentsWith('x'.repeat(150)), calls: 20_000 },
  /** About 1 KB each way. */
  '1 KB': { arguments: argumentsWith(line.repeat(9).slice(0, 880)), calls: 20_000 },
  /** A result of 100 KB. */
  '100 KB': { arguments: argumentsWith('x'.repeat(150)), text: line.repeat(1_000).slice(0, 100_000), calls: 20_000 },
} as const satisfies Record<string, Payload>;

export type PayloadName = keyof typeof payloads;
