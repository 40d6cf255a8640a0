import { describe, expect, it } from "vitest";
import {
  judgeMetadata,
  judgeMethod,
  judgeObject,
  judgePage,
  judgeWrite,
} from "../../src/transport/admin-service/judge/judge.js";
import type { RequestContext, HttpResponse } from "../../src/transport/admin-service/connection/http-response.js";
import { call, keyedRead, response, said, write } from "../support/responses.js";

const deep = `{"PackageID":"P0100012","a":${"[".repeat(200)}${"]".repeat(200)}}`;
const numbered: RequestContext = { ...keyedRead, keys: { CI_ID: 16777219 } };
const entity = { PackageID: "P0100012", Name: "x" };

function judgeCall(answer: HttpResponse, context: RequestContext) {
  return judgeMethod(answer, context, false);
}

describe("an answer that no AdminService gives", () => {
  it.each([
    ["a page", response(200, "<html>Sign in</html>", { "content-type": "text/html" }), "text/html", "baseUrl"],
    ["half of its JSON", response(200, '{"value":'), "no content type", "baseUrl"],
    ["a list", response(200, [entity]), "not the JSON", "baseUrl"],
    ["a number", response(200, "5"), "not the JSON", "baseUrl"],
    ["compressed", response(200, entity, { "content-encoding": "gzip" }), "compressed", ""],
    ["an error", response(200, { error: { message: "no" }, ...entity }), "holds an error", "AdminService.log"],
  ])("says what it was, and where to look: %s", (_what, answer, why, advice) => {
    for (const judge of [judgeCall, judgeObject, judgePage, judgeWrite]) {
      for (const context of [call, write, keyedRead]) {
        const result = judge(answer, context);
        expect(result).toMatchObject({
          failure: {
            kind: "invalid-response",
            execution: context.runs === "nothing" ? "not-executed" : "unknown",
            operation: context.operation,
            http: { status: 200, bytes: answer.bytes },
          },
        });
        expect(result).toHaveProperty("failure.message", expect.stringMatching(/^The answer \(200\) /));
        expect(result).toHaveProperty("failure.message", expect.stringContaining(why));
        if (advice === "") expect(result).not.toHaveProperty("failure.advice");
        else expect(result).toHaveProperty("failure.advice", expect.stringContaining(advice));
      }
    }
  });

  it.each([
    ["nothing to a read", () => judgeObject(response(200, ""), keyedRead), "is empty"],
    ["nothing to a query", () => judgePage(response(204, ""), keyedRead), "is empty"],
    ["two objects", () => judgeObject(response(200, { value: [entity, entity] }), keyedRead), "holds 2 objects"],
    ["system members only", () => judgeObject(response(200, { "@odata.context": "c" }), keyedRead), "holds no object"],
    [
      "its type only",
      () => judgeObject(response(200, { "@odata.type": "#AdminService.SMS_Package" }), keyedRead),
      "holds no object",
    ],
    ["an empty object", () => judgeObject(response(200, { value: [{}] }), keyedRead), "holds no object"],
    ["a list of texts", () => judgeObject(response(200, { value: ["x"] }), keyedRead), "holds no object"],
    ["another object", () => judgeObject(response(200, { PackageID: "P0100099" }), keyedRead), "another object"],
    ["another number", () => judgeObject(response(200, { CI_ID: 5 }), numbered), "another object"],
    ["rows that are texts", () => judgePage(response(200, { value: [entity, "x"] }), keyedRead), "no list of objects"],
    ["an object for a list", () => judgePage(response(200, { value: entity }), keyedRead), "no list of objects"],
    ["nesting in an object", () => judgeObject(response(200, deep), keyedRead), "nested deeper than 100"],
    ["nesting in a row", () => judgePage(response(200, `{"value":[${deep}]}`), keyedRead), "nested deeper than 100"],
    [
      "nesting in an out parameter",
      () => judgeCall(response(201, `{"ReturnValue":0,"a":${deep}}`), call),
      "nested deeper than 100",
    ],
  ])("tells what is wrong with it: %s", (_what, judge, why) => {
    const result = judge();
    expect(result).toMatchObject({ ok: false, failure: { kind: "invalid-response" } });
    expect(result).toHaveProperty("failure.message", expect.stringContaining(why));
  });

  it.each([
    ["identity", response(200, entity, { "content-encoding": "identity" })],
    ["an error that is null", response(200, { ...entity, error: null })],
  ])("is not one that only looks so: %s", (_what, answer) => {
    expect(judgeObject(answer, keyedRead)).toMatchObject({ ok: true, value: entity });
  });
});

describe("an object that was asked for by its key", () => {
  it("is not there, or not for this account: nobody can tell which", () => {
    expect(judgeObject(response(200, { value: [] }), keyedRead)).toMatchObject({
      failure: {
        kind: "not-found",
        execution: "not-executed",
        operation: keyedRead.operation,
        message: expect.stringMatching(/no such SMS_Package, or .* not see it/) as string,
        advice: expect.stringContaining("security scopes") as string,
        http: { status: 200 },
      },
    });
  });

  it.each([
    ["in another case", { PackageID: "p0100012" }, keyedRead],
    ["as a number", { CI_ID: 16777219 }, numbered],
    ["as text where it is a number", { CI_ID: "16777219" }, numbered],
    ["not at all", { Name: "x" }, keyedRead],
    ["as null", { PackageID: null, Name: "x" }, keyedRead],
  ])("may show its key %s", (_how, body, context) => {
    expect(judgeObject(response(200, body), context)).toEqual({ ok: true, value: body });
  });

  it("is another one when any of its keys differs", () => {
    const context = { ...keyedRead, keys: { PackageID: "P0100012", SiteCode: "P01" } };
    expect(judgeObject(response(200, { PackageID: "P0100012", SiteCode: "P01" }), context)).toMatchObject({ ok: true });
    expect(judgeObject(response(200, { PackageID: "P0100012", SiteCode: "P02" }), context)).toMatchObject({
      ok: false,
    });
  });

  it("is bare where it has a property of its own called value that is null", () => {
    expect(judgeObject(response(200, { ...entity, value: null }), keyedRead)).toMatchObject({
      ok: true,
      value: entity,
    });
  });
});

describe("a page", () => {
  it("has a link to the next only where that is text", () => {
    const value = [entity];
    expect(judgePage(response(200, { value, "@odata.nextLink": 5 }), keyedRead)).toEqual({
      ok: true,
      value: { objects: value },
    });
  });
});

describe("$metadata", () => {
  it.each(["<edmx:Edmx/>", '\uFEFF<?xml version="1.0"?>', "\r\n <edmx:Edmx/>"])("is XML: %j", (text) => {
    expect(judgeMetadata(response(200, text), keyedRead)).toEqual({ ok: true, value: text });
  });

  it.each(["", '{"value":[]}', "Sign in <here>"])("is nothing else: %j", (text) => {
    expect(judgeMetadata(response(200, text), keyedRead)).toMatchObject({
      failure: {
        kind: "invalid-response",
        execution: "not-executed",
        message: expect.stringContaining("not XML") as string,
        advice: expect.stringContaining("baseUrl") as string,
      },
    });
  });
});

describe("a refusal", () => {
  it.each([
    ["object", judgeObject],
    ["page", judgePage],
    ["method", judgeCall],
    ["write", judgeWrite],
    ["$metadata", judgeMetadata],
  ])("is one for every kind of context: %s", (_kind, judge) => {
    expect(judge(said(403, "no"), keyedRead)).toMatchObject({ failure: { kind: "access-denied" } });
    expect(judge(response(403, ""), keyedRead)).toMatchObject({ failure: { kind: "access-denied" } });
    expect(judge(response(300, "<a/>"), keyedRead)).toHaveProperty(
      "failure.message",
      expect.stringContaining("redirect"),
    );
    expect(judge(response(101, ""), keyedRead)).toHaveProperty("failure.message", expect.stringContaining("protocol"));
  });
});
