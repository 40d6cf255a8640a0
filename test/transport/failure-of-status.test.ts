import { describe, expect, it } from "vitest";
import { failureOfStatus } from "../../src/transport/failure-of-status.js";

const object = { className: "SMS_Package", PackageID: "P0100012" };
const call = { ...object, methodName: "RefreshPkgSource" };

describe("failureOfStatus", () => {
  it.each([
    ["SEDO lock", 0x40480732, "locked", "not-executed", "not-executed"],
    ["WBEM_E_ACCESS_DENIED", 0x80041003, "access-denied", "unknown", "not-executed"],
    ["E_ACCESSDENIED", 0x80070005, "access-denied", "unknown", "not-executed"],
    ["E_SEC_VAL_RIGHT", 0x42480c00, "access-denied", "unknown", "not-executed"],
    ["WBEM_E_INVALID_METHOD", 0x8004102e, "unsupported", "not-executed", "not-executed"],
    ["WBEM_E_INVALID_METHOD_PARAMETERS", 0x8004102f, "unsupported", "not-executed", "not-executed"],
    ["E_INT_VAL_METHOD_NS", 0x40480914, "unsupported", "not-executed", "not-executed"],
    ["E_INT_VAL_METHOD", 0x40480916, "unsupported", "not-executed", "not-executed"],
  ])(
    "failureOfStatus returns the kind of a code that is known, for a method call and for a write: %s",
    (_name, code, kind, ofMethod, ofWrite) => {
      expect(failureOfStatus(code, call)).toMatchObject({ kind, execution: ofMethod, operation: call });
      expect(failureOfStatus(code, object)).toMatchObject({ kind, execution: ofWrite, operation: object });
    },
  );

  it.each([
    ["WBEM_E_INVALID_CLASS", 0x80041010, "unsupported"],
    ["WBEM_E_NOT_FOUND", 0x80041002, "not-found"],
    ["E_INT_OPEN_INST", 0x80420a0e, "not-found"],
  ])(
    "failureOfStatus makes a method call `unknown` for a code that a running method can also cause: %s",
    (_name, code, kind) => {
      expect(failureOfStatus(code, object)).toMatchObject({ kind, execution: "not-executed" });
      expect(failureOfStatus(code, call)).toMatchObject({ kind: "provider-error", execution: "unknown" });
    },
  );

  it.each([0x80041001, 0x80041013, 0x8004106c, 0x800706ba, 0x80041069, 0xdeadbeef, 1])(
    "failureOfStatus returns a provider-error for a code without a more exact kind: %i",
    (code) => {
      expect(failureOfStatus(code, call)).toMatchObject({
        kind: "provider-error",
        execution: "unknown",
        status: { unsigned: code },
      });
      expect(failureOfStatus(code, object)).toMatchObject({ kind: "provider-error", execution: "unknown" });
    },
  );

  it("failureOfStatus of a read is not-executed for every code", () => {
    for (const code of [0x40480732, 0x80041001, 0x80041002, 0x80041003, 0x8004106c, 0xdeadbeef]) {
      expect(failureOfStatus(code, object, { isRead: true }).execution).toBe("not-executed");
    }
    expect(failureOfStatus(0x80041002, object, { isRead: true }).kind).toBe("not-found");
  });

  it("failureOfStatus accepts signed and unsigned codes, and decodes them", () => {
    expect(failureOfStatus(-2147217405, call)).toEqual(failureOfStatus(0x80041003, call));
    expect(failureOfStatus(0x40480732, call)).toMatchObject({ status: { hex: "0x40480732" }, reason: "held" });
  });

  it("the message of failureOfStatus names the call and the code, and its advice starts with a warning if execution is unknown", () => {
    const failure = failureOfStatus(0x80041001, call);
    expect(failure.message).toMatch(/^RefreshPkgSource of SMS_Package P0100012: .* \(0x80041001\)$/);
    expect(failure.advice).toMatch(/^Do not call again yet\..*SMSProv\.log/);
    expect(failureOfStatus(0x40480732, call).advice).not.toContain("Do not call again");
  });

  it("failureOfStatus returns JSON values only", () => {
    for (const code of [0x40480732, 0x80041001, 0x80041002, 0xdeadbeef]) {
      const failure = failureOfStatus(code, call);
      expect(structuredClone(failure)).toEqual(JSON.parse(JSON.stringify(failure)));
    }
  });

  it.each([0.5, Number.NaN, 2 ** 32, -(2 ** 31) - 1])(
    "failureOfStatus throws RangeError for a number that is not a 32-bit integer: %d",
    (code) => {
      expect(() => failureOfStatus(code, call)).toThrow(RangeError);
    },
  );
});
