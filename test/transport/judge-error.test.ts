import { describe, expect, it } from "vitest";
import { CertificateError } from "../../src/transport/admin-service/connection/certificate.js";
import { AbortedError, TimeUpError } from "../../src/transport/admin-service/connection/attempt-cancellation.js";
import { causeOf } from "../../src/transport/admin-service/connection/unknown-values.js";
import { judgeError } from "../../src/transport/admin-service/judge/judge-error.js";
import { TooLargeError } from "../../src/transport/admin-service/connection/read-response.js";
import type { RequestContext } from "../../src/transport/admin-service/connection/http-response.js";

const operation = { className: "SMS_Package", methodName: "RefreshPkgSource", PackageID: "P0100012" };
const call: RequestContext = { operation, runs: "method", throughGateway: false };
const write: RequestContext = { ...call, runs: "write" };
const read: RequestContext = { ...call, runs: "nothing" };

function coded(code: string, message = "text of Node"): Error {
  return Object.assign(new Error(message), { code });
}

const lost: [string, Error][] = [
  ["timeout", new TimeUpError(30)],
  ["aborted", new AbortedError()],
  ["invalid-response", new TooLargeError(201, 1000)],
  ["invalid-response", coded("HPE_INVALID_CONSTANT")],
  ["network", coded("ECONNRESET")],
];

describe("an error that ended an attempt", () => {
  it.each(lost)(
    "a method call and a write are `unknown` after an error if sending began, otherwise not-executed: %s, %s",
    (kind, error) => {
      for (const context of [call, write]) {
        expect(judgeError(error, true, context)).toMatchObject({ kind, execution: "unknown", operation });
        expect(judgeError(error, false, context)).toMatchObject({ kind, execution: "not-executed", operation });
      }
    },
  );

  it.each(lost)("a read is not-executed after every error: %s, %s", (kind, error) => {
    for (const written of [true, false]) {
      expect(judgeError(error, written, read)).toMatchObject({ kind, execution: "not-executed", operation });
    }
  });

  it.each([new TimeUpError(30), new AbortedError(), coded("ECONNRESET"), coded("ENOTFOUND")])(
    "the advice for an error warns not to call again yet, only if execution is unknown: %s",
    (error) => {
      expect(judgeError(error, true, call).advice).toMatch(/^Do not call again yet\..*SourceVersion/);
      expect(judgeError(error, false, call).advice).not.toContain("Do not call again");
      expect(judgeError(error, true, read).advice).not.toContain("Do not call again");
    },
  );

  it.each([
    [new TimeUpError(30), true, /30 ms/],
    [new AbortedError(), true, /aborted/],
    [coded("ECONNRESET"), true, /\(ECONNRESET\)/],
    [coded("ECONNREFUSED"), false, /\(ECONNREFUSED\)/],
    [coded("HPE_INVALID_CONSTANT"), true, /HTTP \(HPE_INVALID_CONSTANT\)/],
    [new TooLargeError(201, 1000), true, /1000 bytes/],
  ])("the message for an error names the call and what happened: %s", (error, written, what) => {
    const { message } = judgeError(error, written, call);
    expect(message).toMatch(/^RefreshPkgSource of SMS_Package P0100012: /);
    expect(message).toMatch(what);
    expect(judgeError(error, written, write).message).toMatch(/^RefreshPkgSource of/);
    expect(judgeError(error, written, { ...write, operation: { className: "SMS_Package" } }).message).toMatch(
      /^Update of SMS_Package: /,
    );
  });

  it("the advice for a timeout names retry.totalMs or timeoutMs, whichever ended the read", () => {
    expect(judgeError(new TimeUpError(30, true), true, read).advice).toContain("retry.totalMs");
    expect(judgeError(new TimeUpError(30), true, read).advice).toContain("timeoutMs");
  });

  it("the errors of a timeout and of an abort have different names, so that a credential knows why its signal fired", () => {
    expect(new TimeUpError(30).name).toBe("TimeUpError");
    expect(new AbortedError().name).toBe("AbortedError");
  });

  it("the failure for an error contains JSON values only", () => {
    for (const [, error] of lost) {
      const failure = judgeError(error, true, call);
      expect(JSON.parse(JSON.stringify(failure))).toEqual(failure);
      expect(Object.values(failure)).not.toContain(undefined);
    }
  });
});

describe("an error about the server certificate", () => {
  it("an error about the server certificate is not-executed, with its advice", () => {
    const error = new CertificateError("expired", "CERT_HAS_EXPIRED", "it expired");
    expect(judgeError(error, true, call)).toEqual({
      kind: "certificate",
      execution: "not-executed",
      message: "RefreshPkgSource of SMS_Package P0100012: it expired",
      operation,
      advice: expect.stringContaining("Renew") as string,
      reason: "expired",
      cause: { name: "CertificateError", code: "CERT_HAS_EXPIRED", message: "it expired" },
    });
  });
});

describe("a response that is too large", () => {
  it("a response that is too large is a failure with the status, the limit and the option that increases it", () => {
    const failure = judgeError(new TooLargeError(201, 1000), true, call);
    expect(failure).toMatchObject({
      message: expect.stringContaining("1000 bytes") as string,
      http: { status: 201, headers: {} },
    });
    expect(failure.advice).toContain("maxResponseBytes");
  });
});

describe("a connection that was not made", () => {
  it.each([
    ["ENOTFOUND", "host name"],
    ["EAI_AGAIN", "DNS"],
    ["ECONNREFUSED", "port"],
    ["ETIMEDOUT", "firewalls"],
    ["EPROTO", "TLS 1.2"],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL", "TLS 1.2"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "TLS 1.2"],
    ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "tls.clientCertificate"],
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "tls.clientCertificate"],
    ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "tls.clientCertificate"],
    ["ENETUNREACH", "network"],
  ])("the advice for a connection that was not made names the first check: %s", (code, advice) => {
    for (const written of [false, true]) {
      const failure = judgeError(coded(code), written, call);
      expect(failure).toMatchObject({ kind: "network", code, cause: { name: "Error", code } });
      expect(failure.advice).toContain(advice);
    }
  });

  it("an error without a code has the code UNKNOWN", () => {
    expect(judgeError(new Error("no code"), false, call)).toMatchObject({ kind: "network", code: "UNKNOWN" });
  });

  it("the advice for a response that is not HTTP names host and port", () => {
    expect(judgeError(coded("HPE_INVALID_CONSTANT"), false, call)).toMatchObject({
      advice: expect.stringMatching(/host.*port.*baseUrl/) as string,
      cause: { code: "HPE_INVALID_CONSTANT" },
    });
  });
});

describe("the cause of a failure", () => {
  it("the cause of a failure contains name, code and message of an error, and no other member", () => {
    const error = Object.assign(new TypeError("text"), {
      code: "E_X",
      config: { headers: { Authorization: "secret" } },
    });
    expect(causeOf(error)).toEqual({ name: "TypeError", message: "text", code: "E_X" });
  });

  it("the cause of a failure has no code if the code of the error is not a string", () => {
    expect(causeOf(new Error("text"))).toEqual({ name: "Error", message: "text" });
    expect(causeOf(Object.assign(new Error("text"), { code: 5 }))).toEqual({ name: "Error", message: "text" });
  });

  it("the cause of a failure is cut after 500 characters", () => {
    expect(causeOf(new Error("x".repeat(501))).message).toBe("x".repeat(500));
  });

  it.each(["text", undefined, null, { message: "secret" }])(
    "the cause of a failure contains nothing of a value that is not an error: %j",
    (thrown) => {
      expect(causeOf(thrown)).toEqual({ name: "Error", message: expect.not.stringContaining("secret") as string });
    },
  );
});
