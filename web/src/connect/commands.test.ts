import { describe, expect, it } from 'vitest';
import { listClientConfigurations } from './client-configurations';
import { listWays } from './commands';

const usual = { otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: false };

const read = (connection: typeof usual, id: string) =>
  listWays(connection)
    .find((way) => way.id === id)
    ?.steps.map(({ code }) => code) ?? [];

describe('the commands that connect a server', () => {
  it('leave out the address when it is the default one', () => {
    expect(read(usual, 'node')[1]).toBe('OTEL_SERVICE_NAME=my-server node --import @callsight/instrumentation/register server.js');
  });

  it('name any other address', () => {
    expect(read({ ...usual, otlpEndpoint: 'http://127.0.0.1:9000' }, 'node')[1]).toMatch(
      /^OTEL_EXPORTER_OTLP_ENDPOINT=http:\/\/127\.0\.0\.1:9000 OTEL_SERVICE_NAME/,
    );
  });

  it('leave room for a token where one is required', () => {
    const connection = { ...usual, tokenRequired: true };
    expect(read(connection, 'node')[1]).toMatch(/^OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20YOUR_TOKEN' OTEL_SERVICE_NAME/);
    expect(read(connection, 'python')[1]).toContain('Bearer%20YOUR_TOKEN');
    expect(read(connection, 'otlp')[1]).toContain('Bearer YOUR_TOKEN');
  });

  it('always name the address to emitters whose default is another port', () => {
    expect(read(usual, 'python')[1]).toContain('OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318');
  });

  it('open a real session in the one to try', () => {
    const [code = ''] = read(usual, 'try');
    const messages = [...code.matchAll(/'(\{.*?\})'(?= |;)/g)].map(([, json]) => JSON.parse(json ?? '').method);
    expect(messages).toEqual(['initialize', 'notifications/initialized', 'tools/call']);
  });
});

describe('the configurations of clients', () => {
  it('start the server with the instrumentation', () => {
    for (const { steps } of listClientConfigurations(usual)) {
      expect(steps[0]?.code).toContain('@callsight/instrumentation/register');
      expect(steps[0]?.code).toContain('OTEL_SERVICE_NAME');
    }
  });

  it('are JSON where the client reads JSON', () => {
    const [desktop] = listClientConfigurations(usual);
    expect(JSON.parse(desktop?.steps[0]?.code ?? '').mcpServers['my-server'].command).toBe('node');
  });
});
