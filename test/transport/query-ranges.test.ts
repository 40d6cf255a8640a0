import { describe, expect, it } from "vitest";
import { collect, openTransport } from "../support/open-transport.js";
import { json, scriptedServer } from "../support/scripted-server.js";

describe("a query", () => {
  it.each([-1, 1.5, Number.NaN, Number.NEGATIVE_INFINITY])("that asks for %d rows is refused", async (top) => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: [] });
    });
    await using transport = openTransport(server);
    for (const orderBy of [undefined, "Name"]) {
      const rows = await collect(transport.execQuery({ className: "SMS_Package", top, orderBy }));
      expect(rows).toMatchObject([{ ok: false, failure: { kind: "invalid-argument", parameter: "top" } }]);
    }
    expect(server.seen).toEqual([]);
  });

  it("ends with what it was given by a site that takes no notice of ranges", async () => {
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

  it("ends as a failure at a site that gives the same range again and again", async () => {
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

  it("goes on where its objects are all alike", async () => {
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
  ])("follows %i pages without an object, and then gives %i of them", async (empty, found, end) => {
    await using server = await scriptedServer((_request, response) => {
      const link = { "@odata.nextLink": `/AdminService/wmi/SMS_Package?page=${server.seen.length}` };
      json(response, 200, server.seen.length <= empty ? { value: [], ...link } : { value: [{ Name: "a" }] });
    });
    await using transport = openTransport(server);
    const rows = await collect(transport.execQuery({ className: "SMS_Package" }));
    expect(rows.filter(({ ok }) => ok)).toHaveLength(found);
    expect(rows.at(-1)).toHaveProperty(end);
    expect(JSON.stringify(rows.at(-1))).toMatch(end === "ok" ? /"a"/ : /100 pages in a row(?!.*orderBy)/);
    expect(server.seen).toHaveLength(100);
  });

  it("follows more pages than that where each holds an object", async () => {
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

  it("for no rows asks for nothing", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, { value: [row("a")] });
    });
    await using transport = openTransport(server);
    expect(await collect(transport.execQuery({ className: "SMS_Package", top: 0 }))).toEqual([]);
    expect(server.seen).toEqual([]);
  });

  it.each([
    ["all at once without an order", {}, [path]],
    ["so many at once without an order", { top: 5000 }, [`${path}?$top=5000`]],
    ["a page where there is an order", { orderBy: "Name" }, [`${path}?$orderby=Name&$top=1000`]],
    ["so many where that is less than a page", { orderBy: "Name", top: 5 }, [`${path}?$orderby=Name&$top=5`]],
  ])("asks for %s, and no more when fewer come", async (_what, options, urls) => {
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

  it("gives no more rows than were asked for, and follows no link behind them", async () => {
    await using server = await scriptedServer((_request, response) => {
      const link = `${path}?$skip=${server.seen.length}`;
      json(response, 200, { value: [row("a"), row("b")], "@odata.nextLink": link });
    });
    await using transport = openTransport(server);
    expect(await collect(transport.execQuery({ className: "SMS_Package", top: 3 }))).toHaveLength(3);
    expect(server.seen.map(({ url }) => url)).toEqual([`${path}?$top=3`, `${path}?$skip=1`]);
  });

  it("asks for the next page behind the last row, until one is not full", async () => {
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

  it("ends after its first failure", async () => {
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
