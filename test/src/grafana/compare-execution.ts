import { expect, it } from 'vitest';
import { calls } from './made-spans.js';
import { all, pick, type Row, rowsOf, type Stack, toTime } from './stack.js';

export function compareExecution(stack: () => Stack): void {
  /** One of the newest, which has a log; one from the middle; and one that failed. */
  const executions = [calls.at(-3), calls[150], calls.find(({ StatusCode }) => StatusCode === 'Error')];

  it.each(executions)('tell the same of one execution: $SpanName', async (call) => {
    const ids = { trace: call?.TraceId ?? '', span: call?.SpanId ?? '' };
    const values = { ...all, ...ids };
    const detail = await stack().ask(`/tool-calls/${ids.trace}/${ids.span}`);
    const error = detail.error as Row | null;
    const [facts] = await stack().panel('execution.json: Execution', values);
    expect([facts?.name, facts?.method, facts?.outcome_name, facts?.duration, facts?.session, facts?.key_basis, facts?.side_name]).toEqual([
      detail.target,
      detail.method,
      detail.outcome,
      detail.durationMs,
      detail.sessionKey,
      detail.sessionBasis,
      detail.side,
    ]);
    expect([facts?.client, facts?.transport, facts?.protocol, facts?.request_id, facts?.service]).toEqual([
      `${detail.clientName} ${detail.clientVersion}`,
      detail.transport,
      detail.protocolVersion,
      detail.requestId,
      detail.service,
    ]);
    expect([facts?.error || null, facts?.error_type || null]).toEqual([error?.message ?? null, error?.type ?? null]);
    expect(toTime(facts?.time)).toBe(toTime(detail.startedAt));

    const input = detail.arguments as Row;
    const output = detail.result as Row;
    const [content] = await stack().panel('execution.json: Input and output', values);
    expect([content?.input, content?.output, content?.input_truncated, content?.output_truncated]).toEqual([
      input.value,
      output.value,
      input.truncated,
      output.truncated,
    ]);
    expect([facts?.arguments_size, facts?.result_size, facts?.arguments_shape]).toEqual([input.size, output.size, input.shape]);

    const trace = await stack().panel('execution.json: Trace', values);
    const spans = rowsOf(detail.trace);
    expect(pick(trace, 'spanID', 'operationName', 'serviceName', 'duration')).toEqual(
      pick(spans, 'spanId', 'name', 'service', 'durationMs'),
    );
    expect(trace.map(({ statusCode, parentSpanID }) => [statusCode === 2, parentSpanID || null])).toEqual(
      spans.map(({ error, parentSpanId }) => [error, parentSpanId]),
    );

    const logs = await stack().panel('execution.json: Logs', values);
    expect(pick(logs, 'body', 'level', 'service', 'span_id')).toEqual(pick(rowsOf(detail.logs), 'body', 'severity', 'service', 'spanId'));

    const beside = await stack().panel('execution.json: Before and after', values);
    const neighbours = [detail.previous as Row | null, detail.next as Row | null].filter((each) => each !== null);
    expect(pick(beside, 'trace_id', 'span_id', 'name', 'outcome_name')).toEqual(pick(neighbours, 'traceId', 'spanId', 'target', 'outcome'));
  });

  it('show logs, and calls before and after, where there are some', async () => {
    const [newest, middle] = executions.map((call) => ({ ...all, trace: call?.TraceId ?? '', span: call?.SpanId ?? '' }));
    expect(await stack().panel('execution.json: Logs', newest)).toHaveLength(1);
    expect(await stack().panel('execution.json: Before and after', middle)).toHaveLength(2);
  });

  it('tell the same of one that is running, and of one that was lost', async () => {
    for (const [id, state] of [
      ['d', 'running'],
      ['e', 'lost'],
    ] as const) {
      const values = { ...all, trace: id.repeat(32), span: id.repeat(16) };
      const detail = await stack().ask(`/tool-calls/${values.trace}/${values.span}`);
      const [facts] = await stack().panel('execution.json: Execution', values);
      expect([facts?.name, facts?.outcome_name, facts?.duration]).toEqual([detail.target, detail.state, detail.durationMs]);
      expect(detail.state).toBe(state);
    }
  });
}
