import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { injectConnect } from './inject.js';

const CALL = /globalThis\[Symbol\.for\("callsight\.connect"\)\]\?\.\(this,[\w$]+\);/g;
const callsIn = (source: string | undefined) => (source === undefined ? 0 : [...source.matchAll(CALL)].length);

describe('injection', () => {
  it('finds the one place in the SDK of the first generation, which bundlers copy', () => {
    const source = readFileSync(require.resolve('@modelcontextprotocol/sdk/shared/protocol.js'), 'utf8');
    const injected = injectConnect('/app/bundle.js', source);
    expect(callsIn(injected)).toBe(1);
    expect(injected?.split('\n')).toHaveLength(source.split('\n').length);
  });

  it.each([
    [
      'as it is built',
      'class P{async connect(transport) {\n  if (this._transport) throw new Error("twice");\n  this._transport = transport;\n}}',
    ],
    ['minified', 'class P{async connect(t){this._transport=t;let n=1}}'],
    ['with a name that only minifiers give', 'class P{async connect($){this._transport=$;}}'],
  ])('finds it %s', (_how, source) => {
    expect(callsIn(injectConnect('/app/bundle.js', Buffer.from(source)))).toBe(1);
  });

  it.each([
    ['a connect of something else', 'class Db{async connect(url){this._client=url}}'],
    ['a wrapper', 'class M{async connect(t){return await this.server.connect(t)}}'],
    ['another parameter', 'class P{async connect(t){this._transport=tt}}'],
    ['many of them', 'class P{async connect(t){this._transport=t}}\n'.repeat(5)],
    ['nothing', ''],
  ])('leaves %s alone', (_what, source) => {
    expect(injectConnect('/app/bundle.js', source)).toBeUndefined();
  });

  it('leaves the SDK itself to the hooks on its exports', () => {
    const source = 'class P{async connect(t){this._transport=t}}';
    expect(injectConnect('file:///app/node_modules/@modelcontextprotocol/server/dist/src-1.mjs', source)).toBeUndefined();
  });
});
