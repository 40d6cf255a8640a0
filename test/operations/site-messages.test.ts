import { describe, expect, it } from "vitest";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { succeed } from "../../src/result.js";
import { readSiteMessages } from "../../src/operations/refresh/site-messages.js";
import { failure, FakeSite, filterOf, manualClock } from "../support/fake-site.js";

const PackageID = "P0100012";
const lastVersion = "2026-03-02T08:00:00Z";

function message(RecordID: number, MessageID: number, Severity: number, Time: string) {
  return { RecordID, MessageID, Severity, Time, Component: "SMS_DISTRIBUTION_MANAGER" };
}

function site(): FakeSite {
  return new FakeSite()
    .serve("SMS_StatMsgAttributes", [
      { RecordID: 12, AttributeValue: PackageID, AttributeTime: "2026-03-09T08:00:10Z" },
      { RecordID: 11, AttributeValue: PackageID, AttributeTime: "2026-03-09T08:00:00Z" },
      { RecordID: 3, AttributeValue: PackageID, AttributeTime: "2026-02-20T08:00:00Z" },
    ])
    .serve("SMS_StatusMessage", [
      message(11, 2300, 0x40000000, "2026-03-09T08:00:00Z"),
      message(12, 2306, 0xc0000000, "2026-03-09T08:00:10Z"),
    ])
    .serve("SMS_StatMsgInsStrings", [
      { RecordID: 12, InsStrIndex: 1, InsStrValue: PackageID },
      { RecordID: 12, InsStrIndex: 0, InsStrValue: "\\\\files\\gone" },
      { RecordID: 12, InsStrIndex: 2, InsStrValue: "5" },
      { RecordID: 12, InsStrIndex: 3, InsStrValue: "" },
      { RecordID: 12, InsStrIndex: 4, InsStrValue: null },
    ]);
}

const unreadable = {
  messageID: 2306,
  severity: "error",
  insertionStrings: ["\\\\files\\gone", PackageID, "5"],
  time: "2026-03-09T08:00:10Z",
  component: "SMS_DISTRIBUTION_MANAGER",
};

describe("readSiteMessages", () => {
  it("readSiteMessages returns messages newest first, with insertion strings in order, and none from before the last version", async () => {
    const transport = site();
    expect(await readSiteMessages(transport, { PackageID, since: lastVersion }, {})).toEqual(
      succeed([
        unreadable,
        { ...unreadable, messageID: 2300, severity: "success", insertionStrings: [], time: "2026-03-09T08:00:00Z" },
      ]),
    );
    expect(transport.queries.map(filterOf)).toEqual([
      "AttributeID eq 400 and (AttributeValue eq 'P0100012')",
      "RecordID eq 12 or RecordID eq 11",
      "RecordID eq 12 or RecordID eq 11",
    ]);
  });

  it("readSiteMessages distinguishes messages by RecordIDs that are larger than a number can hold", async () => {
    const [newer, older] = ["9007199254740994", "9007199254740993"];
    const Time = "2026-03-09T08:00:00Z";
    const transport = new FakeSite()
      .serve(
        "SMS_StatMsgAttributes",
        [newer, older].map((RecordID) => ({ RecordID, AttributeValue: PackageID, AttributeTime: Time })),
      )
      .serve("SMS_StatusMessage", [
        { RecordID: older, MessageID: 1, Severity: 0x40000000, Time },
        { RecordID: newer, MessageID: 2, Severity: 0x40000000, Time },
      ])
      .serve("SMS_StatMsgInsStrings", [{ RecordID: older, InsStrIndex: 0, InsStrValue: "older" }]);
    const expected = [
      { messageID: 2, insertionStrings: [] },
      { messageID: 1, insertionStrings: ["older"] },
    ];
    expect(await readSiteMessages(transport, { PackageID, since: lastVersion }, {})).toMatchObject({ value: expected });
    transport.serve("SMS_StatusMessage", [
      { RecordID: newer, MessageID: 2, Severity: 0x40000000, Time },
      { RecordID: older, MessageID: 1, Severity: 0x40000000, Time },
    ]);
    expect(await readSiteMessages(transport, { PackageID, since: lastVersion }, {})).toMatchObject({ value: expected });
    expect(filterOf(transport.queries.at(-1))).toBe(`RecordID eq ${newer} or RecordID eq ${older}`);
  });

  it("refreshPkgSource with confirm returns the site's status messages if the version does not increase", async () => {
    const version = { PackageID, PackageType: 0, SourceVersion: 3, SourceDate: lastVersion };
    const transport = site().serve("SMS_Package", [version]);
    const target = { className: "SMS_Package", PackageID } as const;
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { phase: "accepted", siteMessages: [unreadable, {}] } });
  });

  it("readSiteMessages omits a message that has the time of the last version", async () => {
    const transport = site();
    await readSiteMessages(transport, { PackageID, since: "2026-03-09T08:00:00Z" }, {});
    expect(filterOf(transport.queries.at(-1))).toBe("RecordID eq 12");
  });

  it("readSiteMessages returns all messages if the time of the last version is unknown", async () => {
    const transport = site();
    await readSiteMessages(transport, { PackageID, since: undefined }, {});
    expect(filterOf(transport.queries.at(-1))).toContain("RecordID eq 3");
  });

  it("readSiteMessages returns no messages after one query if none is newer than the last version", async () => {
    const transport = site();
    expect(await readSiteMessages(transport, { PackageID, since: "2026-03-09T09:00:00Z" }, {})).toEqual(succeed([]));
    expect(transport.queries).toHaveLength(1);
  });

  it('readSiteMessages returns no component and no insertion strings if the site has none, and "unknown" for an unknown severity', async () => {
    const Time = "2026-03-09T08:00:10Z";
    const bare = { RecordID: 12, MessageID: 1, Severity: 5, Time };
    const transport = site()
      .serve("SMS_StatusMessage", [bare])
      .serve("SMS_StatMsgInsStrings", failure("access-denied", "SMS_StatMsgInsStrings"));
    expect(await readSiteMessages(transport, { PackageID, since: lastVersion }, {})).toStrictEqual(
      succeed([{ messageID: 1, severity: "unknown", insertionStrings: [], time: Time }]),
    );
  });

  it.each(["SMS_StatMsgAttributes", "SMS_StatusMessage"])(
    "refreshPkgSource with confirm returns no status messages if the account cannot read %s",
    async (className) => {
      const version = { PackageID, PackageType: 0, SourceVersion: 3, SourceDate: lastVersion };
      const transport = site().serve(className, failure("access-denied", className)).serve("SMS_Package", [version]);
      const target = { className: "SMS_Package", PackageID } as const;
      const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
      expect(result).toStrictEqual(succeed({ phase: "accepted", returnValue: 0, target }));
    },
  );
});
