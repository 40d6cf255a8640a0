import { describe, expect, it } from "vitest";
import { judgeRefusal } from "../../src/transport/admin-service/judge/judge-refusal.js";
import type { RequestContext } from "../../src/transport/admin-service/connection/http-response.js";
import { call, keyedRead, response, errorResponse, write } from "../support/responses.js";

const read: RequestContext = { operation: { className: "SMS_Package" }, runs: "nothing", throughGateway: false };
const throughGateway: RequestContext = { ...call, throughGateway: true };

const html503 =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\r\n<HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD>\r\n' +
  "<BODY><h2>Service Unavailable</h2>\r\n<hr><p>HTTP Error 503. The service is unavailable.</p>\r\n</BODY></HTML>";
const html411 =
  "<HTML><HEAD><TITLE>Length Required</TITLE></HEAD><BODY><h2>Length Required</h2><hr><p>HTTP Error 411.</p></BODY></HTML>";
const html400 = "<HTML><HEAD><TITLE>Bad Request</TITLE></HEAD><BODY><h2>Bad Request - Invalid URL</h2></BODY></HTML>";
const lockText = "User CONTOSO\\alice is not able to get the lock at this time. Error: 0x40480732";

describe("a method call whose response is not 2xx", () => {
  it.each([
    // Both bodies were published from real sites.
    [
      "404 with the access error seen in 2022",
      errorResponse(404, "Access denied  WMI QUERY: "),
      "access-denied",
      "not-executed",
    ],
    [
      "404 with the ODataParameterReader error seen in 2022",
      errorResponse(
        404,
        "ODataParameterReader.ReadAsync or ODataParameterReader.Read was called in the 'ResourceSet' state.",
      ),
      "unsupported",
      "not-executed",
    ],
    ["500 Insufficient rights", errorResponse(500, "Insufficient rights"), "access-denied", "not-executed"],
    ["403", errorResponse(403, "The user may not do that"), "access-denied", "not-executed"],
    ["500 with another access error", errorResponse(500, "Access is denied. (0x80070005)"), "access-denied", "unknown"],
    ["500 not authorized", errorResponse(500, "Caller is not authorized"), "access-denied", "unknown"],
    ["404 not authorized", errorResponse(404, "not authorized"), "access-denied", "not-executed"],
    [
      "404 for a property that does not exist",
      errorResponse(404, "The property 'X' does not exist on type 'Y'"),
      "unsupported",
      "not-executed",
    ],
    [
      "404 for a conversion",
      errorResponse(404, "Cannot convert a value to target type 'Edm.String'"),
      "unsupported",
      "not-executed",
    ],
    [
      "404 for an unknown route",
      errorResponse(404, "No HTTP resource was found that matches the request URI"),
      "unsupported",
      "not-executed",
    ],
    [
      "404 for an unknown entity set",
      errorResponse(404, "The entity set 'SMS_Foo' is unknown"),
      "unsupported",
      "not-executed",
    ],
    ["500 for an unknown method", errorResponse(500, "Invalid method (0x8004102E)"), "unsupported", "not-executed"],
    [
      "500 for a class, which a running method might not have found",
      errorResponse(500, "Failed with 0x80041010"),
      "provider-error",
      "unknown",
    ],
    [
      "500 for a conversion, which a running method might have tried",
      errorResponse(500, "Cannot convert 'x'"),
      "provider-error",
      "unknown",
    ],
    ["500 for a quota", errorResponse(500, "Quota violation 0x8004106C"), "provider-error", "unknown"],
    ["404 for a provider that does not load", errorResponse(404, "Provider load failure"), "provider-error", "unknown"],
    ["500 for an RPC server", errorResponse(500, "The RPC server is unavailable"), "provider-error", "unknown"],
    ["500 for a SEDO lock", errorResponse(500, lockText), "locked", "not-executed"],
    ["404 for a SEDO lock", errorResponse(404, lockText), "locked", "not-executed"],
    [
      "500 for a stale object version",
      errorResponse(500, "SedoObjectVersion does not match"),
      "locked",
      "not-executed",
    ],
    ["404 Not found", errorResponse(404, "Not found"), "not-found", "not-executed"],
    ["404 with an unknown text", errorResponse(404, "Etwas ging schief"), "provider-error", "unknown"],
    ["404 with an empty text", errorResponse(404, ""), "provider-error", "unknown"],
    [
      "500 Not found, which can be about another object",
      errorResponse(500, "Not found 0x80041002"),
      "provider-error",
      "unknown",
    ],
    ["500 with an unknown text", errorResponse(500, "Something failed"), "provider-error", "unknown"],
    [
      "500 in the form of Web API",
      response(500, '{"Message":"An error has occurred.","ExceptionMessage":"Insufficient rights"}'),
      "access-denied",
      "unknown",
    ],
    [
      "500 with an inner error",
      response(500, '{"error":{"code":"","message":"An error","innererror":{"message":"Quota"}}}'),
      "provider-error",
      "unknown",
    ],
    [
      "500 in the form of OData v3",
      response(500, '{"odata.error":{"message":{"lang":"en","value":"Insufficient rights"}}}'),
      "access-denied",
      "not-executed",
    ],
    ["404 with a page", response(404, "<html>Not found</html>"), "unsupported", "not-executed"],
    ["404 without a body", response(404, ""), "unsupported", "not-executed"],
    ["500 without a body", response(500, ""), "provider-error", "unknown"],
    ["411 from HTTP.sys", response(411, html411), "unsupported", "not-executed"],
    ["400 from HTTP.sys", response(400, html400), "unsupported", "not-executed"],
    ["413", response(413, ""), "unsupported", "not-executed"],
    ["414", response(414, ""), "unsupported", "not-executed"],
    [
      "405",
      errorResponse(405, "The requested resource does not support http method 'POST'."),
      "unsupported",
      "not-executed",
    ],
    ["401", response(401, "", { "www-authenticate": "Negotiate" }), "unauthenticated", "not-executed"],
    ["429 without Server and Via", response(429, ""), "throttled", "unknown"],
    ["429 from HTTP.sys", response(429, "", { server: "Microsoft-HTTPAPI/2.0" }), "throttled", "not-executed"],
    ["429 with Via", response(429, "", { via: "1.1 gate" }), "throttled", "unknown"],
    ["408 Session not found", response(408, "<p>Session not found</p>"), "provider-error", "unknown"],
    ["499 not authorized", response(499, "not authorized"), "access-denied", "unknown"],
    ["408 with a request error", errorResponse(408, "Invalid method: cannot convert"), "provider-error", "unknown"],
    ["429 from another server", response(429, "", { server: "nginx" }), "throttled", "unknown"],
    [
      "404 for the property SedoObjectVersion",
      errorResponse(404, "The property 'SedoObjectVersion' does not exist on type 'AdminService.SMS_Package'."),
      "unsupported",
      "not-executed",
    ],
    [
      "503 page from HTTP.sys",
      response(503, html503, { server: "Microsoft-HTTPAPI/2.0" }),
      "unavailable",
      "not-executed",
    ],
    ["503 page from another server", response(503, html503, { server: "nginx" }), "unavailable", "unknown"],
    ["503 without the page of HTTP.sys", errorResponse(503, "busy"), "unavailable", "unknown"],
    ["502", response(502, "Bad gateway"), "unavailable", "unknown"],
    ["504", response(504, ""), "unavailable", "unknown"],
    ["301", response(301, "", { location: "https://elsewhere/" }), "invalid-response", "unknown"],
    ["418", response(418, ""), "provider-error", "unknown"],
  ])("a method call whose response is $0 fails with $2 and execution $3", (_name, httpResponse, kind, execution) => {
    const failure = judgeRefusal(httpResponse, call);
    expect(failure).toMatchObject({ kind, execution, operation: call.operation });
    expect(failure.http).toMatchObject({ status: httpResponse.status });
  });

  it.each([
    ["503 page from HTTP.sys", response(503, html503, { server: "Microsoft-HTTPAPI/2.0" }), "unavailable"],
    ["429", response(429, ""), "throttled"],
    ["500", errorResponse(500, "Internal error"), "provider-error"],
  ])("a response through a cloud management gateway makes a method call unknown: %s", (_name, httpResponse, kind) => {
    expect(judgeRefusal(httpResponse, throughGateway)).toMatchObject({ kind, execution: "unknown" });
  });
});

describe("a response that the AdminService and HTTP.sys might not have sent", () => {
  const httpSys = { server: "Microsoft-HTTPAPI/2.0" };
  const invalidProperty = "The property 'X' does not exist on type 'Y'";

  it.each([
    ["503 page without Server and Via", response(503, html503)],
    ["503 page of HTTP.sys that came through a proxy", response(503, html503, { ...httpSys, via: "1.1 proxy" })],
    ["429 of HTTP.sys that came through a proxy", response(429, "", { ...httpSys, via: "1.1 proxy" })],
    ["408 with a lock text", errorResponse(408, lockText)],
    ["408 page with a lock text", response(408, `<p>${lockText}</p>`)],
    ["499 with a lock text", errorResponse(499, lockText)],
    ["520 with a lock text", errorResponse(520, lockText)],
    ["520 with a request error", errorResponse(520, invalidProperty)],
    ["520 page with a request error", response(520, `<h1>${invalidProperty}</h1>`)],
    ["500 page with a request error", response(500, `<h1>${invalidProperty}</h1>`)],
    ["500 page with a lock text", response(500, `<h1>${lockText}</h1>`)],
    ["500 page with the seen access error", response(500, "Insufficient rights")],
    ["408 Insufficient rights", errorResponse(408, "Insufficient rights")],
    ["524 Access denied WMI QUERY", errorResponse(524, "Access denied  WMI QUERY: ")],
    ["460 Not found", errorResponse(460, "Not found")],
    ["598", response(598, "")],
  ])("a response that a proxy might have sent makes a method call and a write unknown: %s", (_name, httpResponse) => {
    expect(judgeRefusal(httpResponse, call).execution).toBe("unknown");
    expect(judgeRefusal(httpResponse, write).execution).toBe("unknown");
  });

  it.each([408, 499, 520, 524])(
    "a response with status %i that a proxy might have sent is a provider-error for a read, whatever its text",
    (status) => {
      for (const text of [lockText, invalidProperty, "Not found"]) {
        expect(judgeRefusal(errorResponse(status, text), keyedRead)).toMatchObject({
          kind: "provider-error",
          execution: "not-executed",
        });
      }
    },
  );
});

describe("a 400 response", () => {
  it.each([
    ["a query", read],
    ["a keyed read", keyedRead],
    ["a method call", call],
    ["a write", write],
  ])("a 400 response to %s is never not-found: the site did not understand the request", (_what, context) => {
    for (const text of ["Not found", "The object does not exist", "Failed with 0x80041002"]) {
      expect(judgeRefusal(errorResponse(400, text), context)).toMatchObject({
        kind: "unsupported",
        execution: "not-executed",
      });
    }
  });
});

describe("a read whose response is not 2xx", () => {
  it.each([
    ["404 with an unknown text to a keyed read", errorResponse(404, "Etwas ging schief"), keyedRead, "not-found"],
    [
      "404 with an access error to a keyed read",
      errorResponse(404, "Access denied  WMI QUERY: "),
      keyedRead,
      "access-denied",
    ],
    ["404 with an unknown text to a query", errorResponse(404, "Etwas ging schief"), read, "provider-error"],
    ["500", errorResponse(500, "Something failed"), read, "provider-error"],
    ["502", response(502, ""), read, "unavailable"],
    ["302", response(302, ""), read, "invalid-response"],
    ["500 Not found to a keyed read", errorResponse(500, "Not found 0x80041002"), keyedRead, "not-found"],
  ])("a read whose response is not 2xx is not-executed: %s", (_name, httpResponse, context, kind) => {
    expect(judgeRefusal(httpResponse, context)).toMatchObject({ kind, execution: "not-executed" });
  });
});

describe("the facts about a response in a failure", () => {
  it("a failure contains the error text of the response without tags and control characters, after the call", () => {
    const failure = judgeRefusal(response(500, "<h1>Oh\r\n no</h1><script>alert(1)</script>\u0007&amp; so on"), call);
    expect(failure.message).toMatch(/^RefreshPkgSource of SMS_Package P0100012: .*500 \("Oh no & so on"\)$/);
  });

  it("a failure contains at most 4 KiB of the body of the response, with 1 to 4 bytes per character", () => {
    for (const character of ["a", "ä", "€", "😀"]) {
      const failure = judgeRefusal(response(500, character.repeat(10_000)), call);
      const body = failure.http?.body ?? "";
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4096);
      expect(Buffer.byteLength(body)).toBeGreaterThan(4090);
      expect(body).not.toContain("\uFFFD");
    }
  });

  it("a failure for a response contains JSON values only", () => {
    const failure = judgeRefusal(errorResponse(404, "Access denied  WMI QUERY: "), call);
    expect(structuredClone(failure)).toEqual(JSON.parse(JSON.stringify(failure)));
  });
});
