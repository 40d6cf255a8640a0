import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeStatus } from "../../src/status/decode-status.js";
import errors from "../reference/errors.json" with { type: "json" };

const { compositeErrorCode, wbem, hresult, clientCodes } = errors;

/** Two names of the header are one number; the decoder knows it by the first. */
const predefined = compositeErrorCode.predefined.filter(({ name }) => name !== "E_CIMOM_CREAT_CONN");

/** What a row says, without the remarks that it makes in brackets. */
function bare(text: string | undefined): string | undefined {
  return text?.replace(/ *\(.*\)/g, "");
}

describe("decodeStatus", () => {
  it.each(wbem.codes)("knows $hex as $name", ({ name, signed, unsigned, hex, meaning }) => {
    expect(decodeStatus(signed)).toMatchObject({
      hex,
      signed,
      unsigned,
      severity: "failure",
      facility: "FACILITY_ITF",
      name,
      message: meaning,
      source: "wbem",
    });
  });

  it.each(wbem.success.slice(2))("knows $hex as $name, a success", ({ name, hex }) => {
    expect(decodeStatus(Number(hex))).toMatchObject({ name, severity: "success", source: "wbem" });
  });

  it.each(hresult.codes)("knows $hex as $name", ({ name, signed, unsigned, hex, meaning, facility }) => {
    const status = decodeStatus(unsigned);
    expect(status).toMatchObject({ hex, signed, unsigned, severity: "failure", name, source: "win32" });
    expect(status.facility).toBe(facility === 7 ? "FACILITY_WIN32" : "FACILITY_NULL");
    expect(bare(status.message)).toBe(bare(meaning));
  });

  it.each(hresult.facilities)("names facility $value of any HRESULT", ({ value, name }) => {
    expect(name.split(" / ")).toContain(decodeStatus(0x8000_0000 + value * 0x1_0000 + 0xabc).facility);
  });

  it.each(clientCodes.codes)("knows $hex as a code of the client", ({ hex, signed, unsigned, meaning }) => {
    expect(decodeStatus(signed)).toMatchObject({
      hex,
      unsigned,
      severity: "failure",
      facility: "2000",
      message: meaning,
      source: "configmgr-client",
    });
  });

  it.each(predefined)("takes $hex apart as $name", ({ name, value, hex, meaning, parts }) => {
    const { severity, facility, action, object, reason } = parts;
    const status = decodeStatus(value);
    expect(status).toMatchObject({ hex, name, severity, facility, action, object, reason, source: "sms-provider" });
    expect(bare(status.message)).toMatch(new RegExp(`^${bare(meaning) ?? ""}`));
  });

  it.each(compositeErrorCode.observed)("takes $hex apart, as a site gave it", ({ value, hex, parts }) => {
    const { severity, facility, action, object, reason, reasonValue } = parts;
    expect(decodeStatus(value)).toMatchObject({
      hex,
      severity,
      facility,
      action,
      object,
      reason: reason ?? String(reasonValue),
      source: "sms-provider",
    });
  });

  it("gives a code whose reason was set at run time the name that it has without", () => {
    expect(decodeStatus(0xc149_0902)).toMatchObject({
      name: "E_SQL_EXEC_METHOD",
      message: "stored procedure failed",
      reason: "R_SQL",
    });
  });

  it("shows the parts of a composite code that no header knows, by number where they have no name", () => {
    expect(decodeStatus(0x8050_15fe)).toEqual({
      hex: "0x805015FE",
      signed: -2142235138,
      unsigned: 2152732158,
      severity: "S_MINOR",
      facility: "F_INT",
      action: "16",
      object: "21",
      reason: "254",
      source: "sms-provider",
      advice: expect.stringContaining("SMSProv.log") as string,
    });
  });

  it("reads 0 as success of the SMS Provider, without advice", () => {
    expect(decodeStatus(0)).toEqual({
      hex: "0x00000000",
      signed: 0,
      unsigned: 0,
      severity: "S_NONE",
      facility: "F_NONE",
      action: "A_NONE",
      object: "O_NONE",
      reason: "R_NONE",
      name: "E_NONE",
      message: "no error",
      source: "sms-provider",
    });
  });

  it.each([
    [1633, "ERROR_INSTALL_PLATFORM_UNSUPPORTED", "not for this platform; seen with SMS_Driver"],
    [5, "ERROR_ACCESS_DENIED", "access denied"],
    [4, undefined, "driver package storage path is not empty"],
    [1, undefined, undefined],
    [65_535, undefined, undefined],
  ])("reads the bare number %d as a Win32 code", (code, name, message) => {
    const status = decodeStatus(code);
    expect(status).toMatchObject({ severity: "failure", facility: "FACILITY_WIN32", source: "win32" });
    expect([status.name, status.message]).toEqual([name, message]);
  });

  it.each([
    [0x8007_ffff, "win32"],
    [0x8007_0000, "win32"],
    [0x8008_0001, "unknown"],
    [0x8004_1000, "unknown"],
    [0x8004_4fff, "wbem"],
    [0x8004_5000, "unknown"],
    [0x87d0_ffff, "configmgr-client"],
    [0x07d0_0324, "unknown"],
    [0xa7d0_0324, "unknown"],
    [0x0001_0000, "unknown"],
    [0xffff_ffff, "unknown"],
    // The reserved bits are set, there is no facility, there is no such facility, nothing is severe.
    [0x9048_0700, "unknown"],
    [0x4008_0700, "unknown"],
    [0x42c8_0700, "unknown"],
    [0x0048_0700, "unknown"],
  ])("draws the border of a family right: %d is of %s", (code, source) => {
    const status = decodeStatus(code);
    expect(status.source).toBe(source);
    expect(status).not.toHaveProperty("name");
  });

  it.each([
    [0x7fff_ffff, "success"],
    [-0x8000_0000, "failure"],
  ])("reads success and failure of a code that nobody knows from its highest bit: %d is a %s", (code, severity) => {
    expect(decodeStatus(code)).toMatchObject({ severity, source: "unknown" });
  });

  it.each([
    [0x4048_0732, /lock.*Get-CMObjectLockDetails/i],
    [0x4048_0715, /source folder/],
    [0x4248_0c00, /security role.*security scope/],
    [0x8004_1003, /security role.*security scope/],
    [0x8004_1001, /SMSProv\.log/],
    [0xc148_0500, /SMSProv\.log/],
    [0x8004_106c, /later/],
    [0x8007_0035, /PkgSourcePath/],
    [2, /PkgSourcePath/],
    [0x87d0_0324, /client's logs/],
  ])("advises on %d", (code, advice) => {
    expect(decodeStatus(code).advice).toMatch(advice);
  });

  it("advises to try again on what passes, and only on that", () => {
    const passing = wbem.codes.filter(({ unsigned }) => /later/.test(decodeStatus(unsigned).advice ?? ""));
    expect(passing).toEqual(wbem.codes.filter((row) => row.transient));
  });

  const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
  const wordByWord = fc.tuple(
    fc.constantFrom(0, 0x4, 0x4048, 0x8004, 0x8007, 0x87d0, 0xc149),
    fc.integer({ min: 0, max: 0xffff }),
  );
  const likely = wordByWord.map(([high, low]) => (high << 16) | low | 0);

  it("says the same of a number's signed and unsigned form", () => {
    fc.assert(
      fc.property(fc.oneof(int32, likely), (signed) => {
        const status = decodeStatus(signed);
        expect(decodeStatus(signed >>> 0)).toEqual(status);
        expect(status.signed).toBe(signed);
        expect(status.unsigned).toBe(signed >>> 0);
        expect(status.hex).toMatch(/^0x[0-9A-F]{8}$/);
        expect(Number(status.hex)).toBe(status.unsigned);
      }),
    );
  });

  it("gives JSON data, with no member undefined", () => {
    fc.assert(
      fc.property(fc.oneof(int32, likely), (code) => {
        const status = decodeStatus(code);
        expect(JSON.parse(JSON.stringify(status))).toStrictEqual(status);
      }),
    );
  });

  it.each([-0x8000_0001, 0x1_0000_0000, 0.5, NaN, Infinity, Number.MAX_SAFE_INTEGER])(
    "refuses %d, which is no 32-bit integer, and names it",
    (code) => {
      expect(() => decodeStatus(code)).toThrow(RangeError);
      expect(() => decodeStatus(code)).toThrow(`${String(code)} is not a 32-bit integer`);
    },
  );

  it("refuses what is no number", () => {
    // @ts-expect-error text is not a number
    expect(() => decodeStatus("0x80041001")).toThrow(RangeError);
    // @ts-expect-error nor is a bigint
    expect(() => decodeStatus(1n)).toThrow(RangeError);
  });
});
