import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOtlpEndpoint } from './otlp-sender.js';

const servers: { close(): void }[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  vi.unstubAllEnvs();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Pick<Server, 'close' | 'on' | 'listen' | 'address'>): Promise<string> {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function endpointOf(address: string, env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${address}`, ...env })) vi.stubEnv(name, value);
  return createOtlpEndpoint(process.env, 'traces');
}

/** A peer that answers the requests of all its connections by what it is given, one after the other, in pieces of their own. */
async function startPeer(...answers: string[][]) {
  const requests: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    let read = '';
    socket.on('data', async (chunk) => {
      read += chunk.toString('latin1');
      if (!read.includes('the end')) return;
      requests.push(read);
      read = '';
      for (const piece of answers.shift() ?? []) {
        if (piece === 'close') socket.end();
        else socket.write(piece, 'latin1');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
  });
  const address = await listen(server);
  const endpointWith = (env: Record<string, string>) => endpointOf(address, env);
  return { address, requests, connections: () => connections, endpointWith, endpoint: endpointWith({}) };
}

const BODY = [Buffer.from('one '), Buffer.from('two '), Buffer.from('the end')];
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
const ACCEPTED = { result: 'accepted', detail: '' };

describe('a connection to the backend', () => {
  it('sends the parts of a body as one request, with the headers that are asked for', async () => {
    const { endpointWith, requests, address } = await startPeer([OK]);
    const { send } = endpointWith({ OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=a,authorization=Bearer%20t' });
    expect(await send(BODY, 5_000)).toEqual(ACCEPTED);
    const [head = '', body] = (requests[0] ?? '').split('\r\n\r\n');
    expect(body).toBe('one two the end');
    expect(head.split('\r\n')[0]).toBe('POST /v1/traces HTTP/1.1');
    expect(head.toLowerCase().split('\r\n').slice(1)).toEqual(
      expect.arrayContaining([
        `host: ${address}`,
        'content-type: application/x-protobuf',
        'content-length: 15',
        'x-tenant: a',
        'authorization: bearer t',
      ]),
    );
  });

  it('sends the user and the password of an address as a header, unless one is given', async () => {
    const { address, requests, endpointWith } = await startPeer([OK], [OK]);
    const endpoint = `http://me:s%20p@${address}`;
    await endpointWith({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).send(BODY, 5_000);
    await endpointWith({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=other' }).send(BODY, 5_000);
    expect(requests[0]).toContain(`authorization: Basic ${Buffer.from('me:s p').toString('base64')}\r\n`);
    expect(requests[1]?.match(/authorization:.*/gi)).toEqual(['authorization: other']);
  });

  it.each<[string, string[]]>([
    ['in one piece', [`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`]],
    ['byte by byte', [...'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok']],
    ['after interim ones', [`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nx: y\r\n\r\n${OK}`]],
    ['in chunks', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n']],
    ['in chunks, byte by byte', [...'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n2\r\n\r\n\r\n0\r\nx: y\r\n\r\n']],
    ['without content', ['HTTP/1.1 204 No Content\r\n\r\n']],
    ['without content, whatever it says of it', ['HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n']],
  ])('is kept for the next request, the answer %s', async (_how, answer) => {
    const { endpoint, connections } = await startPeer(answer, [OK], [OK]);
    for (let index = 0; index < 3; index++) expect(await endpoint.send(BODY, 5_000)).toEqual(ACCEPTED);
    expect(connections()).toBe(1);
  });

  it.each<[string, string[]]>([
    ['in chunks that are none', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nok\r\n']],
    ['in chunks, of which one is huge', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n', 'x'.repeat(70_000)]],
    ['in chunks, and something more', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore']],
    ['until the connection ends', ['HTTP/1.1 200 OK\r\n\r\nok', 'close']],
    ['with a farewell', ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n']],
    ['of HTTP/1.0', ['HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n']],
    ['longer than it says', ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nok']],
    ['cut off', ['HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok', 'close']],
  ])('takes an answer %s, and is not kept', async (_how, answer) => {
    const { endpoint, connections } = await startPeer(answer, [OK]);
    expect(await endpoint.send(BODY, 5_000)).toEqual(ACCEPTED);
    expect(await endpoint.send(BODY, 5_000)).toEqual(ACCEPTED);
    expect(connections()).toBe(2);
  });

  it.each([
    ['400 Bad Request', 'refused'],
    ['307 Temporary Redirect', 'refused'],
    ['429 Too Many Requests', 'retry'],
    ['503 Service Unavailable', 'retry'],
  ])('judges %s', async (status, result) => {
    const { endpoint } = await startPeer([`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`]);
    expect(await endpoint.send(BODY, 5_000)).toEqual({ result, detail: `status ${status.slice(0, 3)}` });
  });

  it('tells of what is no HTTP', async () => {
    const { endpoint } = await startPeer(['220 mail.example.org ESMTP\r\n\r\n']);
    expect(await endpoint.send(BODY, 5_000)).toEqual({
      result: 'retry',
      detail: 'expected HTTP/1.1, got "220 mail.example.org ESMTP\\r\\n\\r\\n"',
    });
  });

  it('gives up on a head without an end', async () => {
    const { endpoint } = await startPeer(['HTTP/1.1 200 OK\r\n', 'x'.repeat(70_000)]);
    expect(await endpoint.send(BODY, 5_000)).toEqual({ result: 'retry', detail: expect.stringMatching(/^no end of the answer's head/) });
  });

  it('gives up on a peer that is late, and comes back', async () => {
    const { endpoint, connections } = await startPeer([], [OK]);
    expect(await endpoint.send(BODY, 50)).toEqual({ result: 'retry', detail: 'no answer within 50 ms' });
    expect(await endpoint.send(BODY, 5_000)).toEqual(ACCEPTED);
    expect(connections()).toBe(2);
  });

  it('sends again at once where a connection that was kept is closed without a word', async () => {
    const { endpoint, connections, requests } = await startPeer([OK], ['close'], [OK]);
    expect(await endpoint.send(BODY, 5_000)).toEqual(ACCEPTED);
    expect(await endpoint.send(BODY, 5_000)).toEqual(ACCEPTED);
    expect([connections(), requests.length]).toEqual([2, 3]);
  });

  it('leaves it to a later attempt where a new one is', async () => {
    const { endpoint } = await startPeer(['close']);
    expect(await endpoint.send(BODY, 5_000)).toEqual({ result: 'retry', detail: 'the connection was closed' });
  });

  it.each(['close', OK])(
    'opens another connection after an idle one was closed, or something came that nobody waits for',
    async (piece) => {
      const { endpoint, connections } = await startPeer([OK, piece], [OK]);
      await endpoint.send(BODY, 5_000);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await endpoint.send(BODY, 5_000)).toEqual(ACCEPTED);
      expect(connections()).toBe(2);
    },
  );

  it('takes an answer that comes before the request is written, and stops', async () => {
    const server = createServer((socket) => {
      socket.once('data', () => socket.pause().write('HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\n\r\n'));
    });
    const address = await listen(server);
    const { send } = endpointOf(address);
    const parts = Array.from({ length: 64 }, () => Buffer.alloc(1_048_576));
    expect(await send(parts, 5_000)).toEqual({ result: 'refused', detail: 'status 413' });
  });

  it('sends two requests at a time over two connections, and large bodies whole', async () => {
    const lengths: number[] = [];
    const server = createHttpServer((request, response) => {
      let length = 0;
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      request.on('end', () => {
        lengths.push(length);
        response.end('ok');
      });
    });
    const address = await listen(server);
    const { send } = endpointOf(address);
    const parts = Array.from({ length: 20 }, () => Buffer.alloc(300_000));
    expect(await Promise.all([send(parts, 5_000), send(parts, 5_000)])).toEqual([ACCEPTED, ACCEPTED]);
    expect(lengths).toEqual([6_000_000, 6_000_000]);
    expect(sockets.size).toBe(2);
  });

  it.each(['a\nb: c', 'ü\u0000'])('refuses what cannot be in a head: %j', async (value) => {
    const { endpointWith, connections } = await startPeer();
    const { send } = endpointWith({ OTEL_EXPORTER_OTLP_HEADERS: `x-bad=${encodeURIComponent(value)}` });
    expect(await send(BODY, 5_000)).toEqual({ result: 'refused', detail: expect.stringMatching(/header/i) });
    expect(connections()).toBe(0);
  });
});

describe('a connection with TLS', () => {
  let folder: string;
  let backend: { cert: string; key: string };
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callsight-tls-'));
    const names = [
      { type: 2, value: 'localhost' },
      { type: 7, ip: '127.0.0.1' },
    ] as const;
    const certify = async (extensions: Parameters<typeof generate>[1]) => {
      const { cert, private: key } = await generate([{ name: 'commonName', value: 'callsight test' }], extensions);
      return { cert, key };
    };
    backend = await certify({ extensions: [{ name: 'subjectAltName', altNames: [...names] }] });
    const client = await certify({});
    await writeFile(file('backend.pem'), backend.cert);
    await writeFile(file('client.pem'), client.cert);
    await writeFile(file('client-key.pem'), client.key);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function startBackend(options: ServerOptions = {}): Promise<string> {
    const server = createHttpsServer({ ...backend, ...options }, (request, response) => {
      request.resume().once('end', () => response.end());
    });
    return (await listen(server)).replace(/.*:/, '');
  }
  const endpoint = (host: string, port: string, env: Record<string, string>) =>
    endpointOf('', { OTEL_EXPORTER_OTLP_ENDPOINT: `https://${host}:${port}`, ...env });

  it.each(['127.0.0.1', 'localhost'])('trusts the certificate that is named, of %s', async (host) => {
    const { send } = endpoint(host, await startBackend(), { OTEL_EXPORTER_OTLP_CERTIFICATE: file('backend.pem') });
    for (let index = 0; index < 2; index++) expect(await send(BODY, 5_000)).toEqual(ACCEPTED);
    expect(sockets.size).toBe(1);
  });

  it('trusts no other', async () => {
    const { send } = endpoint('localhost', await startBackend(), {});
    expect(await send(BODY, 5_000)).toEqual({ result: 'retry', detail: expect.stringMatching(/self-signed certificate/) });
  });

  it('tells who it is where that is asked for', async () => {
    const port = await startBackend({ requestCert: true, ca: [await readFile(file('client.pem'), 'utf8')] });
    const trusting = { OTEL_EXPORTER_OTLP_CERTIFICATE: file('backend.pem') };
    const known = { OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: file('client.pem'), OTEL_EXPORTER_OTLP_CLIENT_KEY: file('client-key.pem') };
    expect(await endpoint('localhost', port, { ...trusting, ...known }).send(BODY, 5_000)).toEqual(ACCEPTED);
    vi.unstubAllEnvs();
    expect(await endpoint('localhost', port, trusting).send(BODY, 5_000)).toMatchObject({ result: 'retry' });
  });
});
