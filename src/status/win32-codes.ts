import { hresultBits } from "./hresult.js";
import type { StatusMeaning } from "./status-meaning.js";
import { codeTable, type KnownCode } from "./tables/code-table.js";

/** Codes of COM, and the Win32 codes that the SMS Provider returns most often. */
const hresults = /* @__PURE__ */ codeTable(
  "",
  `
  80004001 E_NOTIMPL not implemented
  80004002 E_NOINTERFACE interface not supported
  80004003 E_POINTER bad pointer
  80004004 E_ABORT aborted
  80004005 E_FAIL unspecified failure
  8000FFFF E_UNEXPECTED unexpected failure
  80070002 ERROR_FILE_NOT_FOUND file not found
  80070003 ERROR_PATH_NOT_FOUND path not found
  80070005 E_ACCESSDENIED access denied
  80070006 E_HANDLE bad handle
  8007000E E_OUTOFMEMORY out of memory
  80070035 ERROR_BAD_NETPATH network path not found (source share unreachable)
  80070057 E_INVALIDARG bad argument
  80070661 ERROR_INSTALL_PLATFORM_UNSUPPORTED not for this platform; seen with SMS_Driver
  800706BA RPC_S_SERVER_UNAVAILABLE RPC server unavailable`,
);

/** Win32 codes that have another name in the Windows headers than as an HRESULT. */
const bareNames = new Map([
  [5, "ERROR_ACCESS_DENIED"],
  [6, "ERROR_INVALID_HANDLE"],
  [14, "ERROR_OUTOFMEMORY"],
  [87, "ERROR_INVALID_PARAMETER"],
]);

const win32AsHresult = 0x8007_0000;

/** Win32 codes with which a method or an installer reports success and a restart. */
const successes = new Set([1641, 3010]);

const sourceAdvice = "Check that the site server can reach and read the source folder of the package (PkgSourcePath).";
const advice = new Map([
  [0x8007_0002, sourceAdvice],
  [0x8007_0003, sourceAdvice],
  [0x8007_0035, sourceAdvice],
]);

/**
 * Explains Win32 codes (1 to 65535), Win32 codes in HRESULTs, and codes of COM.
 *
 * @param more - finds the text of a code that this file does not have
 */
export function win32Meaning(
  unsigned: number,
  more: (hresult: number) => KnownCode | undefined,
): StatusMeaning | undefined {
  const isBare = unsigned > 0 && unsigned < 0x1_0000;
  // Seen: 4 as SMS_ExtendedStatus.ErrorCode has this meaning for driver packages. The Win32 code 4 means too many open
  // files, so the code has no name here.
  if (unsigned === 4) {
    return { ...hresultBits(win32AsHresult + 4), message: "driver package storage path is not empty", source: "win32" };
  }
  const hresult = isBare ? win32AsHresult + unsigned : unsigned;
  const known = hresults().get(hresult) ?? more(hresult);
  if (known === undefined && hresult >>> 16 !== win32AsHresult >>> 16) return undefined;
  const name = isBare ? bareNames.get(unsigned) : undefined;
  const text = advice.get(hresult);
  return {
    ...hresultBits(hresult),
    ...(successes.has(unsigned) && { severity: "success" }),
    ...known,
    ...(name !== undefined && { name }),
    source: "win32",
    ...(text !== undefined && { advice: text }),
  };
}
