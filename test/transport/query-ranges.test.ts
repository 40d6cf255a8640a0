import { describe, expect, it } from "vitest";
import { collect, openTransport } from "../support/open-transport.js";
import { json, scriptedServer } from "../support/scripted-server.js";

describe("a query", () => {
  it.each([-1, 1.5, Number.NaN, Number.NEGATIVE_INFINITY])(
    "a query with top %d is refused, and nothing is sent",
    async (top) => {
      await using server = await scriptedServer((_request, response) => {
        json(response, 200, { value: [] });
      });
      await using transport = openTransport(server);
      for (const orderBy of [undefined, "Name"]) {
        const rows = await collect(transport.execQuery({ className: "SMS_Package", top, orderBy }));
        expect(rows).toMatchObject([{ ok: false, failure: { kind: "invalid-argument", parameter: "top" } }]);
      }
      expect(server.seen).toEqual([]);
    },
  );

  it("a query ends after one page if the site ignores $top and returns more rows", async () => {
    const value = Array.from({ length: 1500 }, (_, number) => ({ number }));
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value });
    });
    await using transport = openTransport(server);
    const rows: unknown[] = [];
    for await (const row of transport.execQuery({ className: "SMS_Package", orderBy: "Name" })) {
      rows.push(row);
      if (rows.length > value.length) break;
    }
    expect(rows).toHaveLength(value.length);
    expect(server.seen).toHaveLength(1);
  });

  it("a query fails if the site returns the same full page again, because it ignores $skip", async () => {
    const value = Array.from({ length: 1000 }, (_, number) => ({ number }));
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value });
    });
    await using transport = openTransport(server);
    const rows = await collect(transport.execQuery({ className: "SMS_Package", orderBy: "Name" }));
    expect(rows).toHaveLength(2001);
    expect(rows.at(-1)).toMatchObject({
      failure: {
        kind: "invalid-response",
        message: expect.stringContaining("$skip") as string,
        advice: expect.stringContaining("without orderBy") as string,
      },
    });
  });

  it("a query continues if all rows of its pages are equal", async () => {
    const value = Array.from({ length: 1000 }, () => ({ Manufacturer: "Contoso" }));
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: server.seen.length > 3 ? [] : value });
    });
    await using transport = openTransport(server);
    const query = { className: "SMS_Package", select: ["Manufacturer"], orderBy: "Manufacturer" };
    expect(await collect(transport.execQuery(query))).toHaveLength(3000);
  });

  it.each([
    [99, 1, "ok"],
    [100, 0, "failure"],
  ])("after %i empty pages in a row, a query returns %i row(s); after 100 it fails", async (empty, found, end) => {
    await using server = await scriptedServer((_request, response) => {
      const link = { "@odata.nextLink": `/AdminService/wmi/SMS_Package?page=${server.seen.length}` };
      json(response, 200, server.seen.length <= empty ? { value: [], ...link } : { value: [{ Name: "a" }] });
    });
    await using transport = openTransport(server);
    const rows = await collect(transport.execQuery({ className: "SMS_Package" }));
    expect(rows.filter(({ ok }) => ok)).toHaveLength(found);
    expect(rows.at(-1)).toHaveProperty(end);
    expect(JSON.stringify(rows.at(-1))).toMatch(end === "ok" ? /"a"/ : /\b100 pages(?!.*orderBy)/);
    expect(server.seen).toHaveLength(100);
  });

  it("a query follows 150 pages if each page contains a row", async () => {
    await using server = await scriptedServer((_request, response) => {
      const link = { "@odata.nextLink": `/AdminService/wmi/SMS_Package?page=${server.seen.length}` };
      json(response, 200, { value: [{ Name: "a" }], ...(server.seen.length < 150 && link) });
    });
    await using transport = openTransport(server);
    const rows = await collect(transport.execQuery({ className: "SMS_Package" }));
    expect(rows.filter(({ ok }) => ok)).toHaveLength(150);
  });

  const path = "/AdminService/wmi/SMS_Package";
  const row = (Name: string) => ({ Name });

  it("a query with top 0 returns no rows and sends no request", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: [row("a")] });
    });
    await using transport = openTransport(server);
    expect(await collect(transport.execQuery({ className: "SMS_Package", top: 0 }))).toEqual([]);
    expect(server.seen).toEqual([]);
  });

  it.each([
    ["without $top if it has neither orderBy nor top", {}, [path]],
    ["with $top=5000 if top is 5000 without orderBy", { top: 5000 }, [`${path}?$top=5000`]],
    ["with $top=1000 if it has orderBy", { orderBy: "Name" }, [`${path}?$orderby=Name&$top=1000`]],
    ["with $top=5 if top is 5 with orderBy", { orderBy: "Name", top: 5 }, [`${path}?$orderby=Name&$top=5`]],
  ])("a query sends one request %s, and none after a page that is not full", async (_what, options, urls) => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: [row("a"), row("b")] });
    });
    await using transport = openTransport(server);
    const rows = await collect(transport.execQuery({ className: "SMS_Package", ...options }));
    expect(rows).toEqual([
      { ok: true, value: row("a") },
      { ok: true, value: row("b") },
    ]);
    expect(server.seen.map(({ url }) => url)).toEqual(urls);
  });

  it("a query with top 3 returns 3 rows of two pages, and does not follow the link of the second page", async () => {
    await using server = await scriptedServer((_request, response) => {
      const link = `${path}?$skip=${server.seen.length}`;
      json(response, 200, { value: [row("a"), row("b")], "@odata.nextLink": link });
    });
    await using transport = openTransport(server);
    expect(await collect(transport.execQuery({ className: "SMS_Package", top: 3 }))).toHaveLength(3);
    expect(server.seen.map(({ url }) => url)).toEqual([`${path}?$top=3`, `${path}?$skip=1`]);
  });

  it("a query with orderBy requests the next rows with $skip until a page is not full", async () => {
    await using server = await scriptedServer((_request, response) => {
      const count = server.seen.length === 1 ? 1000 : 1;
      json(response, 200, { value: Array.from({ length: count }, () => row("a")) });
    });
    await using transport = openTransport(server);
    expect(await collect(transport.execQuery({ className: "SMS_Package", orderBy: "Name" }))).toHaveLength(1001);
    expect(server.seen.map(({ url }) => url)).toEqual([
      `${path}?$orderby=Name&$top=1000`,
      `${path}?$orderby=Name&$top=1000&$skip=1000`,
    ]);
  });

  it("a query ends after its first failure", async () => {
    await using server = await scriptedServer((_request, response) => {
      if (server.seen.length > 1) json(response, 500, {});
      else json(response, 200, { value: [row("a")], "@odata.nextLink": `${path}?$skip=1` });
    });
    await using transport = openTransport(server);
    const rows = await collect(transport.execQuery({ className: "SMS_Package" }));
    expect(rows).toMatchObject([{ ok: true }, { failure: { kind: "provider-error", execution: "not-executed" } }]);
    expect(server.seen).toHaveLength(2);
  });
});
