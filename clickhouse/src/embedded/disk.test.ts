import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../schema/migrate.js';
import { toCallAttributes, toJsonRows, toSpanRow } from '../testing/index.js';
import { type EmbeddedEngine, openEngine } from './engine.js';

/** A file system of a given size can be mounted by root only. */
function canMount(): boolean {
  try {
    const probe = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!canMount())('on a disk of its own', () => {
  let disk: string;
  let engine: EmbeddedEngine | undefined;

  beforeEach(async () => {
    disk = await mkdtemp(join(tmpdir(), 'callsight-test-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]);
  });
  afterEach(async () => {
    await engine?.close();
    engine = undefined;
    execFileSync('umount', ['-l', disk]);
    await rm(disk, { recursive: true, force: true });
  });

  const remount = (how: string) => execFileSync('mount', ['-o', `remount,${how}`, disk]);
  const open = () => openEngine({ dataDirectory: join(disk, 'data'), database: 'callsight' });

  /** Calls with content that hardly compresses, about 2 KB each. */
  const createBatch = (session: string) =>
    toJsonRows(
      Array.from({ length: 250 }, () =>
        toSpanRow({
          SpanAttributes: toCallAttributes(session, 'echo', {
            'gen_ai.tool.call.arguments': `{"x":"${randomBytes(1_500).toString('base64')}"}`,
          }),
        }),
      ),
    );

  async function readCounts(of: EmbeddedEngine): Promise<unknown> {
    const result = await of.reader.query({
      query: `SELECT toUInt32(count()) AS operations, (SELECT toUInt32(count()) FROM mcp_content) AS contents,
        (SELECT toUInt32(count()) FROM otel_traces) AS spans, (SELECT toUInt32(sum(operations)) FROM mcp_sessions) AS in_sessions FROM mcp_operations`,
      format: 'JSONEachRow',
    });
    return (await result.json())[0];
  }
  const everywhere = (count: number) => ({ operations: count, contents: count, spans: count, in_sessions: count });

  test('a full disk refuses inserts and nothing else, also after a restart, until there is room again', async () => {
    engine = await open();
    await migrate(engine.admin);
    let acknowledged = 0;
    let refused: Buffer = Buffer.alloc(0);
    while (refused.length === 0) {
      const batch = createBatch(`s-${acknowledged}`);
      await engine.insert('otel_traces_landing', batch).then(
        () => {
          acknowledged += 250;
        },
        (error: Error) => {
          expect(error.message).toMatch(/NOT_ENOUGH_SPACE|No space left/);
          refused = batch;
        },
      );
    }
    expect(acknowledged).toBeGreaterThan(0);
    await engine.close();
    engine = await open();
    expect(await readCounts(engine)).toMatchObject({ operations: expect.toSatisfy((count: number) => count >= acknowledged) });
    remount('size=200m');
    await engine.insert('otel_traces_landing', refused);
    expect(await readCounts(engine)).toEqual(everywhere(acknowledged + 250));
  });

  test('a disk that turned read-only is told at the start, and used again when it can be written', async () => {
    engine = await open();
    await migrate(engine.admin);
    await engine.insert('otel_traces_landing', createBatch('s'));
    await engine.close();
    engine = undefined;
    remount('ro');
    await expect(open()).rejects.toThrow(/data cannot be written \(EROFS\): make it writable/);
    remount('rw');
    engine = await open();
    expect(await readCounts(engine)).toEqual(everywhere(250));
  });
});

test('memory beyond the cap is refused to the query that wants it, and the others go on', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'callsight-test-'));
  const engine = await openEngine({ dataDirectory: directory, database: 'callsight', memoryBytes: 700_000_000 });
  const greedy = engine.reader.query({
    query: 'SELECT length(groupArray(number)) FROM numbers(200000000)',
    format: 'JSONEachRow',
  });
  await expect(greedy).rejects.toThrow(/MEMORY_LIMIT_EXCEEDED|memory limit exceeded/);
  expect(await (await engine.reader.query({ query: 'SELECT 1 AS one', format: 'JSONEachRow' })).json()).toEqual([{ one: 1 }]);
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
