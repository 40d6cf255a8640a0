interface Shared {
  readonly listeners: Set<() => void>;
  readonly tellAll: () => void;
}

/** One listener for each signal, however many calls share it: Node 20 prints a warning at the eleventh (seen). */
const sharedBySignal = new WeakMap<AbortSignal, Shared>();

/** Calls `listener` when `signal` fires. One that has fired already calls nobody. */
export function onAbort(signal: AbortSignal, listener: () => void): void {
  const shared = sharedBySignal.get(signal) ?? share(signal);
  shared.listeners.add(listener);
}

/** Takes a listener back; the last one to go leaves nothing behind at the signal. */
export function offAbort(signal: AbortSignal, listener: () => void): void {
  const shared = sharedBySignal.get(signal);
  if (shared === undefined) return;
  shared.listeners.delete(listener);
  if (shared.listeners.size > 0) return;
  sharedBySignal.delete(signal);
  signal.removeEventListener("abort", shared.tellAll);
}

function share(signal: AbortSignal): Shared {
  const listeners = new Set<() => void>();
  const tellAll = () => {
    for (const listener of listeners) listener();
    sharedBySignal.delete(signal);
  };
  const shared = { listeners, tellAll };
  sharedBySignal.set(signal, shared);
  signal.addEventListener("abort", tellAll, { once: true });
  return shared;
}
