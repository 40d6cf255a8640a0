import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeStatus } from "../../src/status/decode-status.js";
import { decodeProviderStatus } from "../../src/status/provider-status.js";
import { clientTable } from "../../src/status/tables/client-table.js";
import type { CodeTable } from "../../src/status/tables/code-table.js";
import { bitsTable, deliveryOptimizationTable, winHttpTable } from "../../src/status/tables/download-table.js";
import { securityTable } from "../../src/status/tables/security-table.js";
import { win32Table } from "../../src/status/tables/win32-table.js";
import { defenderTable, windowsSetupTable } from "../../src/status/tables/windows-setup-table.js";
import { intuneUpdateTable, windowsUpdateTable } from "../../src/status/tables/windows-update-table.js";
import errors from "../reference/errors.json" with { type: "json" };

const { compositeErrorCode, wbem, hresult, clientCodes } = errors;

/** The header has two names for one number. decodeStatus returns the first name. */
const predefined = compositeErrorCode.predefined.filter(({ name }) => name !== "E_CIMOM_CREAT_CONN");

/** Returns the text of a table row without its remarks in brackets. */
function bare(text: string | undefined): string | undefined {
  return text?.replace(/ *\(.*\)/g, "");
}

/** The tables by source. The keys of some tables are only the low half of the code. */
const tables: readonly [source: string, high: number, CodeTable][] = [
  ["win32", 0x8007_0000, win32Table],
  ["win32", 0, winHttpTable],
  ["windows-security", 0, securityTable],
  ["bits", 0, bitsTable],
  ["delivery-optimization", 0, deliveryOptimizationTable],
  ["windows-update", 0, windowsUpdateTable],
  ["intune-update-agent", 0, intuneUpdateTable],
  ["windows-setup", 0, windowsSetupTable],
  ["defender", 0, defenderTable],
  ["configmgr-client", 0x87d0_0000, clientTable],
];

const tableRows = tables.flatMap(([source, high, table]) =>
  Array.from(table(), ([key, known]) => ({ code: high + key, source, ...known })),
);

describe("decodeStatus and the reference", () => {
  it("decodeStatus and the reference agree on the codes of WMI", () => {
    const facts = { severity: "failure", facility: "FACILITY_ITF", source: "wbem" };
    const expected = wbem.codes.map(({ name, signed, unsigned, hex, meaning }) => {
      return { hex, signed, unsigned, name, message: meaning, ...facts };
    });
    expect(wbem.codes.map(({ signed }) => decodeStatus(signed))).toMatchObject(expected);
  });

  it("decodeStatus and the reference agree on the success codes of WMI", () => {
    const rows = wbem.success.slice(2);
    const expected = rows.map(({ name }) => ({ name, severity: "success", source: "wbem" }));
    expect(rows.map(({ hex }) => decodeStatus(Number(hex)))).toMatchObject(expected);
  });

  it("decodeStatus and the reference agree on HRESULTs of COM and Win32", () => {
    const expected = hresult.codes.map(({ name, hex, facility, meaning }) => {
      return { hex, name, facility: facility === 7 ? "FACILITY_WIN32" : "FACILITY_NULL", message: bare(meaning) };
    });
    const found = hresult.codes.map(({ unsigned }) => {
      const { hex, name, facility, message } = decodeStatus(unsigned);
      return { hex, name, facility, message: bare(message) };
    });
    expect(found).toEqual(expected);
  });

  it("decodeStatus and the reference agree on the names of facilities", () => {
    for (const { value, name } of hresult.facilities) {
      expect(name.split(" / ")).toContain(decodeStatus(0x8000_0000 + value * 0x1_0000 + 0xabc).facility);
    }
  });

  it("decodeStatus and the reference agree on the codes of the client", () => {
    const facts = { severity: "failure", facility: "2000", source: "configmgr-client" };
    const expected = clientCodes.codes.map(({ hex, meaning }) => ({ hex, message: meaning, ...facts }));
    expect(clientCodes.codes.map(({ signed }) => decodeStatus(signed))).toMatchObject(expected);
  });

  it("decodeStatus and the reference agree on the composite codes of the SMS Provider", () => {
    for (const { name, value, hex, meaning, parts } of predefined) {
      const { severity, facility, action, object, reason } = parts;
      const status = decodeStatus(value);
      expect(status).toMatchObject({ hex, name, severity, facility, action, object, reason, source: "sms-provider" });
      expect(bare(status.message)).toMatch(new RegExp(`^${bare(meaning) ?? ""}`));
    }
  });

  it("decodeStatus and the reference agree on the composite codes that sites returned", () => {
    for (const { value, hex, parts } of compositeErrorCode.observed) {
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
    }
  });
});

describe("a table of codes", () => {
  it("decodeStatus finds each code of each table, with the table's source", () => {
    const found = tableRows
      .map(({ code }) => decodeStatus(code))
      .map(({ unsigned, source, name, message }) => {
        return { code: unsigned, source, ...(name !== undefined && { name }), message };
      });
    expect(found).toEqual(tableRows);
  });

  it("each row of a table of codes has a number, a name and a text, and no code occurs twice", () => {
    for (const { code, name, message } of tableRows) {
      expect(code).toBeGreaterThan(0);
      expect(message).toMatch(/^\S.{2,}\S$/);
      if (name !== undefined) expect(name).toMatch(/^[A-Z][A-Z0-9]+(_[A-Z0-9]+)+$/);
    }
    expect(new Set(tableRows.map(({ code }) => code)).size).toBe(tableRows.length);
  });

  it("the tables of codes have names and texts for more than 500 codes", () => {
    const named = [...tableRows.filter(({ name }) => name !== undefined), ...wbem.codes, ...hresult.codes];
    expect(named.length).toBeGreaterThan(500);
  });

  it("decodeProviderStatus returns the source of every code, and a text only for codes of WMI, COM and the SMS Provider", () => {
    expect(decodeProviderStatus(0x8020_0013)).toMatchObject({ source: "bits", severity: "failure" });
    expect(decodeProviderStatus(0x8020_0013)).not.toHaveProperty("message");
    for (const code of [0x4048_0732, 0x8004_1003, 0x8007_0035, 0x8000_4005]) {
      expect(decodeProviderStatus(code)).toEqual(decodeStatus(code));
    }
  });
});

describe("decodeStatus", () => {
  it.each([
    [0xc190_0210, "windows-setup", "MOSETUP_E_COMPAT_SCANONLY"],
    [0xc190_0208, "windows-setup", "MOSETUP_E_COMPAT_INSTALLREQ_BLOCK"],
    [0xc190_0101, "windows-setup", "MOSETUP_E_SETUP_PLATFORM"],
    [0xc180_0101, "windows-setup", undefined],
    [0xc180_0118, "windows-setup", undefined],
    [0xc142_0113, "dism", undefined],
    [0xc142_0127, "dism", undefined],
    [0x80d0_2002, "delivery-optimization", "DO_E_DOWNLOAD_NO_PROGRESS"],
    [0x80d0_ffff, "delivery-optimization", undefined],
    [0x8050_8023, "defender", "ERR_MP_THREAT_NOT_FOUND"],
    [0x8050_15fe, "defender", undefined],
    [0x80cf_0016, "intune-update-agent", "OM_E_INSTALL_NOT_ALLOWED"],
    [0x8024_402c, "windows-update", "WU_E_PT_WINHTTP_NAME_NOT_RESOLVED"],
    [0x8019_0194, "bits", "BG_E_HTTP_ERROR_404"],
    [0x8009_1007, "windows-security", "CRYPT_E_HASH_VALUE"],
    [0x800b_0109, "windows-security", "CERT_E_UNTRUSTEDROOT"],
    [0x8007_2ee2, "win32", "ERROR_WINHTTP_TIMEOUT"],
  ])("decodeStatus does not attribute %d to the SMS Provider, but to %s", (code, source, name) => {
    const status = decodeStatus(code);
    expect(status.source).toBe(source);
    expect(status.name).toBe(name);
    expect(status).not.toHaveProperty("reason");
  });

  it("decodeStatus finds the name of a composite code also if the code has a reason in addition", () => {
    expect(decodeStatus(0xc149_0902)).toMatchObject({
      name: "E_SQL_EXEC_METHOD",
      message: "stored procedure failed",
      reason: "R_SQL",
    });
  });

  it("decodeStatus decodes a composite code that has no name if each of its fields is known", () => {
    expect(decodeStatus(0x4141_0905)).toEqual({
      hex: "0x41410905",
      signed: 0x4141_0905,
      unsigned: 0x4141_0905,
      severity: "S_FUNC",
      facility: "F_SQL",
      action: "A_CREAT",
      object: "O_METHOD",
      reason: "R_DISTSRC",
      source: "sms-provider",
      advice: expect.stringContaining("SMSProv.log") as string,
    });
  });

  it.each([
    ["the reserved bits", 0x9048_0700],
    ["no facility", 0x4008_0700],
    ["an unknown facility", 0x4308_0700],
    ["no severity", 0x0048_0700],
    ["no action", 0x4040_0700],
    ["an unknown action", 0x404b_0700],
    ["no object", 0x4048_0000],
    ["an unknown object", 0x4048_1400],
    ["an unknown reason", 0x4048_07fe],
  ])("decodeStatus does not decode a composite code with %s", (_what, code) => {
    const status = decodeStatus(code);
    expect(status.source).toBe("unknown");
    expect(status).not.toHaveProperty("reason");
    expect(status).not.toHaveProperty("name");
  });

  it("decodeStatus decodes 0 as success of the SMS Provider, without advice", () => {
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
    [1633, "ERROR_INSTALL_PLATFORM_UNSUPPORTED", "failure"],
    [5, "ERROR_ACCESS_DENIED", "failure"],
    [4, undefined, "failure"],
    [53, "ERROR_BAD_NETPATH", "failure"],
    [1219, "ERROR_SESSION_CREDENTIAL_CONFLICT", "failure"],
    [1326, "ERROR_LOGON_FAILURE", "failure"],
    [1603, "ERROR_INSTALL_FAILURE", "failure"],
    [1641, "ERROR_SUCCESS_REBOOT_INITIATED", "success"],
    [1722, "RPC_S_SERVER_UNAVAILABLE", "failure"],
    [3010, "ERROR_SUCCESS_REBOOT_REQUIRED", "success"],
    [12_002, "ERROR_WINHTTP_TIMEOUT", "failure"],
    [65_535, undefined, "failure"],
  ])("decodeStatus decodes the bare number %d as a Win32 code", (code, name, severity) => {
    const status = decodeStatus(code);
    expect(status).toMatchObject({ severity, facility: "FACILITY_WIN32", source: "win32" });
    expect(status.name).toBe(name);
    expect(status.message === undefined).toBe(code === 65_535);
  });

  it.each([2, 3, 8, 32, 50, 64, 67, 86, 112, 121, 1168, 1231, 1331, 1385, 1396, 1460, 1612, 1618, 1726])(
    "decodeStatus returns the same text for the Win32 code %d with and without a facility",
    (code) => {
      const { name, message } = decodeStatus(0x8007_0000 + code);
      expect(name).toMatch(/^(ERROR|RPC_S)_/);
      expect(decodeStatus(code)).toMatchObject({ name, message });
    },
  );

  it.each([
    [0x8007_ffff, "win32"],
    [0x8007_0000, "win32"],
    [0x8008_0001, "unknown"],
    [0x8004_1000, "unknown"],
    [0x8004_4fff, "wbem"],
    [0x8004_5000, "unknown"],
    [0x87d0_ffff, "configmgr-client"],
    [0x87d1_041c, "unknown"],
    [0x07d0_0324, "unknown"],
    [0xa7d0_0324, "unknown"],
    [0x0001_0000, "unknown"],
    [0xffff_ffff, "unknown"],
  ])("decodeStatus attributes %d, at the border of a range, to %s", (code, source) => {
    const status = decodeStatus(code);
    expect(status.source).toBe(source);
    expect(status).not.toHaveProperty("name");
  });

  it.each([
    [0x7fff_ffff, "success"],
    [-0x8000_0000, "failure"],
  ])("decodeStatus reads the severity of the unknown code %d from its highest bit: %s", (code, severity) => {
    expect(decodeStatus(code)).toMatchObject({ severity, source: "unknown" });
  });

  it.each([
    [0x4048_0732, /^Find the user .*Get-CMObjectLockDetails/],
    [0x4048_0715, /source folder/],
    [0x4248_0c00, /security role.*security scope/],
    [0x8004_1003, /security role.*security scope/],
    [0x8004_1001, /SMSProv\.log/],
    [0xc148_0500, /SMSProv\.log/],
    [0x8004_106c, /later/],
    [0x8007_0035, /PkgSourcePath/],
    [2, /PkgSourcePath/],
    [0x87d0_0324, /client's logs/],
    [0xc190_0101, /setupact\.log/],
    [0x8020_0013, /DataTransferService\.log/],
  ])("decodeStatus returns an advice for %d: %s", (code, advice) => {
    expect(decodeStatus(code).advice).toMatch(advice);
  });

  it("decodeStatus advises to try again later for temporary errors of WMI only", () => {
    const passing = wbem.codes.filter(({ unsigned }) => /later/.test(decodeStatus(unsigned).advice ?? ""));
    expect(passing).toEqual(wbem.codes.filter((row) => row.transient));
  });

  const int32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
  const wordByWord = fc.tuple(
    fc.constantFrom(0, 0x4, 0x4048, 0x8004, 0x8007, 0x87d0, 0xc149, 0xc190, 0x8024),
    fc.integer({ min: 0, max: 0xffff }),
  );
  const likely = wordByWord.map(([high, low]) => (high << 16) | low | 0);

  it("decodeStatus returns the same for the signed and the unsigned form of a number", () => {
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

  it("decodeStatus returns JSON data without undefined members", () => {
    fc.assert(
      fc.property(fc.oneof(int32, likely), (code) => {
        const status = decodeStatus(code);
        expect(JSON.parse(JSON.stringify(status))).toStrictEqual(status);
      }),
    );
  });

  it.each([-0x8000_0001, 0x1_0000_0000, 0.5, NaN, Infinity, Number.MAX_SAFE_INTEGER])(
    "decodeStatus throws a RangeError that names %d, which is not a 32-bit integer",
    (code) => {
      expect(() => decodeStatus(code)).toThrow(RangeError);
      expect(() => decodeStatus(code)).toThrow(String(code));
    },
  );

  it("decodeStatus throws a RangeError for a value that is not a number", () => {
    // @ts-expect-error text is not a number
    expect(() => decodeStatus("0x80041001")).toThrow(RangeError);
    // @ts-expect-error a bigint is not a number
    expect(() => decodeStatus(1n)).toThrow(RangeError);
  });
});
