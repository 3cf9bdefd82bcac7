import { connect, createServer, type Server, type Socket } from 'node:net';

/** Answers one line with one line; what it throws is told to whoever asked. */
export type AnswerHolder = (request: string) => Promise<string>;

const maximumLine = 65_536;

/** A server on the lock's socket, which only the owner of the data directory can reach: it answers requests of one line of JSON. */
export function createHolderServer(answer: AnswerHolder): Server {
  return createServer((socket) => {
    socket.on('error', () => socket.destroy());
    readLine(socket)
      .then(answer)
      .then(
        (reply) => socket.end(`${JSON.stringify({ reply })}\n`),
        (error: Error) => socket.end(`${JSON.stringify({ error: error.message })}\n`),
      );
  });
}

/** Asks the process that holds a socket; undefined when none does. */
export function askHolder(socketPath: string, request: string): Promise<{ reply?: string; error?: string } | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once('error', () => resolve(undefined));
    socket.once('connect', () => {
      socket.write(`${request}\n`);
      readLine(socket).then((line) => resolve(JSON.parse(line) as { reply?: string; error?: string }), reject);
    });
  });
}

function readLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
      else if (text.length > maximumLine) socket.destroy();
    });
    socket.on('close', () => reject(new Error('The process that uses the data directory ended before it answered.')));
  });
}
