import type { StatusMeaning, StatusSource } from "./status-meaning.js";

/** Names of facilities in the Windows headers (MS-ERREF 2.1). A facility that is not listed is reported as its number. */
const facilityNames = new Map([
  [0, "FACILITY_NULL"],
  [1, "FACILITY_RPC"],
  [2, "FACILITY_DISPATCH"],
  [3, "FACILITY_STORAGE"],
  [4, "FACILITY_ITF"],
  [7, "FACILITY_WIN32"],
  [8, "FACILITY_WINDOWS"],
  [9, "FACILITY_SECURITY"],
  [11, "FACILITY_CERT"],
  [25, "FACILITY_HTTP"],
  [32, "FACILITY_BACKGROUNDCOPY"],
  [36, "FACILITY_WINDOWSUPDATE"],
]);

/** The meaning of the bits of any HRESULT (MS-ERREF 2.1): bit 31 is set for a failure, bits 26 to 16 are the facility. */
export function hresultBits(unsigned: number): Pick<StatusMeaning, "severity" | "facility"> {
  const facility = (unsigned >>> 16) & 0x7ff;
  return {
    severity: unsigned >= 0x8000_0000 ? "failure" : "success",
    facility: facilityNames.get(facility) ?? String(facility),
  };
}

interface CodeRange {
  readonly source: StatusSource;
  readonly advice?: string;
}

const downloadAdvice =
  "Read ContentTransferManager.log and DataTransferService.log on the client: the code is about a download.";

/**
 * Ranges of codes by their upper 16 bits. Some of these codes also fit the layout of the SMS Provider's composite codes, so
 * the ranges are checked first. The pages in the tables document them; 0xC142 was seen (error codes of mounted images).
 */
const ranges = new Map<number, CodeRange>([
  [0x87d0, { source: "configmgr-client", advice: "Read the client's logs: the code is from a ConfigMgr client." }],
  [0x8009, { source: "windows-security" }],
  [0x800b, { source: "windows-security" }],
  [0x8019, { source: "bits", advice: downloadAdvice }],
  [0x8020, { source: "bits", advice: downloadAdvice }],
  [0x80d0, { source: "delivery-optimization", advice: downloadAdvice }],
  [0x8024, { source: "windows-update", advice: "Read WUAHandler.log and WindowsUpdate.log on the client." }],
  [0x80cf, { source: "intune-update-agent" }],
  [0x8050, { source: "defender", advice: "Read the event log of Microsoft Defender on the client." }],
  [0xc142, { source: "dism", advice: "Read dism.log on the computer that serviced the image." }],
  [0xc180, { source: "windows-setup", advice: "Read WUAHandler.log and WindowsUpdate.log on the client." }],
  [
    0xc190,
    { source: "windows-setup", advice: "Read setupact.log and setuperr.log in the Panther folder of the client." },
  ],
]);

/** The component that owns the range of a code; `undefined` for a code of Windows itself, WMI or the SMS Provider. */
export function rangeOf(unsigned: number): CodeRange | undefined {
  return ranges.get(unsigned >>> 16);
}
