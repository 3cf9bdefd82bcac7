type Handler = (...rest: unknown[]) => unknown;

/**
 * Wraps the function that is next assigned to a property, then leaves no trace. An accessor that stayed would hide those which some
 * transports have on their prototype, and reading the handler back fails on those that can only be written.
 */
export function interceptNextAssignment(target: object, property: string, wrap: (handler: Handler) => Handler): void {
  const own = Object.getOwnPropertyDescriptor(target, property);
  if (own?.configurable === false) return;

  function restore(): void {
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
      Reflect.set(target, property, typeof assigned === 'function' ? wrap(assigned as Handler) : assigned);
    },
  });
}
