import type { Combination } from './combinations.js';
import type { ReceivedSpan } from './otlp.js';
import { type ClientReport, type Outcome, stepsOf } from './run.js';

/** Where the client's name cannot be known: its handshake meets another server instance than its calls. */
const ANONYMOUS = new Set(['stateless', 'handler']);

const REFUSED = 'tools/call refused';
const MODERN_VERSION = '2026-07-28';
const HANDSHAKE_VERSIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];

/** What is wrong with the outcome of a combination; nothing if it is as it should be. */
export function findFaults(combination: Combination, { plain, observed, spans }: Outcome): string[] {
  return [
    ...compareReports(plain, observed),
    ...checkSide(combination, spans, 'server', observed),
    ...checkSide(combination, spans, 'client', observed),
    ...checkParents(spans),
    ...checkOwnWork(combination, spans),
    ...checkRefusal(combination, spans),
    ...checkSessions(combination, spans),
  ];
}

function compareReports(plain: ClientReport, observed: ClientReport): string[] {
  const [expected, got] = [JSON.stringify(plain), JSON.stringify(observed)];
  return expected === got ? [] : [`the client saw ${got}, without observation ${expected}`];
}

function checkSide(combination: Combination, spans: ReceivedSpan[], side: 'server' | 'client', report: ClientReport): string[] {
  const { transport, era } = combination;
  const faults: string[] = [];
  const expectEqual = (what: string, got: unknown, ...accepted: unknown[]) => {
    if (!accepted.includes(got)) faults.push(`${side}: ${what} is ${got}, expected ${accepted.join(' or ')}`);
  };
  const only = (name: string): ReceivedSpan | undefined => {
    const found = spans.filter((span) => span.kind === side && span.name === name);
    expectEqual(`number of spans "${name}"`, found.length, 1);
    return found[0];
  };

  if (era !== 'modern') only('initialize');
  const calls = stepsOf(combination).map((step) => [step, only(spanName(step))] as const);
  for (const [step, span] of calls) {
    if (span === undefined) continue;
    const { attributes } = span;
    const attribute = (name: string, ...accepted: unknown[]) => expectEqual(`${name} of ${step}`, attributes[name], ...accepted);
    attribute('callsight.transport', transportName(combination));
    attribute('mcp.protocol.version', ...(era === 'modern' ? [MODERN_VERSION] : HANDSHAKE_VERSIONS));
    const isAnonymous = side === 'server' && era !== 'modern' && ANONYMOUS.has(transport);
    attribute('callsight.client.name', isAnonymous ? undefined : 'compat-client');
    attribute('callsight.server.name', report.server?.name);
    attribute('network.transport', networkOf(combination));
    // Nothing tells the server's side of a WebSocket who is at the other end.
    const isPeerKnown = networkOf(combination) === 'tcp' && (side === 'client' || transport !== 'websocket');
    if (isPeerKnown) attribute(side === 'server' ? 'client.address' : 'server.address', '127.0.0.1');
    if (attributes['jsonrpc.request.id'] === undefined) faults.push(`${side}: ${step} has no request id`);
    if (side === 'server' && ANONYMOUS.has(transport)) attribute('callsight.session.basis', 'identity');
    checkOutcome(step, span, side, report, attribute, combination);
  }
  return faults;
}

type Attribute = (name: string, ...accepted: unknown[]) => void;

function checkOutcome(
  step: string,
  span: ReceivedSpan,
  side: string,
  report: ClientReport,
  attribute: Attribute,
  combination: Combination,
) {
  if (step === 'list' || step === 'echo') attribute('error.type', undefined);
  else if (step === 'fail') attribute('error.type', 'tool_error');
  else if (step === 'timeout') {
    // Without sessions the client's notice, if it sends one, meets another server instance: this one sees that the client went.
    attribute('error.type', side === 'server' && ANONYMOUS.has(combination.transport) ? 'cancelled' : 'timeout');
  } else if (report.steps.unknown?.error !== undefined) {
    attribute('rpc.response.status_code', '-32602', '-32601', '-32603');
    if (side === 'client') attribute('error.type', span.attributes['rpc.response.status_code']);
  } else attribute('error.type', 'tool_error');
}

/** What the entry of SDK v2 refuses reaches no server. Within a bundle it is not seen. */
function checkRefusal({ transport, era, server }: Combination, spans: ReceivedSpan[]): string[] {
  const expected = transport === 'handler' && era === 'modern' && server === undefined ? ['-32000'] : [];
  const codes = spans.filter(({ name }) => name === REFUSED).map(({ attributes }) => attributes['rpc.response.status_code']);
  return codes.join() === expected.join() ? [] : [`server: refused exchanges have the codes [${codes}], expected [${expected}]`];
}

/** The server's span of a call hangs below the client's, where an observed client made it. */
function checkParents(spans: ReceivedSpan[]): string[] {
  const ids = new Set(spans.filter(({ kind }) => kind === 'client').map(({ spanId }) => spanId));
  const orphans = spans.filter(
    ({ kind, name, parentSpanId }) => kind === 'server' && name.startsWith('tools/') && name !== REFUSED && !ids.has(parentSpanId),
  );
  return orphans.map(({ name }) => `server: ${name} is not below a span of the client`);
}

/** A span that the tool's own code started hangs below the call. Frameworks and bundles bring tools without one. */
function checkOwnWork({ server }: Combination, spans: ReceivedSpan[]): string[] {
  if (server !== undefined) return [];
  const calls = new Set(spans.filter(({ kind, name }) => kind === 'server' && name === 'tools/call echo').map(({ spanId }) => spanId));
  const own = spans.filter(({ name }) => name === 'own work');
  if (own.length !== 1) return [`${own.length} spans of the tool's own code, expected 1`];
  return own
    .filter(({ parentSpanId }) => !calls.has(parentSpanId))
    .map(() => "server: the span of the tool's own code is not below its call");
}

function checkSessions(combination: Combination, spans: ReceivedSpan[]): string[] {
  const { transport, era } = combination;
  const sessions = spans.filter(({ attributes }) => attributes['callsight.span.type'] === 'session');
  const keyless = transport === 'stateless' || transport === 'handler';
  const shared = transport === 'stateful' || transport === 'sse';
  // The client's connection is always one; the server's only where the protocol or the connection makes one.
  const expected = keyless ? 1 : 2;
  const faults = sessions.length === expected ? [] : [`${sessions.length} sessions ended, expected ${expected}`];
  const keys = new Set(sessions.map(({ attributes }) => attributes['callsight.session.key']));
  if (shared && keys.size !== 1) faults.push(`client and server give ${keys.size} keys to one session`);
  const expectedBasis = shared && era !== 'modern' ? 'protocol' : 'connection';
  const bases = sessions.map(({ attributes }) => attributes['callsight.session.basis']);
  if (bases.some((basis) => basis !== expectedBasis)) faults.push(`sessions rest on ${bases.join(' and ')}, expected ${expectedBasis}`);
  return faults;
}

function spanName(step: string): string {
  const names: Record<string, string> = { list: 'tools/list', unknown: 'tools/call no-such-tool', timeout: 'tools/call wait' };
  return names[step] ?? `tools/call ${step}`;
}

function networkOf({ transport }: Combination): string | undefined {
  if (transport === 'memory') return undefined;
  return transport === 'stdio' ? 'pipe' : 'tcp';
}

function transportName({ transport }: Combination): string {
  if (transport === 'memory') return 'in_memory';
  return transport === 'stdio' || transport === 'sse' || transport === 'websocket' ? transport : 'http';
}
