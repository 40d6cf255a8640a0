interface Shared {
  readonly listeners: Set<() => void>;
  readonly callAll: () => void;
}

/**
 * For each signal, the one listener that all calls share: Node 20 prints a warning when a signal gets its eleventh listener
 * (seen).
 */
const sharedBySignal = new WeakMap<AbortSignal, Shared>();

/**
 * Calls `listener` when `signal` fires, immediately if the signal has already fired. Without a signal, it does nothing.
 *
 * @returns a function that removes `listener`. After the last one is removed, the library has no listener on the signal
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    listener();
    return () => undefined;
  }
  const { listeners, callAll } = sharedBySignal.get(signal) ?? share(signal);
  listeners.add(listener);
  return () => {
    if (!listeners.delete(listener) || listeners.size > 0) return;
    sharedBySignal.delete(signal);
    signal.removeEventListener("abort", callAll);
  };
}

function share(signal: AbortSignal): Shared {
  const listeners = new Set<() => void>();
  const callAll = () => {
    for (const listener of listeners) listener();
    sharedBySignal.delete(signal);
  };
  const shared = { listeners, callAll };
  sharedBySignal.set(signal, shared);
  signal.addEventListener("abort", callAll, { once: true });
  return shared;
}
