import type { Failure } from "./failure.js";

/**
 * Result of every operation: either a value or a failure. The promise is never rejected because of the site or the
 * network.
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

/** A {@link Result} with a value. */
export interface Success<T> {
  /** Distinguishes a success from a failure. */
  readonly ok: true;
  /** Value of the operation. */
  readonly value: T;
}

/** A {@link Result} with a failure. */
export interface Failed {
  /** Distinguishes a failure from a success. */
  readonly ok: false;
  /** What failed, whether the site ran the call, and what to do next. */
  readonly failure: Failure;
}

/** The error that {@link orThrow} throws. It has the failure as data. */
export class ConfigMgrError extends Error {
  override readonly name = "ConfigMgrError";
  /** The failure of the result. */
  readonly failure: Failure;

  /**
   * Makes an error of a failure.
   *
   * @param failure - its message becomes the message of the error
   */
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Makes a success. */
export function succeed<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** Makes a result of a failure. */
export function fail(failure: Failure): Failed {
  return { ok: false, failure };
}

/**
 * Returns the value of a success and throws the failure, for callers who prefer exceptions.
 *
 * @throws {@link ConfigMgrError} if the result is a failure.
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
 * Continues with the value of a success. If the result is a failure, it is returned and `next` is not called.
 *
 * @param result - a result, or the promise of a result
 * @param next - returns the next result; can be async
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
  /** Name of the step in the result. Each step of a sequence needs another name. */
  readonly name: string;
  /** Runs the step. Called after the step before it has succeeded. */
  readonly run: () => Result<unknown> | PromiseLike<Result<unknown>>;
}

type StepValue<S extends Step> = Extract<Awaited<ReturnType<S["run"]>>, { readonly ok: true }>["value"];

/** Result of {@link inOrder}: the value of each step by the name of the step, or the failure and the completed steps. */
export type InOrderResult<Values> = Success<Values> | InOrderFailed<Values>;

/** A sequence that stopped at a failed step. The library does not undo the completed steps. */
export interface InOrderFailed<Values> extends Failed {
  /** Name of the step that failed. */
  readonly failedStep: keyof Values & string;
  /** The steps before the failed one, with their values. */
  readonly completed: readonly CompletedStep<Values>[];
}

/** A step that succeeded. `value` has the type of this step. */
export type CompletedStep<Values> = {
  readonly [Name in keyof Values & string]: { readonly name: Name; readonly value: Values[Name] };
}[keyof Values & string];

/**
 * Runs steps one after the other and stops at the first failure. The library undoes no step: the result lists the
 * completed steps, and `execution` of the failure states whether the failed step ran.
 *
 * @param steps - the steps in order
 * @throws TypeError if two steps have the same name.
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
  // Not a named type: an editor then shows the names and values of the steps instead of the name of the type.
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
