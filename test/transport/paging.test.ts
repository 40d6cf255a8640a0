import { describe, expect, it } from "vitest";
import { SMS_Package, where } from "../../src/index.js";
import { createSimulatedSite, type SimulatedSiteOptions } from "../../src/simulator/index.js";
import { openTransport } from "../support/open-transport.js";

const total = 2050;

async function siteOf(behavior: SimulatedSiteOptions["behavior"] = {}) {
  const packages = Array.from({ length: total }, (_, index) => ({
    className: "SMS_Package",
    PackageID: `P01${index.toString(16).toUpperCase().padStart(5, "0")}`,
    Name: `Package ${index % 7}`,
  }));
  const site = createSimulatedSite({ packages, distributionPoints: [{ name: "DP01.CONTOSO.COM" }], behavior });
  const server = await site.listen();
  let requests = 0;
  const transport = openTransport(server, {
    onEvent: () => {
      requests += 1;
    },
  });
  return {
    transport,
    requests: () => requests,
    [Symbol.asyncDispose]: async () => {
      await transport.close();
      await server.close();
    },
  };
}

async function idsOf(rows: AsyncIterable<{ ok: boolean; value?: { PackageID: string } }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const row of rows) ids.push(row.value?.PackageID ?? "failed");
  return ids;
}

describe("a query with 2,050 rows", () => {
  it("a query with orderBy reads 2,050 rows in 3 requests of at most 1,000 rows, each row once", async () => {
    await using opened = await siteOf();
    const query = { orderBy: "PackageID desc", select: ["PackageID"] } as const;
    const ids = await idsOf(SMS_Package.query(opened.transport, query));
    expect(ids).toHaveLength(total);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(opened.requests()).toBe(3);
  });

  it("a query with top 1001 reads 1,001 rows in 2 requests", async () => {
    await using opened = await siteOf();
    const query = { orderBy: "PackageID", select: ["PackageID"], top: 1001 } as const;
    expect(await idsOf(SMS_Package.query(opened.transport, query))).toHaveLength(1001);
    expect(opened.requests()).toBe(2);
  });

  it.each([
    ["with orderBy", "PackageID"],
    ["without orderBy", undefined],
  ] as const)("a query returns all rows if the site returns pages of 300 rows: %s", async (_name, orderBy) => {
    await using opened = await siteOf({ paging: 300 });
    const ids = await idsOf(SMS_Package.query(opened.transport, { orderBy, select: ["PackageID"] }));
    expect(new Set(ids).size).toBe(total);
    expect(ids).toHaveLength(total);
  });

  it("a query sends no further request after the caller leaves the loop", async () => {
    await using opened = await siteOf({ paging: 300 });
    for await (const row of SMS_Package.query(opened.transport, { where: where`Name eq ${"Package 3"}` })) {
      expect(row.ok).toBe(true);
      break;
    }
    expect(opened.requests()).toBe(1);
  });

  it("list returns the rows of all pages as one result", async () => {
    await using opened = await siteOf({ paging: 300 });
    const list = await SMS_Package.list(opened.transport, { where: where`Name eq ${"Package 3"}` });
    expect(list.ok && list.value.length).toBe(293);
  });
});
