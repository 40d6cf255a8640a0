import type { Failure } from "./failure.js";

/**
 * What every operation gives: a value or a failure, never both, and never a rejected promise for what the site or the
 * network did.
 *
 * @example
 * ```ts
 * import { setSourceSite, type Transport } from "configmgr-sdk";
 *
 * export async function moveTo(transport: Transport, PackageID: string): Promise<string> {
 *   const result = await setSourceSite(transport, { className: "SMS_Package", PackageID }, "P02");
 *   return result.ok ? "accepted" : `${result.failure.kind}: ${result.failure.message}`;
 * }
 * ```
 */
export type Result<T> = Success<T> | Failed;

/** The good half of a {@link Result}. */
export interface Success<T> {
  readonly ok: true;
  /** What the operation gave. */
  readonly value: T;
}

/** The other half of a {@link Result}. */
export interface Failed {
  readonly ok: false;
  /** What failed, whether the site ran it, and what to do next. */
  readonly failure: Failure;
}

/** Thrown by {@link orThrow}; carries the failure as data. */
export class ConfigMgrError extends Error {
  override readonly name = "ConfigMgrError";
  /** What failed, as {@link Failed} has it. */
  readonly failure: Failure;

  /**
   * Wraps a failure as an error.
   *
   * @param failure - its message becomes the error's
   */
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Wraps a value as a success. */
export function succeed<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** Wraps a failure. */
export function fail(failure: Failure): Failed {
  return { ok: false, failure };
}

/**
 * The value of a success, for callers who prefer exceptions.
 *
 * @throws {@link ConfigMgrError} when the result is a failure.
 * @example
 * ```ts
 * import { orThrow, refreshPkgSource, type Transport } from "configmgr-sdk";
 *
 * export async function refresh(transport: Transport): Promise<void> {
 *   orThrow(await refreshPkgSource(transport, { className: "SMS_Package", PackageID: "P0100012" }));
 * }
 * ```
 */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ConfigMgrError(result.failure);
}

/**
 * Goes on with the value of a success; a failure is passed through and `next` is not called.
 *
 * @param result - a result, or the promise of one
 * @param next - gives the next result; may be async
 * @example
 * ```ts
 * import { andThen, refreshPkgSource, setSourceSite, type Transport } from "configmgr-sdk";
 *
 * export function takeOverAndRefresh(transport: Transport) {
 *   const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
 *   return andThen(setSourceSite(transport, target, "P02"), () => refreshPkgSource(transport, target));
 * }
 * ```
 */
export async function andThen<T, U>(
  result: Result<T> | PromiseLike<Result<T>>,
  next: (value: T) => Result<U> | PromiseLike<Result<U>>,
): Promise<Result<U>> {
  const settled = await result;
  return settled.ok ? await next(settled.value) : settled;
}

/** One step of {@link inOrder}. */
export interface Step {
  /** Names the step in the result; no two steps of a sequence share one. */
  readonly name: string;
  /** Runs the step; called once the one before it succeeded. */
  readonly run: () => Result<unknown> | PromiseLike<Result<unknown>>;
}

type StepValue<S extends Step> = Extract<Awaited<ReturnType<S["run"]>>, { readonly ok: true }>["value"];

/** What {@link inOrder} gives: every value by its step's name, or the failure with what had already been done. */
export type InOrderResult<Values> = Success<Values> | InOrderFailed<Values>;

/** A sequence that stopped: at which step, why, and what is done and stays done. */
export interface InOrderFailed<Values> extends Failed {
  readonly failedStep: keyof Values & string;
  readonly completed: readonly CompletedStep<Values>[];
}

/** A step that succeeded, by name; `value` has the type that this step gives. */
export type CompletedStep<Values> = {
  readonly [Name in keyof Values & string]: { readonly name: Name; readonly value: Values[Name] };
}[keyof Values & string];

/**
 * Runs steps one after the other and stops at the first failure. Nothing is undone: the failure says what is done, and
 * its `execution` whether the failed step may have run.
 *
 * @param steps - run in this order; a step's `run` is not called before the step in front of it succeeded
 * @throws TypeError when two steps share a name.
 * @example
 * ```ts
 * import { inOrder, refreshPkgSource, setSourceSite, type Transport } from "configmgr-sdk";
 *
 * export async function takeOver(transport: Transport): Promise<string> {
 *   const target = { className: "SMS_Package", PackageID: "P0100012" } as const;
 *   const result = await inOrder([
 *     { name: "owner", run: () => setSourceSite(transport, target, "P02") },
 *     { name: "refresh", run: () => refreshPkgSource(transport, target) },
 *   ]);
 *   return result.ok ? result.value.refresh.phase : `${result.failedStep}: ${result.failure.message}`;
 * }
 * ```
 */
export async function inOrder<const Steps extends readonly Step[]>(
  steps: Steps,
  // Written out and not named: so an editor shows the steps' names and values, and not how they are worked out.
): Promise<InOrderResult<{ readonly [S in Steps[number] as S["name"]]: StepValue<S> }>>;
export async function inOrder(steps: readonly Step[]): Promise<InOrderResult<Record<string, unknown>>> {
  const names = steps.map((step) => step.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new TypeError(`inOrder: two steps are named "${repeated}"`);

  const completed: { name: string; value: unknown }[] = [];
  for (const { name, run } of steps) {
    const result = await run();
    if (!result.ok) return { ok: false, failure: result.failure, failedStep: name, completed };
    completed.push({ name, value: result.value });
  }
  return succeed(Object.fromEntries(completed.map(({ name, value }) => [name, value])));
}
