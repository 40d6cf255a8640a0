import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { SecretHider } from "../../src/transport/admin-service/credential/hide-secret.js";

const header = "Negotiate YIIcanary+Zm9vYmFyYmF6";
const hider = new SecretHider(["Bearer other-token", header]);

function failure(more: Partial<Failure> = {}): Failure {
  const operation = { className: "SMS_Package" };
  return { kind: "provider-error", execution: "unknown", message: "no", operation, ...more } as Failure;
}

describe("a credential in a failure", () => {
  it.each<[string, Partial<Failure>]>([
    ["message", { message: "got YIIcanary+Zm9vYmFyYmF6 here" }],
    ["advice", { advice: "renew YIIcanary%2bZm9vYmFyYmF6" }],
    ["cause", { cause: { name: "Error", message: "refused YIIcanary-Zm9vYmFyYmF6", code: "E" } }],
    ["name of the cause", { cause: { name: "YIIcanary", message: "refused", code: "E" } }],
    ["body", { http: { status: 500, headers: {}, body: "<p>YIIcanary&#43;Zm9vYmFyYmF6</p>" } }],
    ["headers", { http: { status: 500, headers: { server: "yiicanary Zm9vYmFyYmF6" } } }],
    ["challenges", { kind: "unauthenticated", challenges: ["Negotiate", "Zm9vYmFy-YmF6"] }],
  ])("hideInFailure hides a credential in the %s of a failure", (_where, more) => {
    const text = JSON.stringify(hider.hideInFailure(failure(more)));
    expect(text).not.toMatch(/canary|YmFy/i);
    expect(text).toContain("(credential)");
  });

  it("hideInFailure returns a failure without the credential unchanged", () => {
    const whole = failure({
      message: "Zm9v and YIIcana are too short, SMS_Package is another word",
      http: { status: 404, headers: { date: "Sat, 28 Nov 2026 14:00:00 GMT" }, bytes: 5 },
    });
    expect(hider.hideInFailure(whole)).toStrictEqual(whole);
    expect(new SecretHider([]).hideInFailure(whole)).toStrictEqual(whole);
  });

  it("hide returns a text unchanged if the Authorization header has a scheme and no credential", () => {
    expect(new SecretHider(["Bearer "]).hide("two words")).toBe("two words");
  });
});

describe("a part of a credential", () => {
  it.each([
    ["the first 9 characters", "YIIcanary and on", "(credential) and on"],
    ["the first 9 characters with letters around them", "idYIIcanarybird", "id(credential)bird"],
    ["6 and 7 characters are too short", "FyYmF6YYY, FyYmF6 and mFyYmF6", "FyYmF6YYY, FyYmF6 and mFyYmF6"],
    ["the last 8 characters", "at the end YmFyYmF6", "at the end (credential)"],
    ["a short end after a long part", "YIIcanary+Zm9v here", "(credential) here"],
    ["other text after a long part", "YIIcanary+where", "(credential)+where"],
    ["an escaped sign", "YIIcanary\\u002BZm9vYmFyYmF6", "(credential)"],
    ["lower case", "yiicanary", "(credential)"],
    ["base64 text of the header", btoa(header).replaceAll("=", ""), "(credential)"],
    ["each character URL-encoded", "got %59%49%49%63%61%6e%61%72%79!", "got (credential)!"],
    ["each character URL-encoded as UTF-16", "%u0059%u0049%u0049%u0063%u0061%u006e%u0061%u0072%u0079", "(credential)"],
    ["each character as a JSON escape", "\\u0059\\u0049\\u0049\\u0063\\u0061\\u006E\\u0061\\u0072", "(credential)"],
    ["a JSON escape in JSON in a URL", "%5C%5Cu0059IIc%5C%5Cu0061nary", "(credential)"],
    ["a JavaScript escape", "\\x59IIcanary", "(credential)"],
    ["decimal numbers of HTML", "<p>&#89;IIc&#97;nary</p>", "<p>(credential)</p>"],
    ["hex numbers of HTML, escaped again", "<p>&amp;#x59;IIcan&amp;#x61;ry</p>", "<p>(credential)</p>"],
    [
      "numbers of HTML and JavaScript with zeros before them",
      "&#x000000000059;&#000000000073;\\u{0049}canary",
      "(credential)",
    ],
    [
      "hex text of the bytes of a ticket",
      Buffer.from("YIIcanary+Zm9vYmFyYmF6", "base64").toString("hex"),
      "(credential)",
    ],
    ["escaped signs between its parts", "YIIcanary\\/Zm9vYmFyYmF6", "(credential)"],
    ["other text with escape sequences", "%59%49 \\u0059 &#x59; %2525252541", "%59%49 \\u0059 &#x59; %2525252541"],
    ["hex text of the token", Buffer.from("YIIcanary").toString("hex"), "(credential)"],
  ])("hide replaces parts of 8 or more characters of a credential, and no other text: %s", (_part, text, shown) => {
    expect(hider.hide(text)).toBe(shown);
  });

  it.each([1, 2, 3])("the bytes of a ticket are hidden in base64 text that starts with its byte %i", (first) => {
    const bytes = Buffer.from("YIIcanary+Zm9vYmFyYmF6".repeat(3), "base64").subarray(first);
    const hidden = new SecretHider([`Negotiate ${"YIIcanary+Zm9vYmFyYmF6".repeat(3)}`]).hide(bytes.toString("base64"));
    // At both ends, up to 7 characters are too short to be recognized.
    expect(hidden.replaceAll("(credential)", "").length).toBeLessThan(16);
  });

  it.each(["", "a", "ab", "abc"])("a part of a credential is hidden in base64 text that starts with %j", (before) => {
    for (const secret of [header, "YIIcanary+Zm9vYmFyYmF6"]) {
      const encoded = btoa(`${before}${secret}after`);
      const hidden = hider.hide(encoded);
      expect(hidden).toContain("(credential)");
      // At both ends, up to 3 characters of the token share a base64 group with other characters.
      expect(hidden.replace("(credential)", "").length).toBeLessThan(before.length + "after".length + 16);
    }
  });
});
