/** The bytes that requests under way may hold between them. */
export interface ByteBudget {
  readonly used: number;
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
  return {
    get used() {
      return used;
    },
    open() {
      let held = 0;
      return {
        take(bytes) {
          if (used + bytes > limit) return false;
          used += bytes;
          held += bytes;
          return true;
        },
        release() {
          used -= held;
          held = 0;
        },
      };
    },
  };
}
