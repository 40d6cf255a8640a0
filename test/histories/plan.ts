import fc from "fast-check";

const minute = 60_000;

/** Duration of a history. All events happen in this time. */
export const historyMs = 20 * minute;

/** One attempt of the site to bring the current version to a distribution point. */
export interface UpdatePlan {
  readonly startMs: number;
  readonly durationMs: number;
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
  /** When the package is assigned to the distribution point; 0: before the history. */
  readonly addMs: number;
  /** State of the package at its assignment. `none`: no status row until the first update. */
  readonly first: "installed" | "failed" | "pending" | "none";
  readonly updates: readonly UpdatePlan[];
  readonly removeMs: number | undefined;
  /** How long the rows of a removed distribution point remain, in removal states. */
  readonly removalMs: number;
  /**
   * A second, false status row: the row before the current one, or a row that reports the current version as installed.
   * `isSecondRowFirst` is its place.
   */
  readonly secondRow: "none" | "previous" | "installed";
  readonly isSecondRowFirst: boolean;
  /** Whether the site lists the assignment twice. */
  readonly isListedTwice: boolean;
  /** How much too early the time in a status row is, so that rows are not in the order of their times. */
  readonly lateMs: number;
}

/** The events of one package. */
export interface PackagePlan {
  readonly version: number;
  readonly increases: readonly { readonly atMs: number; readonly by: number }[];
  readonly points: readonly PointPlan[];
  readonly deleteMs: number | undefined;
  /** Pauses between the three steps of a deletion: the site removes status rows, assignments and the package. */
  readonly deletionSteps: readonly [number, number];
  /** Whether the site removes the assignments before the status rows. */
  readonly endsAssignmentsFirst: boolean;
  readonly recreateMs: number | undefined;
  readonly totals: "row" | "no-row" | "extra-row";
  /** The watch waits for the version that the package has at the start of the watch, plus this number. */
  readonly wantedOffset: 0 | 1;
}

/** The packages of a site, their events, and the options of the watch. */
export interface HistoryPlan {
  readonly packages: readonly [PackagePlan, ...PackagePlan[]];
  readonly startMs: number;
  /** Durations of the requests. The first request takes the first duration, and so on; after the last, the first again. */
  readonly requestMs: readonly [number, ...number[]];
  /** Numbers of the requests that fail for a transient reason. */
  readonly failedRequests: readonly number[];
  /** Classes that the account is not permitted to read. */
  readonly denied: readonly string[];
  readonly stopOnFailedPoint: boolean;
  readonly visiblePointsSuffice: boolean;
  /** The response to the RefreshPkgSource call of `refreshAndWait`, and its effect. */
  readonly call: CallPlan;
}

export interface CallPlan {
  readonly response: "accepted" | "refused" | "lost-before-execution" | "lost-after-execution";
  /** Time after which an executed refresh increases the version; `undefined`: never. */
  readonly increaseMs: number | undefined;
}

const moment = fc.integer({ min: 0, max: historyMs });
const sometimes = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 4 });

const update: fc.Arbitrary<UpdatePlan> = fc.record({
  startMs: moment,
  durationMs: fc.integer({ min: 1, max: 3 * minute }),
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
  increases: fc.array(fc.record({ atMs: moment, by: fc.integer({ min: 1, max: 2 }) }), { maxLength: 2 }),
  points: fc.array(point, { minLength: 1, maxLength: 4 }),
  deleteMs: sometimes(moment),
  deletionSteps: fc.tuple(fc.integer({ min: 0, max: 2 * minute }), fc.integer({ min: 0, max: 2 * minute })),
  endsAssignmentsFirst: fc.boolean(),
  recreateMs: sometimes(moment),
  totals: fc.constantFrom("row", "row", "row", "no-row", "extra-row"),
  wantedOffset: fc.constantFrom(0, 0, 1),
});

const classes = ["SMS_DistributionPoint", "SMS_PackageStatusRootSummarizer", "SMS_PackageBaseclass"] as const;

/** Creates random histories. */
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
    response: fc.constantFrom("accepted", "accepted", "refused", "lost-before-execution", "lost-after-execution"),
    increaseMs: fc.option(fc.integer({ min: 1, max: 5 * minute }), { nil: undefined, freq: 5 }),
  }),
});
