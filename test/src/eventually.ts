/** Reads until the value is as wanted; fails with the last value seen when that takes longer than any pipeline should. */
export async function eventually<Value>(read: () => Promise<Value>, isWanted: (value: Value) => boolean, limitMs = 20_000): Promise<Value> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (isWanted(value)) return value;
    if (Date.now() > deadline) throw new Error(`still not as wanted after ${limitMs} ms: ${JSON.stringify(value, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
