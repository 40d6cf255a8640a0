import { describe, expect, it } from "vitest";
import { oneLine, errorTextOf } from "../../src/transport/admin-service/judge/error-text.js";

function errorTextIn(text: string) {
  return errorTextOf({ status: 500, headers: {}, text, bytes: Buffer.byteLength(text) });
}

describe("the error text of a response", () => {
  it.each([
    ["OData v4 (seen)", { error: { code: "500", message: "no" } }, "no"],
    ["OData v3", { "odata.error": { code: "", message: { lang: "en-US", value: "no" } } }, "no"],
    ["an error that is a string", { error: "no" }, "no"],
    ["Web API", { Message: "An error has occurred." }, "An error has occurred."],
    ["Web API with detail", { Message: "No route.", MessageDetail: "No type." }, "No route. No type."],
    ["Web API with exception", { Message: "An error.", ExceptionMessage: "Denied" }, "An error. Denied"],
    [
      "inner errors, outer error first",
      { error: { message: "a", innererror: { message: "b", innererror: { message: "c" } } } },
      "a b c",
    ],
    [
      "inner exceptions",
      { Message: "a", InnerException: { Message: "b", InnerException: { ExceptionMessage: "c" } } },
      "a b c",
    ],
    ["only an inner error", { error: { innererror: { message: "b" } } }, "b"],
    ["a string", "no", "no"],
    ["an object without an error text", { error: { code: "500" } }, ""],
    ["members that are not strings", { error: { message: 5, innererror: [] } }, ""],
    ["a message object without a string", { error: { message: { lang: "en", value: 5 } } }, ""],
    ["a number", 5, ""],
    ["null", null, ""],
  ])("the error text of a response is read from JSON: %s", (_form, body, text) => {
    expect(errorTextIn(JSON.stringify(body))).toEqual({ text, isJson: true });
  });

  it("the error text of a response is read from the first 5,000 characters of a page", () => {
    expect(errorTextIn(`${"<br>".repeat(1000)}soon`).text).toBe("soon");
    expect(errorTextIn(`${"<br>".repeat(1250)}late`).text).toBe("");
    expect(oneLine(`${" ".repeat(5000)}late`)).toBe("");
  });

  it("the error text of a response is empty for an empty body", () => {
    expect(errorTextIn("")).toEqual({ text: "", isJson: false });
    expect(errorTextIn("\uFEFF \r\n")).toEqual({ text: "", isJson: false });
  });

  it.each([
    ["tags", "<html><body><h1>Bad</h1><p>Invalid URL</p></body></html>", "Bad Invalid URL"],
    ["scripts and styles", "<style>p{}</style>a<script src=x>var b = '<p>';\nb()</script>c<SCRIPT>d</SCRIPT>", "a c"],
    ["entities", "a&nbsp;&lt;b&gt;&nbsp;&quot;c&quot; &#39;d&#39; &amp; e", "a <b> \"c\" 'd' & e"],
    ["entities that are escaped twice", "&amp;lt;b&amp;gt;", "&lt;b&gt;"],
    ["plain text", "The service is unavailable.", "The service is unavailable."],
  ])("the error text of a page is its text without %s", (_what, page, text) => {
    expect(errorTextIn(page)).toEqual({ text, isJson: false });
  });
});

describe("oneLine", () => {
  it("oneLine replaces white space and control characters with single spaces", () => {
    expect(oneLine(" a\r\n\tb\u0000\u001b\u0085c  ")).toBe("a b c");
  });

  it("oneLine cuts the text after 500 characters", () => {
    expect(oneLine("x".repeat(500))).toBe("x".repeat(500));
    expect(oneLine("x".repeat(501))).toBe(`${"x".repeat(500)}…`);
  });
});
