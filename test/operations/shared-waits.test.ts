import { describe, expect, it } from "vitest";
import { refreshAll } from "../../src/operations/refresh-all.js";
import { succeed } from "../../src/result.js";
import type { ObjectQuery } from "../../src/transport/transport.js";
import { FakeSite } from "../support/fake-site.js";
import { openTransport } from "../support/open-transport.js";
import { json, scriptedServer, type Script } from "../support/scripted-server.js";
import { target } from "./batch.js";

const ids = (url: string) => [...decodeURIComponent(url).matchAll(/'([A-Z0-9]{8})'/g)].map(([, id]) => id);

/** Responds to reads like a site on which no version increases. */
const withoutIncrease: Script = ({ url }, response) => {
  const PackageIDs = url.includes("SMS_PackageStatusDistPointsSummarizer") ? [] : ids(url);
  json(response, 200, { value: PackageIDs.map((PackageID) => ({ PackageID, PackageType: 0, SourceVersion: 1 })) });
};

/** A site that breaks the contract of a transport: reads of one class reject. */
class RejectingSite extends FakeSite {
  rejectedClass = "";

  override execQuery(query: ObjectQuery): ReturnType<FakeSite["execQuery"]> {
    if (query.className === this.rejectedClass) throw new Error("the transport rejects");
    return super.execQuery(query);
  }
}

describe("the shared waits of refreshAll", () => {
  it("if the transport throws during a read of a wait, the loop over refreshAll throws, and the summary has the target as unknown", async () => {
    const versions = { SourceVersion: 1 };
    const site = new RejectingSite([{ __CLASS: "SMS_Package", ...target(0), PackageType: 0, ...versions }]);
    site.serve("SMS_PackageStatusDistPointsSummarizer", []);
    site.onMethod = () => {
      site.objects[0] = { ...site.objects[0], SourceVersion: site.calls.length + 1 };
      return succeed({ returnValue: 0, outParameters: {} });
    };
    for (const rejectedClass of ["SMS_PackageBaseclass", "SMS_DistributionPoint", "SMS_PackageStatusRootSummarizer"]) {
      site.rejectedClass = rejectedClass;
      const run = refreshAll(site, [target(0)], { wait: { timeoutMs: 10_000, intervalMs: 1 } });
      await expect(run[Symbol.asyncIterator]().next()).rejects.toThrow("the transport rejects");
      expect(run.summary().unknown).toEqual([target(0)]);
    }
    expect(site.calls).toHaveLength(3);
  });

  it.each(["break", "onProgress throws", "onProgress rejects"])(
    "refreshAll with wait waits for the calls in progress before the loop ends by: %s",
    async (how) => {
      const responses: ((ReturnValue: number) => void)[] = [];
      await using server = await scriptedServer((request, response, socket) => {
        if (request.method !== "POST") {
          withoutIncrease(request, response, socket);
          return;
        }
        responses.push((ReturnValue) => {
          json(response, 200, { ReturnValue });
        });
        if (responses.length < 2) return;
        // The second call is in progress when the first has ended.
        responses[0]?.(how === "break" ? 5 : 0);
        setTimeout(() => responses[1]?.(0), 200);
      });
      const onProgress = () => {
        if (how === "onProgress throws") throw new Error("thrown by the caller");
        return how === "onProgress rejects" ? Promise.reject(new Error("thrown by the caller")) : undefined;
      };
      const transport = openTransport(server);
      const run = refreshAll(transport, [target(0), target(1)], {
        wait: { intervalMs: 10 },
        concurrency: 2,
        onProgress,
      });
      const read = (async () => {
        for await (const { result } of run) if (how === "break" && !result.ok) break;
      })();
      if (how === "break") await read;
      else await expect(read).rejects.toThrow("thrown by the caller");
      expect(run.summary()).toMatchObject({ failed: [{}, {}], unknown: [], notStarted: [] });
      await transport.close();
    },
  );

  it("refreshAll ends the wait for each version by its own timeout, also during a read that it shares with a later wait", async () => {
    await using server = await scriptedServer((request, response, socket) => {
      if (request.method === "POST") json(response, 200, { ReturnValue: 0 });
      // The server does not respond to a read for both packages.
      else if (ids(request.url).length < 2) withoutIncrease(request, response, socket);
    });
    async function* oneLater() {
      yield target(0);
      await new Promise((resolve) => setTimeout(resolve, 500));
      yield target(1);
    }
    const transport = openTransport(server);
    const run = refreshAll(transport, oneLater(), { wait: { timeoutMs: 1000, intervalMs: 10 } });
    for await (const { result } of run) {
      expect(result).toMatchObject({ ok: false, failure: { kind: "timeout", execution: "executed" } });
    }
    const readsOfLater = server.seen
      .filter(({ url }) => url.includes("SMS_PackageBaseclass"))
      .filter(({ url }) => ids(url).join() === target(1).PackageID);
    // If the shared read had the timeout of the later package, the library would send no more reads for this package alone.
    expect(readsOfLater.length).toBeGreaterThan(0);
    await transport.close();
  });
});
