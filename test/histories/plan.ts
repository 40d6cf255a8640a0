import fc from "fast-check";

const minute = 60_000;

/** Duration of a history. All events happen in this time. */
export const historyMs = 20 * minute;

/** One attempt of the site to bring the current version to a distribution point. */
export interface UpdatePlan {
  readonly startMs: number;
  readonly takesMs: number;
  readonly succeeds: boolean;
  /** `SMS_PackageStatusDistPointsSummarizer.State` during the attempt: 1, 2 or 7. */
  readonly state: number;
  /** Whether the row of a failed attempt has the version of the attempt, or still the old one. */
  readonly reportsVersion: boolean;
}

/** The events of a package on one distribution point. */
export interface PointPlan {
  /** Whether the account's security scopes hide the distribution point. */
  readonly isHidden: boolean;
  /** When the package is assigned; 0: before the history. */
  readonly addMs: number;
  /** State at assignment. `none`: no status row until the first update. */
  readonly first: "installed" | "failed" | "pending" | "none";
  readonly updates: readonly UpdatePlan[];
  readonly removeMs: number | undefined;
  /** How long the rows of a removed distribution point remain, in removal states. */
  readonly removalMs: number;
  /**
   * A second status row: the one before, or one that reports the current version as installed, whatever is true. The
   * account sees it before or after the true one.
   */
  readonly secondRow: "none" | "previous" | "installed";
  readonly isSecondRowFirst: boolean;
  /** The assignment is listed twice. */
  readonly isListedTwice: boolean;
  /** Difference by which the time in a status row is too early, so that rows are not in the order of their times. */
  readonly lateMs: number;
}

/** The events of one package. */
export interface PackagePlan {
  readonly version: number;
  readonly raises: readonly { readonly atMs: number; readonly by: number }[];
  readonly points: readonly PointPlan[];
  readonly deleteMs: number | undefined;
  /** Pauses between the ends of status rows and assignments, and of the package itself. */
  readonly deletionSteps: readonly [number, number];
  /** Whether the assignments end before the status rows. */
  readonly endsAssignmentsFirst: boolean;
  readonly recreateMs: number | undefined;
  readonly totals: "row" | "no-row" | "extra-row";
  /** The watch waits for the version at its start, plus this. */
  readonly wantedOffset: 0 | 1;
}

/** A site, its events, and how it is watched. */
export interface HistoryPlan {
  readonly packages: readonly [PackagePlan, ...PackagePlan[]];
  readonly startMs: number;
  /** How long each request takes; used in turn. */
  readonly requestMs: readonly [number, ...number[]];
  /** Numbers of the requests that fail for a transient reason. */
  readonly failedRequests: readonly number[];
  /** Classes that the account is not permitted to read. */
  readonly denied: readonly string[];
  readonly stopOnFailedPoint: boolean;
  readonly visiblePointsSuffice: boolean;
  /** How the call of `refreshAndWait` ends. */
  readonly call: CallPlan;
}

export interface CallPlan {
  readonly reply: "accepted" | "refused" | "lost-before-execution" | "lost-after-execution";
  /** Time after which an executed refresh increases the version; `undefined`: never. */
  readonly raiseMs: number | undefined;
}

const moment = fc.integer({ min: 0, max: historyMs });
const sometimes = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 4 });

const update: fc.Arbitrary<UpdatePlan> = fc.record({
  startMs: moment,
  takesMs: fc.integer({ min: 1, max: 3 * minute }),
  succeeds: fc.integer({ min: 0, max: 4 }).map((roll) => roll > 0),
  state: fc.constantFrom(1, 2, 7),
  reportsVersion: fc.boolean(),
});

const point: fc.Arbitrary<PointPlan> = fc.record({
  isHidden: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  addMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: moment }),
  first: fc.constantFrom("installed", "failed", "pending", "none"),
  updates: fc.array(update, { minLength: 0, maxLength: 4 }),
  removeMs: fc.option(moment, { nil: undefined, freq: 3 }),
  removalMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 * minute })),
  secondRow: fc.constantFrom("none", "none", "none", "none", "none", "previous", "installed"),
  isSecondRowFirst: fc.boolean(),
  isListedTwice: fc.boolean(),
  lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 * minute })),
});

const aPackage: fc.Arbitrary<PackagePlan> = fc.record({
  version: fc.integer({ min: 1, max: 6 }),
  raises: fc.array(fc.record({ atMs: moment, by: fc.integer({ min: 1, max: 2 }) }), { maxLength: 2 }),
  points: fc.array(point, { minLength: 1, maxLength: 4 }),
  deleteMs: sometimes(moment),
  deletionSteps: fc.tuple(fc.integer({ min: 0, max: 2 * minute }), fc.integer({ min: 0, max: 2 * minute })),
  endsAssignmentsFirst: fc.boolean(),
  recreateMs: sometimes(moment),
  totals: fc.constantFrom("row", "row", "row", "no-row", "extra-row"),
  wantedOffset: fc.constantFrom(0, 0, 1),
});

const classes = ["SMS_DistributionPoint", "SMS_PackageStatusRootSummarizer", "SMS_PackageBaseclass"] as const;

/** Random histories. */
export const histories: fc.Arbitrary<HistoryPlan> = fc.record({
  packages: fc
    .tuple(aPackage, fc.array(aPackage, { maxLength: 3 }))
    .map(([first, others]) => [first, ...others] as const),
  startMs: fc.integer({ min: 0, max: historyMs / 2 }),
  requestMs: fc
    .tuple(fc.integer({ min: 1, max: 4_000 }), fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 5 }))
    .map(([first, others]) => [first, ...others] as const),
  failedRequests: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
  denied: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...classes]) }),
  stopOnFailedPoint: fc.boolean(),
  visiblePointsSuffice: fc.boolean(),
  call: fc.record({
    reply: fc.constantFrom("accepted", "accepted", "refused", "lost-before-execution", "lost-after-execution"),
    raiseMs: fc.option(fc.integer({ min: 1, max: 5 * minute }), { nil: undefined, freq: 5 }),
  }),
});
