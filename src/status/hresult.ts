import type { StatusMeaning } from "./status-meaning.js";

/** Names of facilities as the Windows headers spell them (MS-ERREF 2.1); others are given by number. */
const facilityNames = new Map([
  [0, "FACILITY_NULL"],
  [1, "FACILITY_RPC"],
  [2, "FACILITY_DISPATCH"],
  [3, "FACILITY_STORAGE"],
  [4, "FACILITY_ITF"],
  [7, "FACILITY_WIN32"],
  [8, "FACILITY_WINDOWS"],
  [9, "FACILITY_SECURITY"],
]);

/** What the bits of any HRESULT say, known or not (MS-ERREF 2.1: bit 31 is set for a failure, 26 to 16 are the facility). */
export function hresultBits(unsigned: number): Pick<StatusMeaning, "severity" | "facility"> {
  const facility = (unsigned >>> 16) & 0x7ff;
  return {
    severity: unsigned >= 0x8000_0000 ? "failure" : "success",
    facility: facilityNames.get(facility) ?? String(facility),
  };
}
