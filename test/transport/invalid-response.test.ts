import { describe, expect, it } from "vitest";
import {
  judgeMetadata,
  judgeMethod,
  judgeObject,
  judgePage,
  judgeWrite,
} from "../../src/transport/admin-service/judge/judge.js";
import type { RequestContext, HttpResponse } from "../../src/transport/admin-service/connection/http-response.js";
import { call, keyedRead, response, errorResponse, write } from "../support/responses.js";

const deep = `{"PackageID":"P0100012","a":${"[".repeat(200)}${"]".repeat(200)}}`;
const numbered: RequestContext = { ...keyedRead, keys: { CI_ID: 16777219 } };
const entity = { PackageID: "P0100012", Name: "x" };

function judgeCall(httpResponse: HttpResponse, context: RequestContext) {
  return judgeMethod(httpResponse, context, false);
}

describe("a 2xx response that an AdminService does not send", () => {
  it.each([
    ["a page", response(200, "<html>Sign in</html>", { "content-type": "text/html" }), "text/html", "baseUrl"],
    ["incomplete JSON", response(200, '{"value":'), "no content type", "baseUrl"],
    ["a list", response(200, [entity]), "JSON", "baseUrl"],
    ["a number", response(200, "5"), "JSON", "baseUrl"],
    ["compressed", response(200, entity, { "content-encoding": "gzip" }), "compressed", "AdminService.log"],
    ["an error", response(200, { error: { message: "no" }, ...entity }), "error", "AdminService.log"],
  ])(
    "a 2xx response that an AdminService does not send is a failure with a message and an advice: %s",
    (_what, httpResponse, why, advice) => {
      for (const judge of [judgeCall, judgeObject, judgePage, judgeWrite]) {
        for (const context of [call, write, keyedRead]) {
          const result = judge(httpResponse, context);
          expect(result).toMatchObject({
            failure: {
              kind: "invalid-response",
              execution: context.runs === "nothing" ? "not-executed" : "unknown",
              operation: context.operation,
              http: { status: 200, bytes: httpResponse.bytes },
            },
          });
          expect(result).toHaveProperty("failure.message", expect.stringMatching(/ of SMS_Package P0100012: .*\(200/));
          expect(result).toHaveProperty("failure.message", expect.stringContaining(why));
          expect(result).toHaveProperty("failure.advice", expect.stringContaining(advice));
        }
      }
    },
  );

  it.each([
    ["an empty body to a read", () => judgeObject(response(200, ""), keyedRead), "is empty"],
    ["an empty body to a query", () => judgePage(response(204, ""), keyedRead), "is empty"],
    ["two objects", () => judgeObject(response(200, { value: [entity, entity] }), keyedRead), "contains 2 objects"],
    [
      "only system members",
      () => judgeObject(response(200, { "@odata.context": "c" }), keyedRead),
      "contains no object",
    ],
    [
      "only a type",
      () => judgeObject(response(200, { "@odata.type": "#AdminService.SMS_Package" }), keyedRead),
      "contains no object",
    ],
    ["an empty object", () => judgeObject(response(200, { value: [{}] }), keyedRead), "contains no object"],
    ["a list of strings", () => judgeObject(response(200, { value: ["x"] }), keyedRead), "contains no object"],
    ["another object", () => judgeObject(response(200, { PackageID: "P0100099" }), keyedRead), "another object"],
    ["another number", () => judgeObject(response(200, { CI_ID: 5 }), numbered), "another object"],
    ["a list with a string", () => judgePage(response(200, { value: [entity, "x"] }), keyedRead), "no list of objects"],
    ["no list", () => judgePage(response(200, {}), keyedRead), "no list of objects"],
    ["an object instead of a list", () => judgePage(response(200, { value: entity }), keyedRead), "no list of objects"],
    ["deep nesting in an object", () => judgeObject(response(200, deep), keyedRead), "nested deeper than 100"],
    [
      "deep nesting in a row",
      () => judgePage(response(200, `{"value":[${deep}]}`), keyedRead),
      "nested deeper than 100",
    ],
    [
      "deep nesting in an out parameter",
      () => judgeCall(response(201, `{"ReturnValue":0,"a":${deep}}`), call),
      "nested deeper than 100",
    ],
  ])("the message about a wrong 2xx response names what is wrong: %s", (_what, judge, why) => {
    const result = judge();
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(result).toHaveProperty("failure.message", expect.stringContaining(why));
  });

  it.each([
    ["Content-Encoding identity", response(200, entity, { "content-encoding": "identity" })],
    ["an error that is null", response(200, { ...entity, error: null })],
  ])("a 2xx response is a success with %s", (_what, httpResponse) => {
    expect(judgeObject(httpResponse, keyedRead)).toMatchObject({ ok: true, value: entity });
  });
});

describe("the response to a keyed read", () => {
  it("the response to a keyed read with an empty list is not-found: the object is missing or hidden", () => {
    expect(judgeObject(response(200, { value: [] }), keyedRead)).toMatchObject({
      failure: {
        kind: "not-found",
        execution: "not-executed",
        operation: keyedRead.operation,
        message: expect.stringContaining("account") as string,
        advice: expect.stringContaining("security scopes") as string,
        http: { status: 200 },
      },
    });
  });

  it.each([
    ["in another case", { PackageID: "p0100012" }, keyedRead],
    ["as a number", { CI_ID: 16777219 }, numbered],
    ["as a string instead of a number", { CI_ID: "16777219" }, numbered],
    ["omitted", { Name: "x" }, keyedRead],
    ["as null", { PackageID: null, Name: "x" }, keyedRead],
  ])("the response to a keyed read is accepted with the key %s", (_how, body, context) => {
    expect(judgeObject(response(200, body), context)).toEqual({ ok: true, value: body });
  });

  it("the response to a keyed read with several keys is invalid-response if one key differs", () => {
    const context = { ...keyedRead, keys: { PackageID: "P0100012", SiteCode: "P01" } };
    expect(judgeObject(response(200, { PackageID: "P0100012", SiteCode: "P01" }), context)).toMatchObject({ ok: true });
    expect(judgeObject(response(200, { PackageID: "P0100012", SiteCode: "P02" }), context)).toMatchObject({
      ok: false,
    });
  });

  it("the response to a keyed read is read as the object itself if its member value is null", () => {
    expect(judgeObject(response(200, { ...entity, value: null }), keyedRead)).toMatchObject({
      ok: true,
      value: entity,
    });
  });
});

describe("$metadata", () => {
  it.each(["<edmx:Edmx/>", '\uFEFF<?xml version="1.0"?><!-- a --><edmx:Edmx Version="4.0">', "\r\n <Edmx>"])(
    "a $metadata response is accepted if it starts with %j",
    (text) => {
      expect(judgeMetadata(response(200, text), keyedRead)).toEqual({ ok: true, value: text });
    },
  );

  it.each(["", '{"value":[]}', "Sign in <here>", "<html>Sign in</html>", "<EdmxPage/>"])(
    "a $metadata response is invalid-response if it is %j",
    (text) => {
      expect(judgeMetadata(response(200, text), keyedRead)).toMatchObject({
        failure: {
          kind: "invalid-response",
          execution: "not-executed",
          message: expect.stringContaining("$metadata") as string,
          advice: expect.stringContaining("baseUrl") as string,
        },
      });
    },
  );
});

describe("a response that is not 2xx", () => {
  it.each([
    ["object", judgeObject],
    ["page", judgePage],
    ["method", judgeCall],
    ["write", judgeWrite],
    ["$metadata", judgeMetadata],
  ])("a response that is not 2xx is judged in the same way for every request: %s", (_kind, judge) => {
    expect(judge(errorResponse(403, "no"), keyedRead)).toMatchObject({ failure: { kind: "access-denied" } });
    expect(judge(response(403, ""), keyedRead)).toMatchObject({ failure: { kind: "access-denied" } });
    expect(judge(response(300, "<a/>"), keyedRead)).toHaveProperty(
      "failure.message",
      expect.stringContaining("redirect"),
    );
    expect(judge(response(101, ""), keyedRead)).toHaveProperty("failure.message", expect.stringContaining("protocol"));
  });
});
