import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problem } from '../contract/index.js';
import { toCallSpan, toPastHour } from '../testing/scenario.js';
import { serveTestApp, type TestApp } from '../testing/serve-test-app.js';
import { describeApi } from './document.js';

/** What the document tells of one parameter, as far as these tests use it. */
interface Parameter {
  name: string;
  in: string;
  schema: {
    enum?: string[];
    pattern?: string;
    type?: string;
    minimum?: number;
    maximum?: number;
    maxLength?: number;
    examples?: unknown[];
  };
}

interface Operation {
  path: string;
  parameters: Parameter[];
}

const { at } = toPastHour();
const document = describeApi();
const gets = Object.entries(document.paths).flatMap(([path, item]): Operation[] =>
  'get' in item ? [{ path, parameters: ('parameters' in item.get ? item.get.parameters : []) as unknown as Parameter[] }] : [],
);
/** One value of each path parameter that the API accepts. */
const accepted: Record<string, string> = {
  key: 's',
  name: 'read',
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  fingerprint: '0'.repeat(16),
};

/** Each one tries several ways out of its place. */
const hostile = [
  "'; DROP TABLE mcp_operations; -- {from:String} {term0:String} \n-- include :filter\n `) UNION ALL SELECT 1 --",
  "') OR (1=1",
  '\\',
  '\0%00\u202e\u0007🦊\r\t"<script>$(reboot)../../etc/passwd',
];

let api: TestApp;
beforeAll(async () => {
  api = await serveTestApp();
  await api.engine.ingest([toCallSpan({ session: 's', tool: 'read', at: at(0) }), toCallSpan({ session: 's', tool: 'write', at: at(1) })]);
  // The first request also asks for the schema.
  await api.get('/services');
});
afterAll(() => api.close());

/** Asks without reading the answer where it never ends. */
async function ask({ path }: Operation, values: Record<string, string>): Promise<{ status: number; type: string; body: unknown }> {
  const left = { ...values };
  const concrete = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = left[name] ?? accepted[name] ?? '';
    delete left[name];
    return encodeURIComponent(value);
  });
  const left_ = new URLSearchParams(left).toString();
  const aborted = new AbortController();
  const response = await fetch(`${api.url}/api/v1${concrete}?${left_}`, { signal: aborted.signal });
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') && !type.includes('ndjson') ? await response.json() : undefined;
  aborted.abort();
  return { status: response.status, type, body };
}

function isProblem({ type, body }: { type: string; body: unknown }): boolean {
  return type.startsWith('application/problem+json') && problem.safeParse(body).success;
}

describe('what the schema forbids', () => {
  const cases = gets.flatMap((operation) =>
    operation.parameters.filter(({ in: place }) => place !== 'header').map((parameter) => ({ operation, parameter })),
  );
  const constrained = cases.flatMap(({ operation, parameter }) => {
    const forbidden = toForbidden(parameter);
    return forbidden ? [[operation.path, parameter.name, operation, forbidden] as const] : [];
  });

  test('is most of what can be asked', () => {
    expect(constrained.length / cases.length).toBeGreaterThan(0.9);
  });

  test.each(constrained)('of %s in %s is a problem that names it, and never reaches the engine', async (_, name, operation, forbidden) => {
    await fc.assert(
      fc.asyncProperty(forbidden, async (value) => {
        const before = api.queries();
        const answer = await ask(operation, { [name]: value });
        expect(answer.status, JSON.stringify(value)).toBe(400);
        expect(isProblem(answer), JSON.stringify(answer)).toBe(true);
        expect(JSON.stringify(answer.body)).toContain(name);
        expect(api.queries()).toBe(before);
      }),
      { numRuns: 5 },
    );
  });

  test.each(gets.filter(({ path }) => path !== '/identity').map((operation) => [operation.path, operation] as const))(
    '%s takes no parameter that it does not know',
    async (_, operation) => {
      const before = api.queries();
      const answer = await ask(operation, { surprise: 'x' });
      expect(answer.status).toBe(400);
      expect(isProblem(answer)).toBe(true);
      expect(api.queries()).toBe(before);
    },
  );
});

/** Values that a parameter's schema refuses; undefined where it takes any text. */
function toForbidden({ in: place, schema }: Parameter): fc.Arbitrary<string> | undefined {
  // An empty part of a path is another path.
  const text = fc.string({ minLength: 1, maxLength: 40 }).filter((value) => place === 'query' || !/^\.{1,2}$/.test(value));
  if (schema.enum) return text.filter((value) => !schema.enum?.includes(value));
  if (schema.pattern) return text.filter((value) => !new RegExp(schema.pattern ?? '').test(value));
  if (schema.type === 'integer' || schema.type === 'number') {
    const outside = fc.oneof(fc.integer({ max: (schema.minimum ?? 0) - 1 }), fc.integer({ min: (schema.maximum ?? 0) + 1 }));
    return fc.oneof(
      outside.map(String),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((value) => !Number.isInteger(value))
        .map(String),
      text.filter((value) => Number.isNaN(Number(value))),
    );
  }
  if (schema.maxLength)
    return fc.string({ minLength: schema.maxLength + 1, maxLength: schema.maxLength + 200, unit: fc.constantFrom('a', 'ß', '%', "'") });
  return undefined;
}

describe('hostile values', () => {
  /** Parameters that take any text, together: each of them reaches the engine. */
  const free = gets.map(
    (operation) =>
      [
        operation.path,
        operation,
        operation.parameters.filter(
          ({ in: place, schema }) => place !== 'header' && !schema.enum && !schema.pattern && schema.type === 'string',
        ),
      ] as const,
  );

  test.each(free)('in every text of %s at once are values or problems', async (_, operation, parameters) => {
    for (const value of hostile) {
      const fitting = parameters.filter(
        ({ name, schema }) => !['q', 'cursor', 'tz'].includes(name) && value.length <= (schema.maxLength ?? 256),
      );
      const answers = [
        await ask(operation, Object.fromEntries(fitting.map(({ name }) => [name, value]))),
        ...(await Promise.all(
          parameters.filter(({ name }) => ['q', 'cursor', 'tz'].includes(name)).map(({ name }) => ask(operation, { [name]: value })),
        )),
      ];
      for (const answer of answers) {
        expect([200, 400, 404], `${JSON.stringify(value)} ${JSON.stringify(answer.body)}`).toContain(answer.status);
        if (answer.status !== 200) expect(isProblem(answer)).toBe(true);
      }
    }
  });

  test('as terms of a search match nothing but themselves', async () => {
    const list = gets.find(({ path }) => path === '/tool-calls');
    expect.assert(list !== undefined);
    for (const value of [...hostile, '%', '_', '*', "\\'"]) {
      const quoted = value.replace(/["\\]/g, '\\$&');
      for (const q of [`error:"${quoted}"`, `"${quoted}"`, `tool:"${quoted}"`, `session:"${quoted}","${quoted}"`]) {
        const { status, body } = await ask(list, { from: 'now-3h', q });
        expect(status, JSON.stringify(body)).toBe(200);
        expect((body as { items: unknown[] }).items).toEqual([]);
      }
    }
  });

  test('leave the data as it was', async () => {
    expect(await api.engine.select('SELECT count() = 2 AS same FROM mcp_operations')).toEqual([{ same: 1 }]);
  });
});

describe('every documented example', () => {
  test('is there for every parameter that has no default and is no cursor', () => {
    const without = gets.flatMap(({ path, parameters }) =>
      parameters
        .filter(({ name, in: place, schema }) => place !== 'header' && name !== 'cursor' && !('default' in schema) && !schema.examples)
        .map(({ name }) => `${path} ${name}`),
    );
    expect(without).toEqual([]);
  });

  /** The first examples of all parameters together, then the second ones, … */
  const examples = gets.flatMap((operation) => {
    const rounds = Math.max(0, ...operation.parameters.map(({ schema }) => schema.examples?.length ?? 0));
    return Array.from({ length: rounds }, (_, round) => {
      const given = operation.parameters.flatMap(({ name, schema }) =>
        schema.examples?.[round] === undefined ? [] : [[name, String(schema.examples[round])]],
      );
      return [operation.path, round, operation, Object.fromEntries(given) as Record<string, string>] as const;
    });
  });

  test.each(examples)('of %s, round %i, is answered', async (path, _, operation, values) => {
    const answer = await ask(operation, values);
    // What an id names is not in this database.
    expect(path.includes('{') ? [200, 404] : [200], JSON.stringify(answer.body)).toContain(answer.status);
  });
});
