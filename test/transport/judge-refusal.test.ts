import { describe, expect, it } from "vitest";
import { judgeRefusal } from "../../src/transport/admin-service/judge/judge-refusal.js";
import type { RequestContext } from "../../src/transport/admin-service/connection/http-response.js";
import { call, keyedRead, response, said } from "../support/responses.js";

const read: RequestContext = { operation: { className: "SMS_Package" }, runs: "nothing", throughGateway: false };
const throughGateway: RequestContext = { ...call, throughGateway: true };

const html503 =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\r\n<HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD>\r\n' +
  "<BODY><h2>Service Unavailable</h2>\r\n<hr><p>HTTP Error 503. The service is unavailable.</p>\r\n</BODY></HTML>";
const html411 =
  "<HTML><HEAD><TITLE>Length Required</TITLE></HEAD><BODY><h2>Length Required</h2><hr><p>HTTP Error 411.</p></BODY></HTML>";
const html400 = "<HTML><HEAD><TITLE>Bad Request</TITLE></HEAD><BODY><h2>Bad Request - Invalid URL</h2></BODY></HTML>";
const lockSentence = "User CONTOSO\\alice is not able to get the lock at this time. Error: 0x40480732";

describe("a method call that was refused", () => {
  it.each([
    // Both bodies were published from real sites.
    ["denied, as seen in 2022", said(404, "Access denied  WMI QUERY: "), "access-denied", "not-executed"],
    [
      "the reader's complaint, as seen in 2022",
      said(404, "ODataParameterReader.ReadAsync or ODataParameterReader.Read was called in the 'ResourceSet' state."),
      "unsupported",
      "not-executed",
    ],
    ["insufficient rights with 500", said(500, "Insufficient rights"), "access-denied", "not-executed"],
    ["denied with 403", said(403, "The user may not do that"), "access-denied", "not-executed"],
    ["denied with an unfamiliar 500", said(500, "Access is denied. (0x80070005)"), "access-denied", "unknown"],
    ["not authorized with an unfamiliar 500", said(500, "Caller is not authorized"), "access-denied", "unknown"],
    ["not authorized with 404", said(404, "not authorized"), "access-denied", "not-executed"],
    [
      "a property that does not exist",
      said(404, "The property 'X' does not exist on type 'Y'"),
      "unsupported",
      "not-executed",
    ],
    ["a conversion", said(404, "Cannot convert a value to target type 'Edm.String'"), "unsupported", "not-executed"],
    [
      "no such route",
      said(404, "No HTTP resource was found that matches the request URI"),
      "unsupported",
      "not-executed",
    ],
    ["no such set", said(404, "The entity set 'SMS_Foo' is unknown"), "unsupported", "not-executed"],
    ["an unknown method", said(500, "Invalid method (0x8004102E)"), "unsupported", "not-executed"],
    ["a class that a running method did not find", said(500, "Failed with 0x80041010"), "provider-error", "unknown"],
    ["a value that a running method could not read", said(500, "Cannot convert 'x'"), "provider-error", "unknown"],
    ["a quota", said(500, "Quota violation 0x8004106C"), "provider-error", "unknown"],
    ["a provider that does not load", said(404, "Provider load failure"), "provider-error", "unknown"],
    ["an RPC server", said(500, "The RPC server is unavailable"), "provider-error", "unknown"],
    ["a lock", said(500, lockSentence), "locked", "not-executed"],
    ["a lock with 404", said(404, lockSentence), "locked", "not-executed"],
    ["a stale version", said(500, "SedoObjectVersion does not match"), "locked", "not-executed"],
    ["a missing object", said(404, "Not found"), "not-found", "not-executed"],
    ["a sentence that nobody knows, with 404", said(404, "Etwas ging schief"), "provider-error", "unknown"],
    ["no sentence, with 404", said(404, ""), "provider-error", "unknown"],
    ["something missing inside the provider", said(500, "Not found 0x80041002"), "provider-error", "unknown"],
    ["an unfamiliar 500", said(500, "Something failed"), "provider-error", "unknown"],
    [
      "the classic Web API form",
      response(500, '{"Message":"An error has occurred.","ExceptionMessage":"Insufficient rights"}'),
      "access-denied",
      "unknown",
    ],
    [
      "an inner error",
      response(500, '{"error":{"code":"","message":"An error","innererror":{"message":"Quota"}}}'),
      "provider-error",
      "unknown",
    ],
    [
      "OData v3's form",
      response(500, '{"odata.error":{"message":{"lang":"en","value":"Insufficient rights"}}}'),
      "access-denied",
      "not-executed",
    ],
    ["404 with a page", response(404, "<html>Not found</html>"), "unsupported", "not-executed"],
    ["404 with nothing", response(404, ""), "unsupported", "not-executed"],
    ["500 with nothing", response(500, ""), "provider-error", "unknown"],
    ["411 of HTTP.sys", response(411, html411), "unsupported", "not-executed"],
    ["400 of HTTP.sys", response(400, html400), "unsupported", "not-executed"],
    ["413", response(413, ""), "unsupported", "not-executed"],
    ["414", response(414, ""), "unsupported", "not-executed"],
    ["405", said(405, "The requested resource does not support http method 'POST'."), "unsupported", "not-executed"],
    ["401", response(401, "", { "www-authenticate": "Negotiate" }), "unauthenticated", "not-executed"],
    ["429", response(429, ""), "throttled", "not-executed"],
    ["429 of HTTP.sys", response(429, "", { server: "Microsoft-HTTPAPI/2.0" }), "throttled", "not-executed"],
    ["429 of what names itself in Via", response(429, "", { via: "1.1 gate" }), "throttled", "unknown"],
    ["408 in familiar words", response(408, "<p>Session not found</p>"), "provider-error", "unknown"],
    ["499 in familiar words", response(499, "not authorized"), "access-denied", "unknown"],
    ["408 in words about the request", said(408, "Invalid method: cannot convert"), "provider-error", "unknown"],
    ["429 of somebody else", response(429, "", { server: "nginx" }), "throttled", "unknown"],
    [
      "a property that the class lacks",
      said(404, "The property 'SedoObjectVersion' does not exist on type 'AdminService.SMS_Package'."),
      "unsupported",
      "not-executed",
    ],
    ["503 of HTTP.sys", response(503, html503, { server: "Microsoft-HTTPAPI/2.0" }), "unavailable", "not-executed"],
    ["503 of somebody else", response(503, html503, { server: "nginx" }), "unavailable", "unknown"],
    ["503 without HTTP.sys' form", said(503, "busy"), "unavailable", "unknown"],
    ["502", response(502, "Bad gateway"), "unavailable", "unknown"],
    ["504", response(504, ""), "unavailable", "unknown"],
    ["a redirect", response(301, "", { location: "https://elsewhere/" }), "invalid-response", "unknown"],
    ["a status that nobody sends", response(418, ""), "provider-error", "unknown"],
  ])("%s", (_name, answer, kind, execution) => {
    const failure = judgeRefusal(answer, call);
    expect(failure).toMatchObject({ kind, execution, operation: call.operation });
    expect(failure.http).toMatchObject({ status: answer.status });
  });

  it.each([
    ["503 of HTTP.sys' form", response(503, html503, { server: "Microsoft-HTTPAPI/2.0" }), "unavailable"],
    ["429", response(429, ""), "throttled"],
    ["500", said(500, "Internal error"), "provider-error"],
  ])("through a gateway leaves in doubt: %s", (_name, answer, kind) => {
    expect(judgeRefusal(answer, throughGateway)).toMatchObject({ kind, execution: "unknown" });
  });
});

describe("a read that was refused", () => {
  it.each([
    ["404 on a keyed read, whatever it says", said(404, "Etwas ging schief"), keyedRead, "not-found"],
    ["404 on a keyed read that is denied", said(404, "Access denied  WMI QUERY: "), keyedRead, "access-denied"],
    ["404 on a query", said(404, "Etwas ging schief"), read, "provider-error"],
    ["500", said(500, "Something failed"), read, "provider-error"],
    ["502", response(502, ""), read, "unavailable"],
    ["a redirect", response(302, ""), read, "invalid-response"],
    ["a missing instance with 500", said(500, "Not found 0x80041002"), keyedRead, "not-found"],
  ])("ran nothing: %s", (_name, answer, context, kind) => {
    expect(judgeRefusal(answer, context)).toMatchObject({ kind, execution: "not-executed" });
  });
});

describe("what a failure keeps of the answer", () => {
  it("is the sentence, without tags and control characters", () => {
    const failure = judgeRefusal(response(500, "<h1>Oh\r\n no</h1><script>alert(1)</script>\u0007&amp; so on"), call);
    expect(failure.message).toBe("The site answered 500: Oh no & so on");
  });

  it("is at most 4 KiB of the body, whatever its characters", () => {
    for (const character of ["a", "ä", "€", "😀"]) {
      const failure = judgeRefusal(response(500, character.repeat(10_000)), call);
      const body = failure.http?.body ?? "";
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4096);
      expect(Buffer.byteLength(body)).toBeGreaterThan(4090);
      expect(body).not.toContain("\uFFFD");
    }
  });

  it("is an allow-list of headers", () => {
    const headers = { "set-cookie": "s=1", server: "Microsoft-HTTPAPI/2.0", "www-authenticate": "Negotiate abc" };
    const failure = judgeRefusal(response(401, "", headers), call);
    expect(failure.http?.headers).toEqual({ server: "Microsoft-HTTPAPI/2.0" });
  });

  it("names the schemes that a 401 offers, and no token", () => {
    const headers = {
      "www-authenticate":
        'Negotiate oYG2MIGz, NTLM, Bearer authorization_uri="https://login/a, b \\", Basic c", error="x"',
    };
    expect(judgeRefusal(response(401, "", headers), call)).toMatchObject({
      challenges: ["Negotiate", "NTLM", "Bearer"],
    });
  });

  it.each([
    ["seconds", { "retry-after": "7" }, 7000],
    [
      "a date, measured by the server's own clock",
      { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT", date: "Sun, 22 Nov 2026 10:00:00 GMT" },
      30_000,
    ],
  ])("is the pause that the site asks for: %s", (_name, headers, retryAfterMs) => {
    expect(judgeRefusal(response(429, "", headers), call)).toMatchObject({ retryAfterMs });
  });

  it("has no pause where none was named", () => {
    expect(judgeRefusal(response(503, "", { "retry-after": "soon" }), call)).not.toHaveProperty("retryAfterMs");
  });

  it("holds JSON values only", () => {
    const failure = judgeRefusal(said(404, "Access denied  WMI QUERY: "), call);
    expect(structuredClone(failure)).toEqual(JSON.parse(JSON.stringify(failure)));
  });
});
