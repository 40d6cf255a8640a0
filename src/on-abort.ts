interface Shared {
  readonly listeners: Set<() => void>;
  readonly callAll: () => void;
}

/** Promises one listener for each signal, even if many calls share it: Node 20 prints a warning at the eleventh (seen). */
const sharedBySignal = new WeakMap<AbortSignal, Shared>();

/** Calls `listener` when `signal` fires. Does nothing for a signal that has already fired. */
export function onAbort(signal: AbortSignal, listener: () => void): void {
  const shared = sharedBySignal.get(signal) ?? share(signal);
  shared.listeners.add(listener);
}

/** Removes a listener. After the last one, nothing of the library is left on the signal. */
export function offAbort(signal: AbortSignal, listener: () => void): void {
  const shared = sharedBySignal.get(signal);
  if (shared === undefined) return;
  shared.listeners.delete(listener);
  if (shared.listeners.size > 0) return;
  sharedBySignal.delete(signal);
  signal.removeEventListener("abort", shared.callAll);
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
