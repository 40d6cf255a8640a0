import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/transport/admin-service/odata/json.js";
import { call, collect, openTransport, read } from "../support/open-transport.js";
import { scriptedServer } from "../support/scripted-server.js";

function respond(response: ServerResponse, body: string): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(body);
}

const pollution = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';

describe("a response with members named __proto__", () => {
  it.each([
    ["at the top", `{${pollution},"ReturnValue":0,"value":[{"PackageID":"P0100012",${pollution}}]}`],
    [
      "in an embedded object",
      `{"value":[{"PackageID":"P0100012","a":{${pollution}},"b":[{${pollution}}]}],"ReturnValue":0}`,
    ],
    ["in its error", `{"error":{${pollution},"message":"no"}}`],
  ])(
    "a response that contains a member __proto__ changes no prototype and adds no member to the result: %s",
    async (_where, body) => {
      await using server = await scriptedServer((_request, response) => {
        respond(response, body);
      });
      await using transport = openTransport(server);
      const results = [
        await read(transport),
        await call(transport),
        ...(await collect(transport.execQuery({ className: "SMS_Package" }))),
      ];
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
      for (const result of results) {
        const object: object = result.ok ? result.value : result.failure;
        expect("polluted" in object).toBe(false);
      }
    },
  );

  it("a member __proto__ of a response is an ordinary property of the object that getObject returns", async () => {
    await using server = await scriptedServer((_request, response) => {
      respond(response, '{"value":[{"PackageID":"P0100012","__proto__":"text"}]}');
    });
    await using transport = openTransport(server);
    const result = await read(transport);
    expect(result.ok && Object.getOwnPropertyDescriptor(result.value, "__proto__")?.value).toBe("text");
  });
});

describe("JSON that is deeply nested", () => {
  const deep = (open: string, close: string) => open.repeat(200_000) + "0" + close.repeat(200_000);
  it.each([
    ["lists", deep("[", "]")],
    ["objects", deep('{"a":', "}")],
    [
      "lists in an object of the response",
      `{"value":[{"PackageID":"P0100012","a":${deep("[", "]")}}],"ReturnValue":0}`,
    ],
    ["errors in errors", `{"error":${deep('{"innererror":', "}")}}`],
  ])("a response with JSON of 200,000 levels fails the call and does not end the process: %s", async (_name, body) => {
    let status = 200;
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(body);
    });
    await using transport = openTransport(server);
    for (status of [200, 500]) {
      expect(await read(transport)).toMatchObject({ ok: false, failure: { execution: "not-executed" } });
      expect(await call(transport)).toMatchObject({ ok: false, failure: { execution: "unknown" } });
    }
  });
});

describe("numbers in a response", () => {
  it.each([
    ["a fraction of many digits", "0.30000000000000004", 0.30000000000000004],
    ["a fraction with a short whole part", "-12.3456789012345678", -12.345678901234567],
    ["an exponent", "1.234567890123456e+300", 1.234567890123456e300],
    ["the largest exact integer", "9007199254740991", 9007199254740991],
    ["an integer that a number can't hold", "9007199254740993", "9007199254740993"],
    ["a negative integer that a number can't hold", "-9223372036854775808", "-9223372036854775808"],
  ])("a number in a response keeps its value, if necessary as a string of its digits: %s", (_name, text, value) => {
    expect(parseJson(`{"a":${text}}`)).toEqual({ is: "json", value: { a: value } });
  });

  it("digits inside a string of a response are not changed", () => {
    const text = '{"a":"9007199254740993","b":"x\\"9007199254740993","c":"\\\\","d":9007199254740993}';
    expect(parseJson(text)).toEqual({
      is: "json",
      value: { a: "9007199254740993", b: 'x"9007199254740993', c: "\\", d: "9007199254740993" },
    });
  });

  it("a response with 1,000,000 escaped quotes is parsed, or found to be incomplete, before the test times out", () => {
    const escapes = '\\"x'.repeat(1_000_000);
    expect(parseJson(`{"n":9007199254740993,"a":"${escapes}"}`)).toMatchObject({ is: "json" });
    expect(parseJson(`{"n":9007199254740993,"a":"${escapes}`)).toEqual({ is: "other" });
  });
});
