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
});
