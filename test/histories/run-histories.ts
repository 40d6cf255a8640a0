import fc from "fast-check";
import { refresh, watchAlone, watchTogether, type Claim } from "./claims.js";
import { histories, type HistoryPlan } from "./plan.js";

const observers = { watchTogether, watchAlone, refresh };

/** Number of reported outcomes of each kind, and number of wrong ones. */
export interface Report {
  readonly histories: number;
  readonly claims: Readonly<Record<string, number>>;
  readonly wrong: number;
  readonly complaints: readonly string[];
}

/**
 * Runs random histories of random site models, and compares the outcomes that the library reports with the true states.
 *
 * @param seed - the same seed gives the same histories
 */
export async function runHistories({
  seed,
  count,
}: {
  readonly seed: number;
  readonly count: number;
}): Promise<Report> {
  const claims = new Map<string, number>();
  const complaints: string[] = [];
  for (const plan of fc.sample(histories, { seed, numRuns: count })) {
    for (const [name, observe] of Object.entries(observers)) {
      for (const { claimed, complaint } of await observe(plan)) {
        const key = `${name}: ${claimed}`;
        claims.set(key, (claims.get(key) ?? 0) + 1);
        if (complaint !== undefined) complaints.push(`${name}: ${complaint}`);
      }
    }
  }
  const inOrder = [...claims].sort(([one], [other]) => one.localeCompare(other));
  return { histories: count, claims: Object.fromEntries(inOrder), wrong: complaints.length, complaints };
}

/** Searches for a wrong outcome, and describes the smallest history that causes it. Returns `undefined` if there is none. */
export async function findWrongClaim(seed: number, count: number): Promise<string | undefined> {
  const isRight = async (plan: HistoryPlan) => {
    for (const observe of Object.values(observers)) {
      const wrong = (await observe(plan)).find(({ complaint }: Claim) => complaint !== undefined);
      if (wrong?.complaint !== undefined) throw new Error(wrong.complaint);
    }
  };
  const details = await fc.check(fc.asyncProperty(histories, isRight), { seed, numRuns: count });
  return details.failed ? fc.defaultReportMessage(details) : undefined;
}
