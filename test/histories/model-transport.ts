import type { Clock } from "../../src/clock.js";
import type { Failure } from "../../src/failure.js";
import { fail, succeed, type Result } from "../../src/result.js";
import type {
  MethodCall,
  MethodOutput,
  ObjectPath,
  ObjectQuery,
  Transport,
  WmiObject,
} from "../../src/transport/transport.js";
import { failure } from "../support/fake-site.js";
import type { HistoryPlan } from "./plan.js";
import { rowsOf, type SiteModel } from "./site-model.js";

/** A transport to a site model. Each request takes model time, in which further events happen. It ignores filters. */
export class ModelTransport implements Transport {
  readonly clock: Clock;
  readonly #site: SiteModel;
  readonly #plan: HistoryPlan;
  #requests = 0;

  constructor(site: SiteModel, plan: HistoryPlan) {
    this.#site = site;
    this.#plan = plan;
    this.clock = {
      now: () => site.nowMs,
      sleep: (ms) => {
        site.advance(ms);
        return Promise.resolve();
      },
    };
  }

  async *execQuery({ className }: ObjectQuery): AsyncGenerator<Result<WmiObject>, void, undefined> {
    const isFailed = this.#plan.failedRequests.includes(this.#requests);
    this.#spendTime();
    await Promise.resolve();
    if (isFailed) yield fail(failure("unavailable", className));
    else if (this.#plan.denied.includes(className)) yield fail(failure("access-denied", className));
    else for (const row of rowsOf(this.#site, className)) yield succeed(row);
  }

  getObject({ className, keys }: ObjectPath): Promise<Result<WmiObject>> {
    this.#spendTime();
    const found = rowsOf(this.#site, className).find(({ PackageID }) => PackageID === keys["PackageID"]);
    return Promise.resolve(found === undefined ? fail(failure("not-found", className)) : succeed(found));
  }

  execMethod({ className, path }: MethodCall): Promise<Result<MethodOutput>> {
    this.#spendTime();
    const { call } = this.#plan;
    const one = this.#site.packages.find(({ PackageID }) => PackageID === path?.keys["PackageID"]);
    if (one !== undefined) this.#site.refresh(one, call);
    if (call.response === "accepted") return Promise.resolve(succeed({ returnValue: 0, outParameters: {} }));
    if (call.response === "refused") return Promise.resolve(fail(failure("access-denied", className)));
    return Promise.resolve(fail(lostResponse(className)));
  }

  putInstance(): Promise<Result<WmiObject | undefined>> {
    throw new TypeError("a watch writes nothing");
  }

  #spendTime(): void {
    const { requestMs } = this.#plan;
    this.#site.advance(requestMs[this.#requests % requestMs.length] ?? requestMs[0]);
    this.#requests += 1;
  }
}

function lostResponse(className: string): Failure {
  return {
    kind: "network",
    code: "ECONNRESET",
    execution: "unknown",
    message: "the response was lost",
    operation: { className, methodName: "RefreshPkgSource" },
  };
}
