/** An event of a stream of server-sent events. */
export interface Received {
  id: string;
  event: string;
  data: unknown;
}

/** A listener to a stream of server-sent events that takes them as it is told to. */
export interface TestListener {
  /** The next so many events. */
  take(count: number): Promise<Received[]>;
  close(): void;
}

/** Resolves once the stream is open. */
export async function listenTo(url: string, headers: Record<string, string> = {}): Promise<TestListener> {
  const stop = new AbortController();
  const response = await fetch(url, { headers, signal: stop.signal });
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
  const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let lastId = '';

  /** The next event, or undefined while the text has none. */
  function parseNext(): Received | undefined {
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      lastId = field('id') ?? lastId;
      const data = field('data');
      if (data !== undefined) return { id: lastId, event: field('event') ?? 'message', data: JSON.parse(data) };
    }
    return undefined;
  }

  return {
    async take(count) {
      const events: Received[] = [];
      while (events.length < count) {
        const event = parseNext();
        if (event) events.push(event);
        else {
          const { value, done } = await chunks.read();
          if (done) throw new Error(`the stream ended after ${events.length} of ${count} events`);
          text += value;
        }
      }
      return events;
    },
    close: () => stop.abort(),
  };
}
