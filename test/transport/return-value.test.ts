import { describe, expect, it } from "vitest";
import { judgeMethod } from "../../src/transport/admin-service/judge/judge.js";
import { call, response } from "../support/responses.js";

const methodContext = "https://provider/AdminService/wmi/$metadata#__PARAMETERS";

function judged(body: unknown, acceptMissing = false) {
  return judgeMethod(response(201, body), call, acceptMissing);
}

describe("ReturnValue", () => {
  it.each([
    [-2147483648, -2147483648],
    ["-2147483648", -2147483648],
    [4294967295, -1],
    ["4294967295", -1],
    [0, 0],
    ["0", 0],
  ])("ReturnValue is returned as a signed 32-bit integer: %j is %i", (ReturnValue, returnValue) => {
    expect(judged({ ReturnValue })).toMatchObject({ ok: true, value: { returnValue } });
  });

  it.each([-2147483649, 4294967296, "12345678901", "", "1.0", "x1", "1x", "--1", true])(
    "ReturnValue is not accepted as %j",
    (ReturnValue) => {
      for (const acceptMissing of [false, true]) {
        const result = judged({ "@odata.context": methodContext, ReturnValue }, acceptMissing);
        expect(result).toMatchObject({ failure: { kind: "invalid-response", execution: "unknown" } });
        expect(result).toHaveProperty("failure.message", expect.stringContaining("32-bit"));
      }
    },
  );

  it.each([
    ["in the documented spelling and another", { returnvalue: 9, ReturnValue: 9 }, 9],
    ["at the top and below value", { ReturnValue: 0, value: { ReturnValue: "0" } }, 0],
    ["at the top and as value", { ReturnValue: 0, value: "0" }, 0],
    ["as value", { value: 5 }, 5],
    ["below value in another casing", { value: { RETURNVALUE: 7 } }, 7],
    ["below value if it is null at the top", { ReturnValue: null, value: { ReturnValue: 7 } }, 7],
  ])("ReturnValue is read %s", (_where, body, returnValue) => {
    expect(judged(body)).toMatchObject({ ok: true, value: { returnValue } });
  });

  it.each([
    ["twice", '{"ReturnValue":5,"ReturnValue":0}'],
    ["in two spellings", '{"ReturnValue":0,"returnvalue":5}'],
    ["at the top and below value", '{"ReturnValue":0,"value":{"ReturnValue":9}}'],
    ["at the top and as value", '{"ReturnValue":0,"value":9}'],
    ["at the top and as text in value", '{"ReturnValue":0,"value":"failed"}'],
    ["in another object", '{"ReturnValue":0,"Results":[{"ReturnValue":9}]}'],
  ])("ReturnValue is not accepted if the response contains different values: %s", (_where, body) => {
    expect(judgeMethod(response(201, body), call, false)).toMatchObject({
      failure: {
        kind: "invalid-response",
        execution: "unknown",
        message: expect.stringContaining("ReturnValue") as string,
      },
    });
  });

  it.each([
    ["an object", { a: 1 }],
    ["a list", [0]],
  ])("ReturnValue counts as missing if it is %s", (_what, ReturnValue) => {
    for (const acceptMissing of [false, true]) {
      expect(judged({ ReturnValue }, acceptMissing)).toMatchObject({
        failure: { kind: "invalid-response", message: expect.stringContaining("ReturnValue") as string },
      });
    }
  });
});

describe("out parameters", () => {
  it.each([
    ["beside ReturnValue", { ReturnValue: 0, SiteID: "P01" }, { SiteID: "P01" }],
    ["below value, beside ReturnValue", { value: { ReturnValue: 0, SiteID: "P01" } }, { SiteID: "P01" }],
    ["in both places", { A: 1, value: { ReturnValue: 0, B: 2 } }, { A: 1, B: 2 }],
    ["in a list called value", { ReturnValue: 0, value: ["a", "b"] }, { value: ["a", "b"] }],
    ["without value, if it is the return value", { value: 0, A: 1 }, { A: 1 }],
    ["without ReturnValue in any case", { returnvalue: 0, RETURNVALUE: 0, A: 1 }, { A: 1 }],
  ])("out parameters are read %s", (_where, body, outParameters) => {
    expect(judged(body)).toEqual({ ok: true, value: { returnValue: 0, outParameters } });
  });

  it("out parameters are returned without a return value if missingReturnValue is accepted", () => {
    const body = { "@odata.context": methodContext, SiteID: "P01" };
    expect(judged(body, true)).toEqual({
      ok: true,
      value: { returnValue: undefined, outParameters: { SiteID: "P01" } },
    });
  });
});

describe("a response without a return value", () => {
  it.each([
    ["an empty body", ""],
    ["an object without members", {}],
    ["an object with the context of a method", { "@odata.context": methodContext }],
  ])("a response without a return value is a success if missingReturnValue is accepted: %s", (_what, body) => {
    expect(judged(body, true)).toEqual({ ok: true, value: { returnValue: undefined, outParameters: {} } });
    expect(judged(body)).toHaveProperty("failure.message", expect.stringContaining("ReturnValue"));
    expect(judged(body)).toHaveProperty("failure.advice", expect.stringContaining('missingReturnValue: "accepted"'));
  });

  it.each([
    ["another context", { "@odata.context": "https://provider/AdminService/wmi/$metadata#SMS_Package" }],
    ["a context that only starts with that of a method", { "@odata.context": `${methodContext}/x` }],
    ["a context that is not a string", { "@odata.context": [methodContext] }],
    ["no context", { SiteID: "P01" }],
  ])("a response without a return value is a failure if it is not the response of a method: %s", (_what, body) => {
    expect(judged(body, true)).toMatchObject({ failure: { kind: "invalid-response", execution: "unknown" } });
  });
});
