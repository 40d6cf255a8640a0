import { describe, expect, it } from "vitest";
import type { SiteMessage } from "../../src/operations/refresh/site-messages.js";
import { VersionLoop } from "../../src/operations/refresh/version-loop.js";
import { PollTimer } from "../../src/operations/site/poll-timer.js";
import { succeed } from "../../src/result.js";
import type { WmiObject } from "../../src/transport/transport.js";
import { failure, FakeSite, filterOf, manualClock } from "../support/fake-site.js";

const className = "SMS_PackageBaseclass";
const written = "2026-03-09T08:00:10Z";

function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `P01${String(index).padStart(5, "0")}`);
}

/** A site with one status message about each package. The version of a package increases after this number of reads. */
function siteOf(ids: readonly string[], readsUntilIncrease = Infinity): FakeSite {
  const rows = (make: (PackageID: string, RecordID: number) => WmiObject) =>
    ids.map((id, index) => make(id, index + 1));
  return new FakeSite()
    .serve(className, (read) =>
      rows((PackageID) => ({ PackageID, SourceVersion: read < readsUntilIncrease ? 3 : 4, SourceDate: written })),
    )
    .serve(
      "SMS_StatMsgAttributes",
      rows((PackageID, RecordID) => ({ RecordID, AttributeValue: PackageID, AttributeTime: written })),
    )
    .serve(
      "SMS_StatusMessage",
      rows((_, RecordID) => ({ RecordID, MessageID: 2306, Severity: 0xc0000000, Time: written })),
    );
}

/** Waits for the versions of all packages for an hour. Returns the messages of each, and the requests of each poll. */
async function follow(site: FakeSite, ids: readonly string[], settings = { spreadsReads: true, readsMessages: true }) {
  const clock = manualClock();
  const requests = [0];
  const counting = {
    now: () => clock.now(),
    sleep: (ms: number) => {
      requests.push(0);
      return clock.sleep(ms);
    },
  };
  site.onRequest = () => {
    requests[requests.length - 1] = (requests.at(-1) ?? 0) + 1;
  };
  const loop = new VersionLoop(site, { className, clock: counting, signal: undefined, ...settings });
  const messages = new Map<string, number[]>();
  const results = await Promise.all(
    ids.map((PackageID) => {
      const timer = new PollTimer({ timeoutMs: 3_600_000, intervalMs: 10_000 }, { clock });
      const onMessages = (siteMessages: readonly SiteMessage[]) => {
        messages.set(PackageID, [...(messages.get(PackageID) ?? []), ...siteMessages.map((one) => one.messageID)]);
      };
      return loop.waitFor({ PackageID, before: { SourceVersion: 3 }, timer, onMessages });
    }),
  );
  return { results, messages, requests };
}

describe("VersionLoop", () => {
  it("VersionLoop reports each status message once, with one request in each poll in addition to those for the versions", async () => {
    const ids = idsOf(450);
    const { messages, requests, results } = await follow(siteOf(ids), ids);
    expect([...messages].toSorted()).toEqual(ids.map((id) => [id, [2306]]));
    expect(Math.max(...requests)).toBe(Math.ceil(450 / 200) + 1);
    expect(results).toEqual(ids.map(() => succeed(undefined)));
  });

  it("without spreadsReads, VersionLoop reports the messages of a package in the poll that finds them", async () => {
    const ids = idsOf(1);
    const { requests } = await follow(siteOf(ids), ids, { spreadsReads: false, readsMessages: true });
    expect(requests.slice(0, 2)).toEqual([4, 2]);
  });

  it("VersionLoop does not read messages of a package after its version increased", async () => {
    const site = siteOf(idsOf(1), 0);
    const { messages } = await follow(site, idsOf(1));
    expect(messages.size).toBe(0);
    expect(site.readsOf("SMS_StatMsgAttributes")).toBe(0);
  });

  it("VersionLoop sends shorter filters to a site that refuses long filters", async () => {
    const ids = idsOf(40);
    const site = siteOf(ids);
    const respond = site.execQuery.bind(site);
    site.execQuery = (query, options) => {
      const terms = filterOf(query)?.split(" or ").length ?? 0;
      return respond(terms > 15 ? { ...query, className: "TooLong" } : query, options);
    };
    site.serve("TooLong", failure("unsupported", "TooLong"));
    const { messages } = await follow(site, ids);
    expect([...messages].toSorted()).toEqual(ids.map((id) => [id, [2306]]));
  });

  it.each(["SMS_StatMsgAttributes", "SMS_StatusMessage"])(
    "VersionLoop continues without messages if the account cannot read %s, and reads that class once",
    async (denied) => {
      const ids = idsOf(3);
      const site = siteOf(ids, 8).serve(denied, failure("access-denied", denied));
      const { results, messages } = await follow(site, ids);
      expect(results).toMatchObject(ids.map(() => succeed({ SourceVersion: 4 })));
      expect(messages.size).toBe(0);
      expect(site.readsOf(denied)).toBe(1);
    },
  );

  it("VersionLoop reports a message later if the read of its content failed with a transient failure", async () => {
    const ids = idsOf(1);
    const site = siteOf(ids);
    const gone = failure("unavailable", "SMS_StatMsgInsStrings");
    site.serve("SMS_StatMsgInsStrings", (read) =>
      read === 0 ? gone : [{ RecordID: 1, InsStrIndex: 0, InsStrValue: "gone" }],
    );
    const { messages } = await follow(site, ids);
    expect(messages.get(ids[0] ?? "")).toEqual([2306]);
    expect(site.readsOf("SMS_StatMsgInsStrings")).toBe(2);
  });
});
