import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.js';
import { type CollectorProcess, startCollector } from './collector-process.js';
import { createDatabase, type Database, ingestToken } from './database.js';
import { send, toBatch } from './emitter.js';
import { findGoTool } from './go-tool.js';

const binary = await findGoTool('otelcol');

/** As in production, but quicker to try again, and with batches that a test fills. */
const quick = [
  'yaml:exporters::clickhouse::retry_on_failure: { initial_interval: 100ms, max_interval: 500ms }',
  'yaml:exporters::clickhouse::sending_queue::batch: { flush_timeout: 200ms, min_size: 200000, max_size: 400000 }',
];

/** How long the database is away. */
const outageMs = 120_000;

describe.skipIf(!binary)('a real Collector with a persistent queue', { timeout: 240_000 }, () => {
  let database: Database;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.remove());

  let storage: string;
  const running: CollectorProcess[] = [];
  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'callsight-test-'));
    await database.start();
  });
  afterEach(async () => {
    for (const collector of running.splice(0)) await collector.stop('SIGKILL');
    await database.stop();
    await rm(storage, { recursive: true, force: true });
  });

  async function start(environment: Record<string, string> = {}, folder = storage): Promise<CollectorProcess> {
    const collector = await startCollector({
      binary: binary ?? '',
      files: ['config'],
      storage: folder,
      overrides: quick,
      environment: { CALLSIGHT_COLLECTOR_CLICKHOUSE: database.url, CALLSIGHT_COLLECTOR_CLICKHOUSE_PASSWORD: ingestToken, ...environment },
    });
    running.push(collector);
    return collector;
  }

  /** Waits until every span that was acknowledged is stored, and then that none of them is there twice. */
  async function expectExactly(service: string, spans: number): Promise<void> {
    await eventually(
      () => database.count(service),
      (count) => count.spans >= spans,
      80_000,
    );
    expect(await database.count(service)).toEqual({ rows: spans, spans });
  }

  /** Sends batches until one is refused; resolves with the number of spans that were acknowledged. */
  async function fill(collector: CollectorProcess, service: string, most = 400): Promise<{ acknowledged: number; refusal: number }> {
    let acknowledged = 0;
    for (let sent = 0; sent < most; sent++) {
      const { status } = await fetch(`${collector.httpUrl}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: toBatch({ service, spans: 50, contentLength: 1_000 }).body,
      });
      if (status !== 200) return { acknowledged, refusal: status };
      acknowledged += 50;
    }
    throw new Error(`nothing was refused in ${most} batches`);
  }

  test('loses nothing and stores nothing twice while the database is away', async () => {
    const service = 'outage';
    const collector = await start();
    for (let sent = 0; sent < 10; sent++) await send(collector.httpUrl, toBatch({ service, spans: 50 }));
    await expectExactly(service, 500);
    await database.stop();
    for (let sent = 0; sent < 40; sent++) {
      await send(collector.httpUrl, toBatch({ service, spans: 50 }));
      await sleep(outageMs / 40);
    }
    await eventually(
      async () => collector.log().split('Exporting failed. Will retry').length,
      (failures) => failures > 10,
    );
    await database.start();
    await expectExactly(service, 2_500);
    expect(await collector.metric('otelcol_exporter_send_failed_spans')).toBe(0);
  });

  test('delivers a full queue after it was killed, and what was refused once it is sent again', async () => {
    const service = 'killed';
    await database.stop();
    const collector = await start({ CALLSIGHT_COLLECTOR_QUEUE_BYTES: '1000000' });
    const { acknowledged, refusal } = await fill(collector, service);
    expect(refusal).toBe(503);
    await collector.stop('SIGKILL');
    await database.start();
    const restarted = await start({ CALLSIGHT_COLLECTOR_QUEUE_BYTES: '1000000' });
    await send(restarted.httpUrl, toBatch({ service, spans: 50 }), { attempts: 400 });
    await expectExactly(service, acknowledged + 50);
  });

  test('pushes back on an emitter that is faster than the database, within its memory', async () => {
    const service = 'flood';
    const collector = await start({ CALLSIGHT_COLLECTOR_QUEUE_BYTES: '500000', CALLSIGHT_COLLECTOR_MEMORY_MIB: '256' });
    const refusals: number[] = [];
    let most = 0;
    const emitters = Array.from({ length: 8 }, async () => {
      for (let sent = 0; sent < 5; sent++) {
        refusals.push(...(await send(collector.httpUrl, toBatch({ service, spans: 50, contentLength: 2_000 }), { attempts: 1_000 })));
        most = Math.max(most, await readMemory(collector.pid));
      }
    });
    await Promise.all(emitters);
    expect(new Set(refusals)).toEqual(new Set([503]));
    expect(await collector.metric('otelcol_receiver_refused_spans')).toBe(refusals.length * 50);
    expect(most).toBeLessThan(384 * 1_048_576);
    await expectExactly(service, 8 * 5 * 50);
  });

  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  test.skipIf(!canMount)('acknowledges nothing while its disk is full, and keeps what it acknowledged before', async () => {
    const service = 'disk';
    const disk = join(storage, 'disk');
    await mkdir(disk);
    await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
    try {
      await database.stop();
      const collector = await start({}, disk);
      for (let sent = 0; sent < 20; sent++) await send(collector.httpUrl, toBatch({ service, spans: 50, contentLength: 1_000 }));
      await fillDisk(join(disk, 'of-others'));
      const { acknowledged, refusal } = await fill(collector, service);
      expect(refusal).toBeGreaterThanOrEqual(500);
      await rm(join(disk, 'of-others'));
      await send(collector.httpUrl, toBatch({ service, spans: 50 }), { attempts: 400 });
      await database.start();
      await expectExactly(service, 1_000 + acknowledged + 50);
    } finally {
      for (const collector of running.splice(0)) await collector.stop('SIGKILL');
      await promisify(execFile)('umount', [disk]);
    }
  });
});

/** Writes a file that leaves no room on its disk. */
async function fillDisk(path: string): Promise<void> {
  const file = await open(path, 'w');
  const block = Buffer.alloc(65_536);
  try {
    for (;;) await file.write(block);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    await file.close();
  }
}

/** Resident memory of a process, in bytes. */
async function readMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
}
