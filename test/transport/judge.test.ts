import { describe, expect, it } from "vitest";
import { judgeMethod, judgeObject, judgePage, judgeWrite } from "../../src/transport/admin-service/judge/judge.js";
import { call, keyedRead as read, response, write } from "../support/responses.js";

const methodContext = "https://provider/AdminService/wmi/$metadata#__PARAMETERS";

describe("the answer of a method", () => {
  it.each([
    ["201 with the context of a method (seen)", 201, { "@odata.context": methodContext, ReturnValue: 0 }, 0],
    ["200", 200, { ReturnValue: 0 }, 0],
    ["any other 2xx", 299, { ReturnValue: 0 }, 0],
    ["a byte order mark in front", 201, '\uFEFF{"ReturnValue":0}', 0],
    ["a bare number under value (OData's rule for Edm.Int32)", 200, { value: 0 }, 0],
    ["ReturnValue below value", 200, { value: { ReturnValue: 5 } }, 5],
    ["another casing", 201, { returnvalue: 3 }, 3],
    ["digits as text", 201, { ReturnValue: "-2147217405" }, -2147217405],
    ["a negative number", 201, { ReturnValue: -2147217405 }, -2147217405],
    ["an unsigned number, which becomes signed", 201, { ReturnValue: 2147749891 }, -2147217405],
    ["a nested number wins nothing over the top level", 201, { ReturnValue: 0, value: { ReturnValue: 9 } }, 0],
  ])("takes %s", (_name, status, body, returnValue) => {
    const result = judgeMethod(response(status, body), call, false);
    expect(result).toMatchObject({ ok: true, value: { returnValue } });
  });

  it("keeps out parameters that stand beside ReturnValue, and nothing of the wire", () => {
    const body = { "@odata.context": methodContext, ReturnValue: 0, SiteID: "P01", PolicyXmls: ["a", "b"] };
    expect(judgeMethod(response(201, body), call, false)).toEqual({
      ok: true,
      value: { returnValue: 0, outParameters: { SiteID: "P01", PolicyXmls: ["a", "b"] } },
    });
  });

  it("names the class of an embedded out parameter", () => {
    const body = { ReturnValue: 0, TaskSequence: { "@odata.type": "#AdminService.SMS_TaskSequence", Steps: [] } };
    expect(judgeMethod(response(201, body), call, false)).toMatchObject({
      value: { outParameters: { TaskSequence: { __CLASS: "SMS_TaskSequence", Steps: [] } } },
    });
  });

  it.each([
    ["201 with an empty body", response(201, "")],
    ["204", response(204, "")],
    ["only white space", response(200, " \r\n")],
    ["an empty object", response(201, {})],
    ["only the context", response(201, { "@odata.context": methodContext })],
    ["out parameters without ReturnValue", response(201, { "@odata.context": methodContext, SiteID: "P01" })],
    ["ReturnValue null", response(201, { "@odata.context": methodContext, ReturnValue: null })],
  ])("does not take a missing ReturnValue for success: %s", (_name, answer) => {
    const result = judgeMethod(answer, call, false);
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "unknown" } });
    expect(judgeMethod(answer, call, true)).toMatchObject({ ok: true, value: { returnValue: undefined } });
  });

  it.each([
    ["a login page", response(200, "<html><body>Sign in</body></html>", { "content-type": "text/html" })],
    ["truncated JSON", response(201, '{"ReturnValue":')],
    ["a list", response(201, [0])],
    ["a text", response(201, '"ok"')],
    ["somebody else's object", response(200, { status: "ok" })],
    ["a ReturnValue that is no integer", response(201, { ReturnValue: "0x0" })],
    ["a ReturnValue beyond 32 bits", response(201, { ReturnValue: 4294967296 })],
    ["a fraction", response(201, { ReturnValue: 0.5 })],
    ["an error inside", response(200, { error: { code: "500", message: "no" }, ReturnValue: 0 })],
    ["an error inside as text", response(201, { error: "no" })],
    ["a compressed body", response(201, { ReturnValue: 0 }, { "content-encoding": "gzip" })],
    ["a redirect", response(302, "", { location: "https://login.contoso.com/" })],
  ])("is not fooled by %s, whatever it was told to accept", (_name, answer) => {
    for (const acceptMissing of [false, true]) {
      const result = judgeMethod(answer, call, acceptMissing);
      expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "unknown" } });
    }
  });

  it("keeps nothing of a 2xx but its type and size: it may be secret", () => {
    for (const body of [
      { secret: "canary", value: [1] },
      { error: { message: "canary" } },
      { error: "canary", ReturnValue: 0 },
    ]) {
      const answer = response(200, body, { "set-cookie": "canary", "x-powered-by": "canary" });
      const result = judgeMethod(answer, call, false);
      expect(JSON.stringify(result)).not.toContain("canary");
      expect(result).toMatchObject({
        failure: { http: { status: 200, bytes: answer.bytes, headers: { "content-type": "application/json" } } },
      });
    }
  });

  it("gives up on nesting that no instance has", () => {
    const deep = `{"ReturnValue":0,"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    expect(judgeMethod(response(201, deep), call, false)).toMatchObject({
      ok: false,
      failure: { kind: "invalid-response" },
    });
  });
});

describe("the answer of a keyed read", () => {
  const entity = { "@odata.etag": "P0100012", __LAZYPROPERTIES: ["Icon"], PackageID: "P0100012", Name: null };

  it.each([
    ["an array of one under value (seen)", { "@odata.context": "c#SMS_Package", value: [entity] }],
    ["an object under value", { value: entity }],
    ["a bare object", { "@odata.context": "c#SMS_Package/$entity", ...entity }],
  ])("is unwrapped: %s", (_name, body) => {
    const properties = Object.fromEntries(Object.entries(entity).filter(([name]) => !name.startsWith("@")));
    expect(judgeObject(response(200, body), read)).toEqual({ ok: true, value: properties });
  });

  it("of nothing is not-found", () => {
    expect(judgeObject(response(200, { value: [] }), read)).toMatchObject({ failure: { kind: "not-found" } });
  });

  it.each([
    ["two objects", { value: [entity, entity] }],
    ["an object without properties", { "@odata.context": "c" }],
    ["a list of texts", { value: ["x"] }],
    ["another object than the one asked for", { value: [{ PackageID: "P0100099" }] }],
  ])("is refused: %s", (_name, body) => {
    const result = judgeObject(response(200, body), read);
    expect(result).toMatchObject({ failure: { kind: "invalid-response", execution: "not-executed" } });
  });

  it("keeps integers that a number can't hold, as text", () => {
    const result = judgeObject(
      response(200, '{"value":[{"PackageID":"P0100012","ID":18446744073709551615,"N":1}]}'),
      read,
    );
    expect(result).toEqual({ ok: true, value: { PackageID: "P0100012", ID: "18446744073709551615", N: 1 } });
  });

  it("takes a member named __proto__ for a property, not for a prototype", () => {
    const result = judgeObject(response(200, '{"value":[{"PackageID":"P0100012","__proto__":{"Name":"x"}}]}'), read);
    expect(result.ok && "Name" in result.value).toBe(false);
  });
});

describe("the answer of a query", () => {
  it("is a page of objects with the link to the next", () => {
    const body = { "@odata.context": "c", value: [{ Name: "a" }, { Name: "b" }], "@odata.nextLink": "n" };
    expect(judgePage(response(200, body), read)).toEqual({
      ok: true,
      value: { objects: [{ Name: "a" }, { Name: "b" }], nextLink: "n" },
    });
  });

  it("without value is an error, not an empty page", () => {
    expect(judgePage(response(200, {}), read)).toMatchObject({ failure: { kind: "invalid-response" } });
  });
});

describe("the answer of a write", () => {
  it("may be empty or the object", () => {
    expect(judgeWrite(response(204, ""), write)).toEqual({ ok: true, value: undefined });
    expect(judgeWrite(response(200, { PackageID: "P0100012" }), write)).toEqual({
      ok: true,
      value: { PackageID: "P0100012" },
    });
  });

  it.each([
    ["an empty array, which a read would be told for what is not there", { value: [] }],
    ["another object", { PackageID: "P0100099" }],
  ])("leaves in doubt what was written where the answer is %s", (_what, body) => {
    expect(judgeWrite(response(200, body), write)).toMatchObject({
      failure: { kind: "invalid-response", execution: "unknown" },
    });
  });

  it("leaves in doubt what an unfamiliar error means", () => {
    expect(judgeWrite(response(500, { error: { message: "?" } }), write)).toMatchObject({
      failure: { kind: "provider-error", execution: "unknown" },
    });
  });
});
