import { describe, expect, it } from "vitest";
import { judgeMethod, judgeObject, judgePage, judgeWrite } from "../../src/transport/admin-service/judge/judge.js";
import { call, keyedRead as read, response, write } from "../support/responses.js";

const methodContext = "https://provider/AdminService/wmi/$metadata#__PARAMETERS";

describe("a 2xx response to a method call", () => {
  it.each([
    ["201 with the context of a method (seen)", 201, { "@odata.context": methodContext, ReturnValue: 0 }, 0],
    ["200", 200, { ReturnValue: 0 }, 0],
    ["another 2xx status", 299, { ReturnValue: 0 }, 0],
    ["a byte order mark before the JSON", 201, '\uFEFF{"ReturnValue":0}', 0],
    ["a bare number under value (OData's rule for Edm.Int32)", 200, { value: 0 }, 0],
    ["ReturnValue below value", 200, { value: { ReturnValue: 5 } }, 5],
    ["another casing", 201, { returnvalue: 3 }, 3],
    ["digits in a string", 201, { ReturnValue: "-2147217405" }, -2147217405],
    ["a negative number", 201, { ReturnValue: -2147217405 }, -2147217405],
    ["an unsigned number, which is returned as signed", 201, { ReturnValue: 2147749891 }, -2147217405],
  ])("a 2xx response to a method call returns ReturnValue from %s", (_name, status, body, returnValue) => {
    const result = judgeMethod(response(status, body), call, false);
    expect(result).toMatchObject({ ok: true, value: { returnValue } });
  });

  it("a 2xx response to a method call returns out parameters beside ReturnValue, without OData members", () => {
    const body = { "@odata.context": methodContext, ReturnValue: 0, SiteID: "P01", PolicyXmls: ["a", "b"] };
    expect(judgeMethod(response(201, body), call, false)).toEqual({
      ok: true,
      value: { returnValue: 0, outParameters: { SiteID: "P01", PolicyXmls: ["a", "b"] } },
    });
  });

  it("the class of an embedded out parameter is returned as __CLASS", () => {
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
  ])(
    "a 2xx response to a method call without ReturnValue is a failure, unless missingReturnValue is accepted: %s",
    (_name, httpResponse) => {
      const result = judgeMethod(httpResponse, call, false);
      expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "unknown" } });
      expect(judgeMethod(httpResponse, call, true)).toMatchObject({ ok: true, value: { returnValue: undefined } });
    },
  );

  it.each([
    ["a sign-in page", response(200, "<html><body>Sign in</body></html>", { "content-type": "text/html" })],
    ["truncated JSON", response(201, '{"ReturnValue":')],
    ["a list", response(201, [0])],
    ["a string", response(201, '"ok"')],
    ["an object of another service", response(200, { status: "ok" })],
    ["a ReturnValue that is not decimal", response(201, { ReturnValue: "0x0" })],
    ["a ReturnValue beyond 32 bits", response(201, { ReturnValue: 4294967296 })],
    ["a fraction", response(201, { ReturnValue: 0.5 })],
    ["an error beside ReturnValue", response(200, { error: { code: "500", message: "no" }, ReturnValue: 0 })],
    ["Error beside ReturnValue", response(201, { ReturnValue: 0, Error: { Message: "no" } })],
    ["ERROR as a string beside ReturnValue", response(201, { ReturnValue: 0, ERROR: "no" })],
    ["odata.error beside ReturnValue", response(201, { ReturnValue: 0, "odata.error": { code: "500" } })],
    ["an annotation with the error", response(201, { ReturnValue: 0, "@odata.error": { code: "500" } })],
    ["an annotated error of a member", response(201, { ReturnValue: 0, "value@odata.error": { code: "500" } })],
    ["an error two levels below value", response(201, { value: { ReturnValue: 0, value: { error: {} } } })],
    ["ExceptionMessage without Message", response(201, { ReturnValue: 0, ExceptionMessage: "no" })],
    ["Message and ExceptionMessage", response(201, { ReturnValue: 0, Message: "no", ExceptionMessage: "no" })],
    ["Message and ExceptionType", response(201, { ReturnValue: 0, Message: "no", ExceptionType: "System.X" })],
    ["message and stackTrace", response(201, { ReturnValue: 0, message: "no", stackTrace: "at X" })],
    ["an error inside value", response(201, { value: { ReturnValue: 0, error: { message: "no" } } })],
    ["an error inside value beside ReturnValue", response(201, { ReturnValue: 0, value: { error: "no" } })],
    ["an error in a list called value", response(201, { ReturnValue: 0, value: [{ error: { code: "500" } }] })],
    ["1e-400, which is 0 as a number", response(201, '{"ReturnValue":1e-400}')],
    ["1e-400 below value", response(201, '{"value":1e-400}')],
    ["-1E-999", response(201, '{"ReturnValue": -1E-999}')],
    ["a fraction that is 1 as a number", response(201, '{"ReturnValue":0.99999999999999999999}')],
    ["a fraction that is 0 as a number", response(201, `{"ReturnValue":0.${"0".repeat(400)}1}`)],
    ["0e0", response(201, '{"ReturnValue":0e0}')],
    ["only an error as a string", response(201, { error: "no" })],
    ["a compressed body", response(201, { ReturnValue: 0 }, { "content-encoding": "gzip" })],
    ["a redirect", response(302, "", { location: "https://login.contoso.com/" })],
  ])("a method call with this response is not a success: %s", (_name, httpResponse) => {
    for (const acceptMissing of [false, true]) {
      const result = judgeMethod(httpResponse, call, acceptMissing);
      expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response", execution: "unknown" } });
    }
  });

  it("the failure for a 2xx response shows only its content type and size, because the body can contain secrets", () => {
    for (const body of [
      { secret: "canary", value: [1] },
      { error: { message: "canary" } },
      { error: "canary", ReturnValue: 0 },
    ]) {
      const httpResponse = response(200, body, { "set-cookie": "canary", "x-powered-by": "canary" });
      const result = judgeMethod(httpResponse, call, false);
      expect(JSON.stringify(result)).not.toContain("canary");
      expect(result).toMatchObject({
        failure: { http: { status: 200, bytes: httpResponse.bytes, headers: { "content-type": "application/json" } } },
      });
    }
  });

  it("a 2xx response to a method call is a failure if it is nested deeper than 100 levels", () => {
    const deep = `{"ReturnValue":0,"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    expect(judgeMethod(response(201, deep), call, false)).toMatchObject({
      ok: false,
      failure: { kind: "invalid-response" },
    });
  });
});

describe("a 2xx response to a keyed read", () => {
  const entity = { "@odata.etag": "P0100012", __LAZYPROPERTIES: ["Icon"], PackageID: "P0100012", Name: null };

  it.each([
    ["an array with one item under value (seen)", { "@odata.context": "c#SMS_Package", value: [entity] }],
    ["an object under value", { value: entity }],
    ["a bare object", { "@odata.context": "c#SMS_Package/$entity", ...entity }],
  ])("a 2xx response to a keyed read contains the object as %s", (_name, body) => {
    const properties = Object.fromEntries(Object.entries(entity).filter(([name]) => !name.startsWith("@")));
    expect(judgeObject(response(200, body), read)).toEqual({ ok: true, value: properties });
  });

  it("a 2xx response to a keyed read returns integers that a number cannot hold as strings", () => {
    const result = judgeObject(
      response(200, '{"value":[{"PackageID":"P0100012","ID":18446744073709551615,"N":1}]}'),
      read,
    );
    expect(result).toEqual({ ok: true, value: { PackageID: "P0100012", ID: "18446744073709551615", N: 1 } });
  });

  it("a 2xx response to a keyed read with a member named __proto__ returns it as a property", () => {
    const result = judgeObject(response(200, '{"value":[{"PackageID":"P0100012","__proto__":{"Name":"x"}}]}'), read);
    expect(result.ok && "Name" in result.value).toBe(false);
  });
});

describe("a 2xx response to a query", () => {
  it("a 2xx response to a query is a page of objects with the link to the next page", () => {
    const body = { "@odata.context": "c", value: [{ Name: "a" }, { Name: "b" }], "@odata.nextLink": "n" };
    expect(judgePage(response(200, body), read)).toEqual({
      ok: true,
      value: { objects: [{ Name: "a" }, { Name: "b" }], nextLink: "n" },
    });
  });

  it.each(["@odata.nextLink", "odata.nextLink", "@nextLink", "@odata.NextLink"])(
    "a 2xx response to a query is invalid-response if %s is not a string, because the list would end too early",
    (name) => {
      for (const link of [null, 5, {}, ["n"], true]) {
        expect(judgePage(response(200, { value: [], [name]: link }), read)).toMatchObject({
          failure: { kind: "invalid-response", execution: "not-executed" },
        });
      }
      expect(judgePage(response(200, { value: [], [name]: "n" }), read)).toMatchObject({ value: { nextLink: "n" } });
    },
  );

  it("a 2xx response to a query is invalid-response if an item of the list is an error", () => {
    for (const item of [{ error: { code: "500", message: "no" } }, { "odata.error": { code: "500" } }]) {
      expect(judgePage(response(200, { value: [{ Name: "a" }, item] }), read)).toMatchObject({
        failure: { kind: "invalid-response", execution: "not-executed" },
      });
    }
  });

  it("a 2xx response to a query is a success if its objects have properties named Error, error and Message", () => {
    const value = [{ Error: 5, Message: "a", ExceptionMessage: "b" }, { error: "text" }, { Error: { Code: 1 } }];
    expect(judgePage(response(200, { value }), read)).toMatchObject({ ok: true, value: { objects: value } });
  });
});

describe("a 2xx response to a write", () => {
  it("a 2xx response to a write is a success if it is empty or contains the object", () => {
    expect(judgeWrite(response(204, ""), write)).toEqual({ ok: true, value: undefined });
    expect(judgeWrite(response(200, { PackageID: "P0100012" }), write)).toEqual({
      ok: true,
      value: { PackageID: "P0100012" },
    });
  });

  it.each([
    ["an empty list", { value: [] }],
    ["another object", { PackageID: "P0100099" }],
  ])("a 2xx response to a write with %s is unknown", (_what, body) => {
    expect(judgeWrite(response(200, body), write)).toMatchObject({
      failure: { kind: "invalid-response", execution: "unknown" },
    });
  });

  it("a write is unknown after a 500 response with an unknown text", () => {
    expect(judgeWrite(response(500, { error: { message: "?" } }), write)).toMatchObject({
      failure: { kind: "provider-error", execution: "unknown" },
    });
  });
});
