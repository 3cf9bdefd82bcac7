/** Lets writes pass, and holds them back while something needs the tables to stand still. */
export interface WriteGate {
  /** Runs a write, after whatever holds the gate. */
  pass<Result>(write: () => Promise<Result>): Promise<Result>;
  /** Resolves when no write is under way, and lets no other begin until the function that it gives is called. */
  hold(): Promise<() => void>;
}

export function createWriteGate(): WriteGate {
  const underWay = new Set<Promise<unknown>>();
  let open = Promise.resolve();
  return {
    async pass(write) {
      await open;
      const writing = write();
      underWay.add(writing);
      try {
        return await writing;
      } finally {
        underWay.delete(writing);
      }
    },
    async hold() {
      let release = () => {};
      const before = open;
      open = before.then(() => new Promise((resolve) => (release = resolve)));
      await before;
      await Promise.allSettled(underWay);
      return release;
    },
  };
}
