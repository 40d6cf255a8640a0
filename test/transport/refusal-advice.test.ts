import { describe, expect, it } from "vitest";
import { judgeRefusal } from "../../src/transport/admin-service/judge/judge-refusal.js";
import { call, keyedRead, response, errorResponse, write } from "../support/responses.js";

const httpSys = { server: "Microsoft-HTTPAPI/2.0" };
const throughGateway = { ...call, throughGateway: true };
const tooLong =
  "<h2>Bad Request - Request Too Long</h2><hr><p>HTTP Error 400. The size of the request headers is too long.</p>";
const unavailable = "<h2>Service Unavailable</h2><p>HTTP Error 503. The service is unavailable.</p>";

describe("the advice", () => {
  it.each([
    ["a SEDO lock", errorResponse(500, "Error: 0x40480732"), "Get-CMObjectLockDetails"],
    ["a stale object", errorResponse(500, "SedoObjectVersion"), "update"],
    ["a missing permission", errorResponse(500, "Insufficient rights"), "security role"],
    ["403", response(403, ""), "security role"],
    ["an unknown method", errorResponse(404, "Invalid method"), "$metadata"],
    ["400", response(400, ""), "$metadata"],
    ["a WMI quota error", errorResponse(500, "Quota violation"), "SMSProv.log"],
    ["a missing object", errorResponse(404, "Not found"), "security scopes"],
    ["an unknown error", errorResponse(500, "?"), "AdminService.log"],
    ["a page with 404", response(404, "<p>404</p>"), "baseUrl"],
    ["a redirect", response(302, ""), "baseUrl"],
    ["a protocol change", response(101, ""), "baseUrl"],
    ["401 that offers Negotiate", response(401, "", { "www-authenticate": "Negotiate, NTLM" }), "channel binding"],
    ["401 that offers Bearer", response(401, "", { "www-authenticate": "Bearer" }), "audience"],
    ["401 without a scheme", response(401, ""), "audience"],
    ["429", response(429, ""), "requests"],
    ["503 from HTTP.sys", response(503, unavailable, httpSys), "SMS_REST_PROVIDER"],
    ["503 from an unknown server", response(503, "busy"), "proxy or gateway"],
    ["502 with the page of HTTP.sys", response(502, unavailable, httpSys), "proxy or gateway"],
    ["400 Request Too Long of HTTP.sys", response(400, tooLong, httpSys), "MaxFieldLength"],
    ["431", response(431, ""), "Kerberos ticket"],
  ])("the advice for %s contains the next step", (_what, httpResponse, advice) => {
    expect(judgeRefusal(httpResponse, call).advice).toContain(advice);
  });

  it("the advice after a refusal starts with a warning if execution is unknown, and only then", () => {
    const responses = [
      ...[301, 403, 404, 408, 411, 418, 429, 499, 500, 502, 503, 504, 520].map((status) => response(status, "")),
      ...[404, 500].flatMap((status) =>
        ["Quota", "Not found", "Access denied", "?"].map((text) => errorResponse(status, text)),
      ),
    ];
    for (const context of [call, write, keyedRead, throughGateway]) {
      for (const httpResponse of responses) {
        const { advice, execution } = judgeRefusal(httpResponse, context);
        expect(advice?.startsWith("Do not call again yet.")).toBe(execution === "unknown");
      }
    }
  });

  it("the advice names updateRequest after 404 and 405 to a write, and only then", () => {
    for (const httpResponse of [
      errorResponse(405, "no PATCH"),
      response(404, ""),
      errorResponse(404, "Not found"),
      errorResponse(404, "?"),
    ]) {
      expect(judgeRefusal(httpResponse, write).advice).toContain("updateRequest");
      expect(judgeRefusal(httpResponse, call).advice).not.toContain("updateRequest");
    }
    expect(judgeRefusal(errorResponse(500, "?"), write).advice).not.toContain("updateRequest");
  });

  it("the advice names the logs of the cloud management gateway after 500 through a gateway, and only then", () => {
    for (const httpResponse of [errorResponse(500, "?"), response(500, ""), errorResponse(500, "Quota")]) {
      expect(judgeRefusal(httpResponse, throughGateway).advice).toContain("SMS_Cloud_ProxyConnector.log");
      expect(judgeRefusal(httpResponse, call).advice).not.toContain("SMS_Cloud_ProxyConnector.log");
    }
  });

  it("the advice does not name the size of the Kerberos ticket after another 400 page of HTTP.sys", () => {
    const invalidUrl = response(400, "<h2>Bad Request - Invalid URL</h2>", httpSys);
    expect(judgeRefusal(invalidUrl, call).advice).not.toContain("Kerberos");
  });

  it("a SEDO lock is locked with the reason held, and a stale object with the reason stale", () => {
    expect(judgeRefusal(errorResponse(500, "not able to get the lock"), call)).toMatchObject({
      kind: "locked",
      reason: "held",
    });
    expect(judgeRefusal(errorResponse(500, "SedoObjectVersion"), call)).toMatchObject({
      kind: "locked",
      reason: "stale",
    });
  });

  it("the advice after 404 with an unknown text to a keyed read names security scopes", () => {
    expect(judgeRefusal(errorResponse(404, "?"), keyedRead).advice).toContain("security scopes");
  });
});

describe("the message", () => {
  it.each([
    ["an error text", errorResponse(500, "It broke"), '500 ("It broke")'],
    ["no error text", response(500, ""), "500"],
    ["a redirect", response(307, "Moved"), "(307)"],
    ["a protocol change", response(101, ""), "(101)"],
  ])("the message after a refusal names the call and what happened: %s", (_what, httpResponse, message) => {
    for (const [context, name] of [
      [call, "RefreshPkgSource"],
      [keyedRead, "Read"],
      [write, "Update"],
    ] as const) {
      const failure = judgeRefusal(httpResponse, context);
      expect(failure.message).toMatch(new RegExp(`^${name} of SMS_Package P0100012: .`));
      expect(failure.message.endsWith(message)).toBe(true);
    }
  });
});

describe("the status code in an error text", () => {
  it.each([
    ["a lock", errorResponse(500, "not able to get the lock at this time. Error: 0x40480732"), "0x40480732"],
    ["a stale object", errorResponse(500, "DeniedInvalidObjectVersion (0x40480733)"), "0x40480733"],
    ["an RPC error", errorResponse(500, "The RPC server is unavailable. (0x800706BA)"), "0x800706BA"],
    ["a generic failure", errorResponse(500, "Generic failure 0x80041001"), "0x80041001"],
    ["a missing object in a method call", errorResponse(500, "Not found 0x80041002"), "0x80041002"],
  ])("the status code in an error text is decoded: %s", (_what, httpResponse, hex) => {
    expect(judgeRefusal(httpResponse, call)).toMatchObject({ status: { hex } });
  });

  it("a failure has no status if the error text has no code", () => {
    expect(judgeRefusal(errorResponse(500, "Something failed"), call)).not.toHaveProperty("status");
    expect(judgeRefusal(errorResponse(500, "not able to get the lock"), call)).not.toHaveProperty("status");
  });
});

describe("an error text", () => {
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
  ])('the error text of a 404 response decides the failure kind: "%s" is %s', (text, kind) => {
    expect(judgeRefusal(errorResponse(404, text), call).kind).toBe(kind);
  });

  it.each([
    ["Access denied  WMI QUERY: ", "not-executed"],
    ["access denied WMI QUERY", "not-executed"],
    ["Insufficient rights to do that", "not-executed"],
    ["After step 2: access denied WMI QUERY", "unknown"],
    ["Access denied to the folder", "unknown"],
  ])(
    'an error text about access proves not-executed in a 500 response only if it was seen on a real site: "%s" is %s',
    (text, execution) => {
      expect(judgeRefusal(errorResponse(500, text), call)).toMatchObject({ kind: "access-denied", execution });
      expect(judgeRefusal(errorResponse(404, text), call)).toMatchObject({ execution: "not-executed" });
    },
  );

  it("a read fails with provider-error and not with not-found if a 404 error text is about the SMS Provider", () => {
    expect(judgeRefusal(errorResponse(404, "Provider load failure"), keyedRead).kind).toBe("provider-error");
    expect(judgeRefusal(errorResponse(500, "?"), keyedRead).kind).toBe("provider-error");
  });
});

describe("a status without a known error text", () => {
  it.each([400, 405, 406, 411, 413, 414, 415, 431, 501])(
    "status %i without a known error text is unsupported: the site refused the form of the request",
    (status) => {
      expect(judgeRefusal(response(status, ""), call)).toMatchObject({
        kind: "unsupported",
        execution: "not-executed",
      });
    },
  );

  it.each([300, 304, 399])("a method call with status %i (redirect) is invalid-response and `unknown`", (status) => {
    expect(judgeRefusal(response(status, ""), call)).toMatchObject({ kind: "invalid-response", execution: "unknown" });
  });

  it.each([402, 404, 409, 500, 505])(
    "a method call with status %i and an unknown error text is a provider-error and `unknown`",
    (status) => {
      expect(judgeRefusal(errorResponse(status, "?"), call)).toMatchObject({
        kind: "provider-error",
        execution: "unknown",
      });
    },
  );

  it("a failure has the body of the response, and an empty body after 101", () => {
    expect(judgeRefusal(response(300, "Multiple"), call).http).toMatchObject({ body: "Multiple" });
    expect(judgeRefusal(response(101, ""), call).http).toMatchObject({ body: "" });
  });

  it("a 101 response (protocol change) is not-executed for a read and unknown for a method call", () => {
    expect(judgeRefusal(response(101, ""), keyedRead)).toMatchObject({
      kind: "invalid-response",
      execution: "not-executed",
    });
    expect(judgeRefusal(response(101, ""), call)).toMatchObject({ kind: "invalid-response", execution: "unknown" });
  });
});

describe("a 503 response of HTTP.sys", () => {
  it.each([
    ["the page and the Server header", unavailable, httpSys],
    ["the title of the page and the Server header", "<TITLE> Service Unavailable</TITLE>", httpSys],
  ])("a method call with a 503 response of HTTP.sys is not-executed, recognized by %s", (_what, text, headers) => {
    expect(judgeRefusal(response(503, text, headers), call)).toMatchObject({ execution: "not-executed" });
  });

  it.each([
    ["a page without the Server header", unavailable, {}],
    ["another server", unavailable, { server: "Microsoft-IIS/10.0" }],
    ["another page", "HTTP Error 5031", httpSys],
    ["a Server header with two servers", unavailable, { server: "Microsoft-HTTPAPI/2.0, nginx" }],
    ["a Server header that only contains the name", unavailable, { server: "x Microsoft-HTTPAPI/2.0" }],
  ])("a method call with a 503 response that might not be of HTTP.sys is `unknown`: %s", (_what, text, headers) => {
    expect(judgeRefusal(response(503, text, headers), call)).toMatchObject({ execution: "unknown" });
  });
});

describe("the delay of Retry-After", () => {
  const now = "Sun, 22 Nov 2026 10:00:00 GMT";
  it.each([
    ["0 seconds", { "retry-after": "0" }, 0],
    ["120 seconds", { "retry-after": "120" }, 120_000],
    ["a date, compared with the Date header", { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT", date: now }, 30_000],
    ["a date in the past", { "retry-after": "Sun, 22 Nov 2026 09:00:00 GMT", date: now }, 0],
    ["a date without a Date header", { "retry-after": now }, undefined],
    ["a date with a Date header that is not valid", { "retry-after": now, date: "soon" }, undefined],
    ["a text that is not a date", { "retry-after": "soon", date: now }, undefined],
    ["a number with ten digits", { "retry-after": "9999999999" }, undefined],
  ])("the delay of Retry-After is read in milliseconds from %s", (_what, headers, retryAfterMs) => {
    for (const status of [429, 503]) {
      const failure = judgeRefusal(response(status, "", headers), call);
      if (retryAfterMs === undefined) expect(failure).not.toHaveProperty("retryAfterMs");
      else expect(failure).toMatchObject({ retryAfterMs });
    }
  });
});

describe("the headers of a response", () => {
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

  it("the headers of a response are shown only if they are in the list", () => {
    const headers = Object.fromEntries([...shown, "set-cookie", "location", "x-powered-by"].map((name) => [name, "v"]));
    const failure = judgeRefusal(response(500, "", headers), call);
    expect(failure.http?.headers).toEqual(Object.fromEntries(shown.map((name) => [name, "v"])));
  });

  it("the headers of a response are cut after 500 characters", () => {
    const failure = judgeRefusal(response(500, "", { server: "x".repeat(501) }), call);
    expect(failure.http?.headers).toEqual({ server: "x".repeat(500) });
  });

  it.each<[string | undefined, string[]]>([
    [undefined, []],
    ["", []],
    ["Negotiate", ["Negotiate"]],
    ["Negotiate, Negotiate abc=", ["Negotiate"]],
    [
      'Negotiate oYG2MIGz, NTLM, Bearer authorization_uri="https://login/a, b \\", Basic c", error="x"',
      ["Negotiate", "NTLM", "Bearer"],
    ],
    [' NTLM ,  Basic realm="a, Digest b"', ["NTLM", "Basic"]],
    ['Bearer realm = "x", error="invalid_token", error_description="a \\" Basic b"', ["Bearer"]],
    ["Bearer a=b, c  = d", ["Bearer"]],
    ["=, 5x, -y", []],
  ])("the challenges of a 401 response have each authentication scheme once: %s", (header, challenges) => {
    const headers = header === undefined ? {} : { "www-authenticate": header };
    expect(judgeRefusal(response(401, "", headers), call)).toMatchObject({ challenges });
  });
});
