import { describe, expect, it } from "vitest";
import { CertificateError } from "../../src/transport/admin-service/connection/certificate.js";
import { AbortedError, TimeUpError } from "../../src/transport/admin-service/connection/attempt-cancellation.js";
import { causeOf } from "../../src/transport/admin-service/connection/error-cause.js";
import { judgeError } from "../../src/transport/admin-service/judge/judge-error.js";
import { TooLargeError } from "../../src/transport/admin-service/connection/read-response.js";
import type { RequestContext } from "../../src/transport/admin-service/connection/http-response.js";

const operation = { className: "SMS_Package", methodName: "RefreshPkgSource", PackageID: "P0100012" };
const call: RequestContext = { operation, runs: "method", throughGateway: false };
const write: RequestContext = { ...call, runs: "write" };
const read: RequestContext = { ...call, runs: "nothing" };

function coded(code: string, message = "words of Node's own"): Error {
  return Object.assign(new Error(message), { code });
}

const lost: [string, Error][] = [
  ["timeout", new TimeUpError(30)],
  ["aborted", new AbortedError()],
  ["invalid-response", new TooLargeError(201, 1000)],
  ["invalid-response", coded("HPE_INVALID_CONSTANT")],
  ["network", coded("ECONNRESET")],
];

describe("an attempt that ended in an error", () => {
  it.each(lost)("leaves a call in doubt once it was written: %s, %s", (kind, error) => {
    for (const context of [call, write]) {
      expect(judgeError(error, true, context)).toMatchObject({ kind, execution: "unknown", operation });
      expect(judgeError(error, false, context)).toMatchObject({ kind, execution: "not-executed", operation });
    }
  });

  it.each(lost)("never leaves a read in doubt: %s, %s", (kind, error) => {
    for (const written of [true, false]) {
      expect(judgeError(error, written, read)).toMatchObject({ kind, execution: "not-executed", operation });
    }
  });

  it.each([new TimeUpError(30), new AbortedError(), coded("ECONNRESET"), coded("ENOTFOUND")])(
    "says to look before calling again, only where the site may have run it: %s",
    (error) => {
      expect(judgeError(error, true, call).advice).toMatch(/may have run it.*SourceVersion.*not repeated/);
      expect(judgeError(error, false, call).advice ?? "").not.toContain("may have run it");
      expect(judgeError(error, true, read).advice ?? "").not.toContain("may have run it");
    },
  );

  it("tells in words what ended it", () => {
    expect(judgeError(new TimeUpError(30), true, call).message).toBe("No answer within 30 ms");
    expect(judgeError(new AbortedError(), true, call).message).toBe("The call was aborted");
    expect(judgeError(coded("ECONNRESET"), true, call).message).toBe("The connection was lost (ECONNRESET)");
    expect(judgeError(coded("ECONNREFUSED"), false, call).message).toContain(
      "no connection to the site (ECONNREFUSED)",
    );
    expect(judgeError(coded("HPE_INVALID_CONSTANT"), true, call).message).toContain("not HTTP (HPE_INVALID_CONSTANT)");
  });

  it("has a name, by which a credential knows why its signal fired", () => {
    expect(new TimeUpError(30).name).toBe("TimeUpError");
    expect(new AbortedError().name).toBe("AbortedError");
  });

  it("holds JSON values only", () => {
    for (const [, error] of lost) {
      const failure = judgeError(error, true, call);
      expect(JSON.parse(JSON.stringify(failure))).toEqual(failure);
      expect(Object.values(failure)).not.toContain(undefined);
    }
  });
});

describe("a certificate that was not accepted", () => {
  it("was never given a byte, and says what to do", () => {
    const problem = {
      reason: "expired",
      code: "CERT_HAS_EXPIRED",
      message: "it expired",
      advice: "Renew it.",
    } as const;
    expect(judgeError(new CertificateError(problem), true, call)).toEqual({
      kind: "certificate",
      execution: "not-executed",
      message: "It expired",
      operation,
      advice: "Renew it.",
      reason: "expired",
      cause: { name: "CertificateError", code: "CERT_HAS_EXPIRED", message: "it expired" },
    });
  });
});

describe("an answer that is too large", () => {
  it("names the limit and the option that raises it, and nothing of the answer but its status", () => {
    const failure = judgeError(new TooLargeError(201, 1000), true, call);
    expect(failure).toMatchObject({
      message: expect.stringContaining("larger than 1000 bytes") as string,
      http: { status: 201, headers: {} },
    });
    expect(failure.advice).toContain("maxResponseBytes");
  });
});

describe("a connection that did not come about", () => {
  it.each([
    ["ENOTFOUND", "host name in baseUrl"],
    ["EAI_AGAIN", "name service"],
    ["ECONNREFUSED", "check host and port"],
    ["ETIMEDOUT", "firewalls"],
    ["EPROTO", "TLS 1.2"],
    ["ERR_SSL_UNSUPPORTED_PROTOCOL", "TLS 1.2"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "TLS 1.2"],
    ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "tls.clientCertificate"],
    ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "tls.clientCertificate"],
    ["ENETUNREACH", "network between here and the provider"],
  ])("says where to look: %s", (code, advice) => {
    const failure = judgeError(coded(code), false, call);
    expect(failure).toMatchObject({ kind: "network", code, cause: { name: "Error", code } });
    expect(failure.advice).toContain(advice);
  });

  it("has a code in any case", () => {
    expect(judgeError(new Error("no code"), false, call)).toMatchObject({ kind: "network", code: "UNKNOWN" });
  });

  it("says where to look when something else than HTTP answers", () => {
    expect(judgeError(coded("HPE_INVALID_CONSTANT"), false, call)).toMatchObject({
      advice: expect.stringContaining("host and port in baseUrl") as string,
      cause: { code: "HPE_INVALID_CONSTANT" },
    });
  });
});

describe("the cause of a failure", () => {
  it("is name, code and words of an error, and none of its other members", () => {
    const error = Object.assign(new TypeError("words"), {
      code: "E_X",
      config: { headers: { Authorization: "secret" } },
    });
    expect(causeOf(error)).toEqual({ name: "TypeError", message: "words", code: "E_X" });
  });

  it("has no code where the error has none that is text", () => {
    expect(causeOf(new Error("words"))).toEqual({ name: "Error", message: "words" });
    expect(causeOf(Object.assign(new Error("words"), { code: 5 }))).toEqual({ name: "Error", message: "words" });
  });

  it("is cut where it is too long to read", () => {
    expect(causeOf(new Error("x".repeat(501))).message).toBe("x".repeat(500));
  });

  it.each(["text", undefined, null, { message: "secret" }])("tells nothing of what is no error: %j", (thrown) => {
    expect(causeOf(thrown)).toEqual({ name: "Error", message: "an error without a name" });
  });
});
