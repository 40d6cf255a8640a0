import { describe, expect, it } from "vitest";
import { judgeRefusal } from "../../src/transport/admin-service/judge/judge-refusal.js";
import { call, keyedRead, response, said } from "../support/responses.js";

const httpSys = { server: "Microsoft-HTTPAPI/2.0" };
const unavailable = "<h2>Service Unavailable</h2><p>HTTP Error 503. The service is unavailable.</p>";

describe("what a refusal advises", () => {
  it.each([
    ["a lock", said(500, "Error: 0x40480732"), "Get-CMObjectLockDetails"],
    ["a stale object", said(500, "SedoObjectVersion"), "read it again"],
    ["a missing right", said(500, "Insufficient rights"), "security role"],
    ["403", response(403, ""), "security role"],
    ["an unknown method", said(404, "Invalid method"), "$metadata"],
    ["400", response(400, ""), "$metadata"],
    ["trouble of the provider", said(500, "Quota violation"), "is in trouble"],
    ["a missing object", said(404, "Not found"), "security scopes"],
    ["anything else", said(500, "?"), "AdminService.log"],
    ["a page with 404", response(404, "<p>404</p>"), "check baseUrl"],
    ["a redirect", response(302, ""), "Check baseUrl"],
    ["a change of protocol", response(101, ""), "Check baseUrl"],
    ["401 of Kerberos", response(401, "", { "www-authenticate": "Negotiate, NTLM" }), "Kerberos"],
    ["401 of tokens", response(401, "", { "www-authenticate": "Bearer" }), "token's audience"],
    ["401 without a scheme", response(401, ""), "token's audience"],
    ["429", response(429, ""), "fewer requests"],
    ["503 of HTTP.sys", response(503, unavailable, httpSys), "SMS_REST_PROVIDER"],
    ["503 of anybody", response(503, "busy"), "can't be told"],
    ["502 in the words of HTTP.sys", response(502, unavailable, httpSys), "can't be told"],
  ])("after %s", (_what, answer, advice) => {
    expect(judgeRefusal(answer, call).advice).toContain(advice);
  });

  it("tells a lock from an object that is stale", () => {
    expect(judgeRefusal(said(500, "not able to get the lock"), call)).toMatchObject({ kind: "locked", reason: "held" });
    expect(judgeRefusal(said(500, "SedoObjectVersion"), call)).toMatchObject({ kind: "locked", reason: "stale" });
  });

  it("after 404 on a keyed read, whatever was said", () => {
    expect(judgeRefusal(said(404, "?"), keyedRead).advice).toContain("security scopes");
  });
});

describe("what a refusal says", () => {
  it.each([
    ["the site's sentence", said(500, "It broke"), "The site answered 500: It broke"],
    ["the status where the site said nothing", response(500, ""), "The site answered 500"],
    [
      "that redirects are not followed",
      response(307, "Moved"),
      "The answer is a redirect (307); redirects are not followed",
    ],
    [
      "that nobody asked for a change of protocol",
      response(101, ""),
      "The answer (101) is a change of protocol that was not asked for",
    ],
  ])("is %s", (_what, answer, message) => {
    expect(judgeRefusal(answer, call).message).toBe(message);
  });
});

describe("the code in a site's sentence", () => {
  it.each([
    ["a lock", said(500, "not able to get the lock at this time. Error: 0x40480732"), "0x40480732"],
    ["a stale object", said(500, "DeniedInvalidObjectVersion (0x40480733)"), "0x40480733"],
    ["trouble of the provider", said(500, "The RPC server is unavailable. (0x800706BA)"), "0x800706BA"],
    ["anything else", said(500, "Generic failure 0x80041001"), "0x80041001"],
    ["something missing inside a method", said(500, "Not found 0x80041002"), "0x80041002"],
  ])("is decoded: %s", (_what, answer, hex) => {
    expect(judgeRefusal(answer, call)).toMatchObject({ status: { hex } });
  });

  it("is not made up where there is none", () => {
    expect(judgeRefusal(said(500, "Something failed"), call)).not.toHaveProperty("status");
    expect(judgeRefusal(said(500, "not able to get the lock"), call)).not.toHaveProperty("status");
  });
});

describe("a sentence", () => {
  it.each([
    ["0x40480732", "locked"],
    ["Error 1078462258", "locked"],
    ["Access is denied", "access-denied"],
    ["Failed with 0x80041003", "access-denied"],
    ["Failed with 0x80070005", "access-denied"],
    ["Failed with 0x42480C00", "access-denied"],
    ["Resource not found for the segment 'x'", "unsupported"],
    ["Could not find a property named 'x'", "unsupported"],
    ["No such method", "unsupported"],
    ["Failed with 0x8004102F", "unsupported"],
    ["Failed with 0x80041010", "unsupported"],
    ["Failed with 0x40480914", "unsupported"],
    ["Failed with 0x40480916", "unsupported"],
    ["The object has an invalid object version", "locked"],
    ["Failed with 0x80041013", "provider-error"],
    ["Failed with 0x800706BA", "provider-error"],
    ["The object no longer exists", "not-found"],
    ["The object does not exist", "not-found"],
    ["Failed with 0x80041002", "not-found"],
    ["Failed with 0x80420A0E", "not-found"],
    ["Error 11078462258", "provider-error"],
    ["Nothing was notfound", "provider-error"],
  ])("is understood: %s", (sentence, kind) => {
    expect(judgeRefusal(said(404, sentence), call).kind).toBe(kind);
  });

  it.each([
    ["Access denied  WMI QUERY: ", "not-executed"],
    ["access denied WMI QUERY", "not-executed"],
    ["Insufficient rights to do that", "not-executed"],
    ["After step 2: access denied WMI QUERY", "unknown"],
    ["Access denied to the folder", "unknown"],
  ])("of a 500 proves that nothing ran only in the words that were seen: %s", (sentence, execution) => {
    expect(judgeRefusal(said(500, sentence), call)).toMatchObject({ kind: "access-denied", execution });
    expect(judgeRefusal(said(498, sentence), call)).toMatchObject({ execution: "not-executed" });
  });

  it("that tells of trouble says nothing of the object that was read", () => {
    expect(judgeRefusal(said(404, "Provider load failure"), keyedRead).kind).toBe("provider-error");
    expect(judgeRefusal(said(500, "?"), keyedRead).kind).toBe("provider-error");
  });

  it("of a 500 may be about what the method itself was looking for, but not of a 4xx", () => {
    expect(judgeRefusal(said(500, "Not found"), call)).toMatchObject({ kind: "provider-error", execution: "unknown" });
    expect(judgeRefusal(said(498, "Not found"), call)).toMatchObject({ kind: "not-found" });
  });
});

describe("a status without a sentence that is known", () => {
  it.each([400, 405, 406, 411, 413, 414, 415, 431, 501])("turns the request down for its form: %i", (status) => {
    expect(judgeRefusal(response(status, ""), call)).toMatchObject({ kind: "unsupported", execution: "not-executed" });
  });

  it.each([300, 304, 399])("leads elsewhere: %i", (status) => {
    expect(judgeRefusal(response(status, ""), call)).toMatchObject({ kind: "invalid-response", execution: "unknown" });
  });

  it.each([402, 404, 409, 500, 505])("leaves a call in doubt: %i", (status) => {
    expect(judgeRefusal(said(status, "?"), call)).toMatchObject({ kind: "provider-error", execution: "unknown" });
  });

  it("shows its answer, though no success ever does", () => {
    expect(judgeRefusal(response(300, "Multiple"), call).http).toMatchObject({ body: "Multiple" });
    expect(judgeRefusal(response(101, ""), call).http).toMatchObject({ body: "" });
  });

  it("names no method or write where it was a change of protocol on a read", () => {
    expect(judgeRefusal(response(101, ""), keyedRead)).toMatchObject({
      kind: "invalid-response",
      execution: "not-executed",
    });
    expect(judgeRefusal(response(101, ""), call)).toMatchObject({ kind: "invalid-response", execution: "unknown" });
  });
});

describe("503 of HTTP.sys, where the request went nowhere", () => {
  it.each([
    ["its page", unavailable, httpSys],
    ["its title alone", "<TITLE> Service Unavailable</TITLE>", httpSys],
    ["its page without a server", unavailable, {}],
  ])("is told by %s", (_what, text, headers) => {
    expect(judgeRefusal(response(503, text, headers), call)).toMatchObject({ execution: "not-executed" });
  });

  it.each([
    ["another server", unavailable, { server: "Microsoft-IIS/10.0" }],
    ["another text", "HTTP Error 5031", httpSys],
    ["a name that only holds HTTP.sys'", unavailable, { server: "x Microsoft-HTTPAPI/2.0" }],
  ])("is not %s", (_what, text, headers) => {
    expect(judgeRefusal(response(503, text, headers), call)).toMatchObject({ execution: "unknown" });
  });
});

describe("the pause that a site asks for", () => {
  const now = "Sun, 22 Nov 2026 10:00:00 GMT";
  it.each([
    ["none", { "retry-after": "0" }, 0],
    ["two minutes", { "retry-after": "120" }, 120_000],
    ["a date that is over", { "retry-after": "Sun, 22 Nov 2026 09:00:00 GMT", date: now }, 0],
    ["a date without one of the answer's own", { "retry-after": now }, undefined],
    ["a date beside one that is none", { "retry-after": now, date: "soon" }, undefined],
    ["no date", { "retry-after": "soon", date: now }, undefined],
    ["more seconds than anybody waits", { "retry-after": "9999999999" }, undefined],
  ])("%s", (_what, headers, retryAfterMs) => {
    for (const status of [429, 503]) {
      const failure = judgeRefusal(response(status, "", headers), call);
      if (retryAfterMs === undefined) expect(failure).not.toHaveProperty("retryAfterMs");
      else expect(failure).toMatchObject({ retryAfterMs });
    }
  });
});

describe("headers of an answer", () => {
  const shown = [
    "content-length",
    "content-type",
    "date",
    "request-id",
    "retry-after",
    "server",
    "via",
    "x-ms-client-request-id",
    "x-ms-correlation-request-id",
    "x-ms-request-id",
  ];

  it("that find a request again are shown, and no others", () => {
    const headers = Object.fromEntries([...shown, "set-cookie", "location", "x-powered-by"].map((name) => [name, "v"]));
    const failure = judgeRefusal(response(500, "", headers), call);
    expect(failure.http?.headers).toEqual(Object.fromEntries(shown.map((name) => [name, "v"])));
  });

  it("are cut where they are too long to read", () => {
    const failure = judgeRefusal(response(500, "", { server: "x".repeat(501) }), call);
    expect(failure.http?.headers).toEqual({ server: "x".repeat(500) });
  });

  it("need not offer a scheme", () => {
    expect(judgeRefusal(response(401, ""), call)).toMatchObject({ challenges: [] });
  });

  it.each([
    ["", []],
    ["Negotiate", ["Negotiate"]],
    ["Negotiate, Negotiate abc=", ["Negotiate"]],
    [' NTLM ,  Basic realm="a, Digest b"', ["NTLM", "Basic"]],
    ['Bearer realm = "x", error="invalid_token", error_description="a \\" Basic b"', ["Bearer"]],
    ["Bearer a=b, c  = d", ["Bearer"]],
    ["=, 5x, -y", []],
  ])("name the schemes that a 401 offers, once each: %s", (header, challenges) => {
    expect(judgeRefusal(response(401, "", { "www-authenticate": header }), call)).toMatchObject({ challenges });
  });
});
