import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestEngine, type SqlServer, serveSql, type TestEngine } from '@callsight/clickhouse/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.js';
import { startCollector } from './collector-process.js';
import { send, toBatch } from './emitter.js';
import { findGoTool } from './go-tool.js';

const binary = await findGoTool('otelcol');

describe.skipIf(!binary)('a batch that ClickHouse never takes', () => {
  let engine: TestEngine;
  let server: SqlServer;
  let storage: string;
  beforeAll(async () => {
    storage = await mkdtemp(join(tmpdir(), 'callsight-test-'));
    engine = await openTestEngine();
    server = await serveSql(engine, () => ({ read: true, insert: true }));
    await engine.admin.command({ query: 'CREATE TABLE nothing (poisoned UInt8) ENGINE = Null' });
    await engine.admin.command({
      query: `CREATE MATERIALIZED VIEW refuse_poison TO nothing AS
        SELECT throwIf(ServiceName = 'poison', 'this row is poison') AS poisoned FROM otel_traces_landing`,
    });
  });
  afterAll(async () => {
    server.close();
    await engine.close();
    await rm(storage, { recursive: true, force: true });
  });

  test('holds up no other, and is counted when it is given up', async () => {
    const collector = await startCollector({
      binary: binary ?? '',
      files: ['config'],
      storage,
      environment: {
        CALLSIGHT_COLLECTOR_CLICKHOUSE: server.url,
        CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: 'any',
        CALLSIGHT_COLLECTOR_RETRY_FOR: '5s',
      },
      overrides: [
        'yaml:exporters::clickhouse::retry_on_failure: { initial_interval: 100ms, max_interval: 500ms }',
        'yaml:exporters::clickhouse::sending_queue::batch: { flush_timeout: 100ms, min_size: 10000, max_size: 100000 }',
      ],
    });
    try {
      await send(collector.httpUrl, toBatch({ service: 'poison', spans: 10 }));
      // Once it is refused it is in a batch of its own.
      await eventually(
        async () => collector.log(),
        (log) => log.includes('this row is poison'),
      );
      for (let sent = 0; sent < 20; sent++) await send(collector.httpUrl, toBatch({ service: 'healthy', spans: 50 }));
      const stored = await eventually(
        () => engine.select<{ service: string; spans: number }>('SELECT service, count() AS spans FROM mcp_operations GROUP BY service'),
        ([healthy]) => (healthy?.spans ?? 0) >= 1_000,
      );
      expect(stored).toEqual([{ service: 'healthy', spans: 1_000 }]);
      await eventually(
        () => collector.metric('otelcol_exporter_send_failed_spans'),
        (failed) => failed > 0,
      );
      expect(await collector.metric('otelcol_exporter_send_failed_spans')).toBe(10);
      expect(await collector.metric('otelcol_exporter_sent_spans')).toBe(1_000);
    } finally {
      await collector.stop('SIGKILL');
    }
  });
});
