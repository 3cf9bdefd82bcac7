import { views } from '@callsight/grafana';
import { describeApi } from '@callsight/query-service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareErrors } from './compare-errors.js';
import { compareExecution } from './compare-execution.js';
import { compareLive } from './compare-live.js';
import { compareMany } from './compare-many.js';
import { comparePipeline } from './compare-pipeline.js';
import { compareSessions } from './compare-sessions.js';
import { compareTool } from './compare-tool.js';
import { compareToolCalls } from './compare-tool-calls.js';
import { compareWide } from './compare-wide.js';
import { Stack } from './stack.js';

describe('a dashboard and the API', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start();
  }, 60_000);
  afterAll(() => stack.close());
  const read = () => stack;

  compareSessions(read);
  compareToolCalls(read);
  compareTool(read);
  compareErrors(read);
  compareExecution(read);
  comparePipeline(read);
  compareLive(read);
  compareWide(read);
  compareMany(read);

  it('were compared in every panel', () => {
    const panels = Object.entries(views).flatMap(([file, titles]) => Object.keys(titles).map((title) => `${file}: ${title}`));
    expect([...stack.asked].sort()).toEqual(panels.sort());
  });
});

/** What the API answers beside views: numbers that panels of other paths show, who asks, how to connect, and the audit of reveals. */
const withoutPanel = ['/overview', '/services', '/operations/{traceId}/{spanId}', '/connect', '/audit', '/identity', '/login', '/logout'];

it('every path of the API that answers a view has a panel', () => {
  const { paths } = describeApi() as { paths: Record<string, { get?: object }> };
  const answered = new Set(Object.values(views).flatMap((panels) => Object.values(panels).map(({ api }) => api.replace(/\?.*/, ''))));
  const asked = Object.keys(paths).filter((path) => paths[path]?.get !== undefined);
  expect(asked.filter((path) => !answered.has(path)).sort()).toEqual(withoutPanel.filter((path) => asked.includes(path)).sort());
});
