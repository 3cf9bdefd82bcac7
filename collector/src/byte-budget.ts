/** The bytes that requests under way may hold between them. */
export interface ByteBudget {
  readonly used: number;
  /** Requests that hold bytes. */
  readonly holders: number;
  open(): Hold;
}

/** One request's share of a budget. */
export interface Hold {
  /** False, and nothing taken, when the budget has fewer bytes left. */
  take(bytes: number): boolean;
  /** Gives back all that was taken. */
  release(): void;
}

export function createByteBudget(limit: number): ByteBudget {
  let used = 0;
  let holders = 0;
  return {
    get used() {
      return used;
    },
    get holders() {
      return holders;
    },
    open() {
      let held = 0;
      return {
        take(bytes) {
          if (used + bytes > limit) return false;
          if (held === 0 && bytes > 0) holders += 1;
          used += bytes;
          held += bytes;
          return true;
        },
        release() {
          if (held > 0) holders -= 1;
          used -= held;
          held = 0;
        },
      };
    },
  };
}
