import { hresultBits } from "./hresult.js";
import { codeTable, type StatusMeaning } from "./status-meaning.js";

/** COM's own codes, and Win32 codes as HRESULTs carry them. */
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

/** The headers name these otherwise where they stand without a facility. */
const bareNames = new Map([
  [5, "ERROR_ACCESS_DENIED"],
  [6, "ERROR_INVALID_HANDLE"],
  [14, "ERROR_OUTOFMEMORY"],
  [87, "ERROR_INVALID_PARAMETER"],
]);

const win32AsHresult = 0x8007_0000;

const sourceAdvice = "The site server must be able to reach and read the package's source folder (PkgSourcePath).";
const advice = new Map([
  [0x8007_0002, sourceAdvice],
  [0x8007_0003, sourceAdvice],
  [0x8007_0035, sourceAdvice],
]);

/** Bare Win32 codes (1 to 65535), Win32 codes inside HRESULTs, and what COM itself returns. */
export function win32Meaning(unsigned: number): StatusMeaning | undefined {
  if (unsigned < 0x1_0000) return bareMeaning(unsigned);
  const known = hresults.get(unsigned);
  if (known === undefined && !isWin32(unsigned)) return undefined;
  return { ...hresultBits(unsigned), ...known, source: "win32", ...adviceFor(unsigned) };
}

function bareMeaning(code: number): StatusMeaning {
  const hresult = win32AsHresult + code;
  // Seen: 4 as SMS_ExtendedStatus.ErrorCode means this on driver packages. As a Win32 code it would mean too many open
  // files, so it gets no name.
  if (code === 4) {
    return { ...hresultBits(hresult), message: "driver package storage path is not empty", source: "win32" };
  }
  const known = hresults.get(hresult);
  const name = bareNames.get(code);
  return {
    ...hresultBits(hresult),
    ...known,
    ...(name !== undefined && { name }),
    source: "win32",
    ...adviceFor(hresult),
  };
}

function isWin32(unsigned: number): boolean {
  return unsigned >>> 16 === win32AsHresult >>> 16;
}

function adviceFor(hresult: number): Pick<StatusMeaning, "advice"> {
  const text = advice.get(hresult);
  return text === undefined ? {} : { advice: text };
}
