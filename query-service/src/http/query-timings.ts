import type { Reader } from '../database/query.js';

/** The queries behind one answer, and how long each took: from when it was asked, its wait for a free connection included, until its rows were read. */
export interface QueryTimings {
  /** A reader whose queries are timed. */
  time(reader: Reader): Reader;
  /**
   * Value of a Server-Timing header, milliseconds, in the order in which the queries ended: `sessions.list;dur=23.4, …`; empty where nothing
   * was asked. See https://www.w3.org/TR/server-timing/#the-server-timing-header-field.
   */
  toHeader(): string;
}

export function createQueryTimings(): QueryTimings {
  const metrics: string[] = [];

  async function time<Answer>(name: string, answer: Promise<Answer>): Promise<Answer> {
    const startedAt = performance.now();
    try {
      return await answer;
    } finally {
      // A slash may not stand in the name of a metric.
      metrics.push(`${name.replaceAll('/', '.')};dur=${(performance.now() - startedAt).toFixed(1)}`);
    }
  }

  return {
    time: (reader) => ({
      rows: (query, ...rest) => time(query.name, reader.rows(query, ...rest)),
      text: (query, ...rest) => time(query.name, reader.text(query, ...rest)),
    }),
    toHeader: () => metrics.join(', '),
  };
}
