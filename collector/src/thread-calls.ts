import type { MessagePort, Transferable, Worker } from 'node:worker_threads';

/** What one thread may ask of the other: functions by name, of one argument each. */
export type Handlers = Record<string, (argument: never) => Promise<unknown>>;

/** Calls a function of the other thread; its errors arrive with message and code. */
export type Call<Remote extends Handlers> = <Name extends keyof Remote & string>(
  name: Name,
  argument: Parameters<Remote[Name]>[0],
  transfer?: readonly Transferable[],
) => Promise<Awaited<ReturnType<Remote[Name]>>>;

type Message =
  | { kind: 'call'; id: number; name: string; argument: never }
  | { kind: 'result'; id: number; result: never }
  | { kind: 'error'; id: number; message: string; code: string | undefined };

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

/** Lets two threads call each other over a port; both sides call this once. */
export function connectThreads<Remote extends Handlers>(port: MessagePort | Worker, handlers: Handlers): Call<Remote> {
  const waiting = new Map<number, Waiting>();
  let calls = 0;

  async function answer(id: number, name: string, argument: never): Promise<void> {
    try {
      port.postMessage({ kind: 'result', id, result: await handlers[name]?.(argument) });
    } catch (error) {
      const { message, code } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error), code: undefined };
      port.postMessage({ kind: 'error', id, message, code });
    }
  }

  port.on('message', (message: Message) => {
    if (message.kind === 'call') {
      void answer(message.id, message.name, message.argument);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.result);
    else call?.reject(Object.assign(new Error(message.message), message.code === undefined ? {} : { code: message.code }));
  });

  return (name, argument, transfer = []) =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      port.postMessage({ kind: 'call', id: calls, name, argument }, [...transfer]);
    });
}
