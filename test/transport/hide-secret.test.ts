import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/failure.js";
import { withoutSecretHeaders, withoutSecrets } from "../../src/transport/admin-service/credential/hide-secret.js";

const header = "Negotiate YIIcanary+Zm9vYmFyYmF6";

function failure(more: Partial<Failure> = {}): Failure {
  const operation = { className: "SMS_Package" };
  return { kind: "provider-error", execution: "unknown", message: "no", operation, ...more } as Failure;
}

describe("a credential in a failure", () => {
  it.each<[string, Partial<Failure>]>([
    ["message", { message: "got YIIcanary+Zm9vYmFyYmF6 here" }],
    ["advice", { advice: "renew YIIcanary%2bZm9vYmFyYmF6" }],
    ["cause", { cause: { name: "Error", message: "refused YIIcanary-Zm9vYmFyYmF6", code: "E" } }],
    ["body", { http: { status: 500, headers: {}, body: "<p>YIIcanary&#43;Zm9vYmFyYmF6</p>" } }],
  ])("is hidden wherever it stands: %s", (_where, more) => {
    const text = JSON.stringify(withoutSecrets(failure(more), ["Bearer other-token", header]));
    expect(text).not.toMatch(/canary|YmFy/i);
    expect(text.replaceAll("(credential)", "")).not.toBe(text);
  });

  it("leaves everything else as it is", () => {
    const whole = failure({
      message: "Zm9v and YIIcana are short, YIIcanarybird and SMS_Package are somebody else's",
      http: { status: 404, headers: {}, bytes: 5 },
    });
    expect(withoutSecrets(whole, [header])).toStrictEqual(whole);
  });

  it.each([
    ["its beginning", "YIIcanary and on", "(credential) and on"],
    [
      "fewer than eight of them are anybody's",
      "at the end FyYmF6YYY, FyYmF6 and mFyYmF6",
      "at the end FyYmF6YYY, FyYmF6 and mFyYmF6",
    ],
    ["its last eight", "at the end YmFyYmF6", "at the end (credential)"],
    ["pieces of it", "YIIcanary\\u002BZm9vYmFyYmF6", "(credential)"],
  ])("is known by its letters and digits: %s", (_part, message, shown) => {
    expect(withoutSecrets(failure({ message }), [header]).message).toBe(shown);
  });
});

describe("a credential in the headers of an answer", () => {
  it("is hidden, and the other headers stay", () => {
    const headers = { via: `1.1 gate (${header})`, date: "today" };
    const response = { status: 200, headers, text: header, bytes: 5 };
    expect(withoutSecretHeaders(response, header)).toEqual({
      ...response,
      headers: { via: "1.1 gate (Negotiate (credential))", date: "today" },
    });
  });
});
