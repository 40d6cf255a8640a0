/** A function to measure. It returns the cost or the rate of one round, in any unit. */
export type Round = () => Promise<number>;

/**
 * Runs each function once per round, so that other work of the machine affects all functions equally. Each round reverses
 * the order. The first rounds warm up and do not count.
 *
 * @returns the median of each function's values
 */
export async function interleave<Name extends string>(
  contenders: Readonly<Record<Name, Round>>,
  rounds: number,
  warmUps = 1,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const seen = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < warmUps + rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      globalThis.gc?.();
      const measured = await contenders[name]();
      if (round >= warmUps) seen[name].push(measured);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(seen[name])])) as Record<Name, number>;
}

/** Returns the median of the numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Runs a function, and returns its duration in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
