import { describe, expect, it } from "vitest";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { readSiteMessages } from "../../src/operations/refresh/site-messages.js";
import { failure, FakeSite, manualClock } from "../support/fake-site.js";

const PackageID = "P0100012";
const lastVersion = "2026-03-02T08:00:00Z";

function message(RecordID: number, MessageID: number, Severity: number, Time: string) {
  return { RecordID, MessageID, Severity, Time, Component: "SMS_DISTRIBUTION_MANAGER" };
}

function site(): FakeSite {
  return new FakeSite()
    .serve("SMS_StatMsgAttributes", [
      { RecordID: 12, AttributeTime: "2026-03-09T08:00:10Z" },
      { RecordID: 11, AttributeTime: "2026-03-09T08:00:00Z" },
      { RecordID: 3, AttributeTime: "2026-02-20T08:00:00Z" },
    ])
    .serve("SMS_StatusMessage", [
      message(11, 2300, 0x40000000, "2026-03-09T08:00:00Z"),
      message(12, 2306, 0xc0000000, "2026-03-09T08:00:10Z"),
    ])
    .serve("SMS_StatMsgInsStrings", [
      { RecordID: 12, InsStrIndex: 1, InsStrValue: PackageID },
      { RecordID: 12, InsStrIndex: 0, InsStrValue: "\\\\files\\gone" },
      { RecordID: 12, InsStrIndex: 2, InsStrValue: "" },
    ]);
}

const unreadable = {
  messageID: 2306,
  severity: "error",
  text: ["\\\\files\\gone", PackageID],
  time: "2026-03-09T08:00:10Z",
  component: "SMS_DISTRIBUTION_MANAGER",
};

describe("what the site says of a package", () => {
  it("is read newest first, with text parts in order, and nothing older than the last version", async () => {
    const transport = site();
    expect(await readSiteMessages(transport, PackageID, lastVersion, {})).toEqual([
      unreadable,
      { ...unreadable, messageID: 2300, severity: "success", text: [], time: "2026-03-09T08:00:00Z" },
    ]);
    expect(transport.queries.map(({ where }) => where?.text)).toEqual([
      "AttributeID eq 400 and AttributeValue eq 'P0100012'",
      "(RecordID eq 12) or (RecordID eq 11)",
      "(RecordID eq 12) or (RecordID eq 11)",
    ]);
  });

  it("stands in the result of a refresh whose version did not rise", async () => {
    const version = { PackageID, PackageType: 0, SourceVersion: 3, SourceDate: lastVersion };
    const transport = site().serve("SMS_Package", [version]);
    const target = { className: "SMS_Package", PackageID } as const;
    const result = await refreshPkgSource(transport, target, { confirm: true, clock: manualClock() });
    expect(result).toMatchObject({ ok: true, value: { phase: "accepted", siteMessages: [unreadable, {}] } });
  });

  it("is left out where the account may not read it", async () => {
    const transport = site().serve("SMS_StatMsgAttributes", failure("access-denied", "SMS_StatMsgAttributes"));
    expect(await readSiteMessages(transport, PackageID, lastVersion, {})).toBeUndefined();
  });
});
