/** Tells whether the property holds the replacement, or waits for one. */
export type IsIntercepted = () => boolean;

/**
 * Replaces what is next assigned to a property, then leaves no trace. An accessor that stayed would hide those which some
 * transports have on their prototype, and reading the handler back fails on those that can only be written.
 */
export function interceptNextAssignment(target: object, property: string, replace: (assigned: unknown) => unknown): IsIntercepted {
  const own = Object.getOwnPropertyDescriptor(target, property);
  if (own?.configurable === false) return () => true;
  let waiting = true;
  let replacement: unknown;

  function restore(): void {
    waiting = false;
    Reflect.deleteProperty(target, property);
    if (own !== undefined) Object.defineProperty(target, property, own);
  }

  Object.defineProperty(target, property, {
    configurable: true,
    enumerable: own?.enumerable ?? false,
    get() {
      if (own === undefined) return Reflect.get(Object.getPrototypeOf(target) ?? {}, property, target);
      return own.get === undefined ? own.value : Reflect.apply(own.get, target, []);
    },
    set(assigned: unknown) {
      restore();
      replacement = replace(assigned);
      Reflect.set(target, property, replacement);
    },
  });
  return () => waiting || (replacement !== undefined && Reflect.get(target, property) === replacement);
}
