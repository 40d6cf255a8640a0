import type { Failure } from "../../src/failure.js";
import type { RefreshAll, SafeTarget } from "../../src/operations/refresh-all.js";
import { fail, succeed, type Result } from "../../src/result.js";
import type { CallOptions, MethodCall, MethodOutput } from "../../src/transport/transport.js";
import { FakeSite } from "../support/fake-site.js";

/** A site whose method calls end only when the test ends them. */
export class SlowSite extends FakeSite {
  readonly #ends: ((result: Result<MethodOutput>) => void)[] = [];
  inProgress = 0;
  maxInProgress = 0;

  override execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>> {
    this.calls.push(call);
    this.inProgress += 1;
    this.maxInProgress = Math.max(this.maxInProgress, this.inProgress);
    return new Promise((resolve) => {
      const end = (result: Result<MethodOutput>) => {
        this.inProgress -= 1;
        resolve(result);
      };
      this.#ends.push(end);
      options?.signal?.addEventListener("abort", () => {
        end(fail(callFailure("aborted", "unknown")));
      });
    });
  }

  endOldest(): void {
    this.#ends.shift()?.(accepted);
  }
}

/** A site that returns another result of a method call for each PackageID. */
export class JudgingSite extends FakeSite {
  constructor(judge: (PackageID: string) => Result<MethodOutput>) {
    super();
    this.onMethod = ({ path }) => judge(String(path?.keys["PackageID"]));
  }
}

export const accepted = succeed<MethodOutput>({ returnValue: 0, outParameters: {} });

export function callFailure(kind: "aborted" | "timeout", execution: "unknown" | "not-executed"): Failure {
  return { kind, execution, message: kind, operation: { className: "SMS_Package" } };
}

export function denied(): Result<MethodOutput> {
  const operation = { className: "SMS_Package" };
  return fail({ kind: "access-denied", execution: "not-executed", message: "no", operation });
}

export function target(number: number): SafeTarget {
  return { className: "SMS_Package", PackageID: `P01${number.toString(16).toUpperCase().padStart(5, "0")}` };
}

export const ten = Array.from({ length: 10 }, (_, index) => target(index));

export async function drain(run: RefreshAll) {
  const results: Record<string, string> = {};
  for await (const { target: each, result } of run) {
    results[each.PackageID] = result.ok ? result.value.phase : result.failure.kind;
  }
  return results;
}

export const turn = () => new Promise((resolve) => setImmediate(resolve));
