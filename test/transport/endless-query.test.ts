import { describe, expect, it } from "vitest";
import { Exchange } from "../../src/transport/admin-service/exchange/exchange.js";
import { readQuery, type QueryLimits } from "../../src/transport/admin-service/exchange/query.js";
import { readOptions } from "../../src/transport/admin-service/exchange/options.js";
import { collect } from "../support/open-transport.js";
import { json, scriptedServer } from "../support/scripted-server.js";

const context = { operation: { className: "SMS_Package" }, runs: "nothing", throughGateway: false } as const;
const noLimits: QueryLimits = {
  rangeRows: 1000,
  maxEmptyPages: 1000,
  maxPages: 1000,
  maxRows: 1000,
  maxTotals: 1000,
};

/** Reads a query from a site that returns a link to another page with every page. */
async function readEndless(rowsPerPage: number, limits: Partial<QueryLimits>, msPerPage = 0) {
  let page = 0;
  await using server = await scriptedServer((_request, response) => {
    page += 1;
    const value = Array.from({ length: rowsPerPage }, (_, row) => ({ PackageID: `${page}-${row}` }));
    json(response, 200, { value, "@odata.nextLink": `SMS_Package?$skiptoken=${page}` });
  });
  // This clock advances each time that it is read.
  let now = 0;
  const clock = { now: () => (now += msPerPage), sleep: () => Promise.resolve() };
  const settings = readOptions({ baseUrl: server.baseUrl, tls: { ca: server.ca }, retry: { totalMs: 1000 }, clock });
  const exchange = new Exchange(settings);
  const query = { className: "SMS_Package" };
  const results = await collect(readQuery(exchange, settings, query, context, {}, { ...noLimits, ...limits }));
  await exchange.close();
  return { requests: server.seen.length, rows: results.filter(({ ok }) => ok).length, last: results.at(-1) };
}

describe("a query whose pages never end", () => {
  it("a query whose pages never end fails after the maximum number of pages, and the message has this number", async () => {
    const { requests, rows, last } = await readEndless(1, { maxPages: 20 });
    expect({ requests, rows }).toEqual({ requests: 20, rows: 20 });
    expect(last).toMatchObject({ failure: { kind: "invalid-response", execution: "not-executed" } });
    expect(last?.ok === false && last.failure.message).toContain("20 pages");
  });

  it("a query whose pages never end fails after the maximum number of rows, and the message has this number", async () => {
    const { requests, last } = await readEndless(10, { maxRows: 55 });
    expect(requests).toBe(6);
    expect(last).toMatchObject({ failure: { kind: "invalid-response", execution: "not-executed" } });
    expect(last?.ok === false && last.failure.message).toContain("55 rows");
  });

  it("a query whose pages never end fails after the maximum time of all pages, and names the option that limits it", async () => {
    const { requests, last } = await readEndless(1, { maxTotals: 2 }, 100);
    expect(requests).toBeLessThan(20);
    expect(last).toMatchObject({ failure: { kind: "timeout", execution: "not-executed" } });
    expect(last?.ok === false && last.failure.message).toContain("retry.totalMs (2000 ms)");
  });

  it("a query whose pages never end fails after the maximum number of empty pages in a row", async () => {
    const { requests, last } = await readEndless(0, { maxEmptyPages: 5 });
    expect(requests).toBe(5);
    expect(last?.ok === false && last.failure.message).toContain("5 pages");
  });
});
