import { describe, expect, it } from 'vitest';
import { toConnectCommands } from './commands';

describe('the commands that connect a server', () => {
  it('leave out the address when it is the default one', () => {
    expect(toConnectCommands({ otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: false }).run).toBe(
      'OTEL_SERVICE_NAME=my-server node --import @callsight/instrumentation/register server.js',
    );
  });

  it('name any other address', () => {
    expect(toConnectCommands({ otlpEndpoint: 'http://127.0.0.1:9000', tokenRequired: false }).run).toMatch(
      /^OTEL_EXPORTER_OTLP_ENDPOINT=http:\/\/127\.0\.0\.1:9000 OTEL_SERVICE_NAME/,
    );
  });

  it('leave room for a token where one is required', () => {
    expect(toConnectCommands({ otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: true }).run).toMatch(
      /^OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20YOUR_TOKEN' OTEL_SERVICE_NAME/,
    );
  });

  it('open a real session in the one to try', () => {
    const { tryIt } = toConnectCommands({ otlpEndpoint: 'http://127.0.0.1:4318', tokenRequired: false });
    const messages = [...tryIt.matchAll(/'(\{.*?\})'(?= |;)/g)].map(([, json]) => JSON.parse(json ?? '').method);
    expect(messages).toEqual(['initialize', 'notifications/initialized', 'tools/call']);
  });
});
