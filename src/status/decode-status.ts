import { decodeProviderStatus, findProviderStatus } from "./provider-status.js";
import type { DecodedStatus } from "./status-meaning.js";
import { clientTable } from "./tables/client-table.js";
import type { KnownCode } from "./tables/code-table.js";
import { bitsTable, deliveryOptimizationTable, winHttpTable } from "./tables/download-table.js";
import { securityTable } from "./tables/security-table.js";
import { win32Table } from "./tables/win32-table.js";
import { defenderTable, windowsSetupTable } from "./tables/windows-setup-table.js";
import { intuneUpdateTable, windowsUpdateTable } from "./tables/windows-update-table.js";

/**
 * Decodes a status code: the return value of a method, the `StatusCode` of an error, the `ErrorCode` of
 * `SMS_ExtendedStatus`, or the code in a log. Knows more than 500 codes of the SMS Provider, WMI, Windows, the ConfigMgr
 * client, downloads, certificates, updates and Windows Setup. For any other code, it reports what the bits say. 0 is
 * success: `E_NONE` of the SMS Provider.
 *
 * @param code - a 32-bit integer, signed or unsigned: -2147483648 to 4294967295
 * @throws RangeError if the code is not such an integer
 * @example
 * ```ts
 * import { decodeStatus } from "configmgr-sdk";
 *
 * const status = decodeStatus(-2147217405);
 * console.log(status.hex, status.name, status.advice); // 0x80041003 WBEM_E_ACCESS_DENIED Give the account ...
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/core/understand/about-configuration-manager-errors
 */
export function decodeStatus(code: number): DecodedStatus {
  return decodeProviderStatus(code, findInTables);
}

/**
 * Finds the status code in an error text or a line of a log: `0x` and eight hex digits, or a decimal number, signed or
 * unsigned, that {@link decodeStatus} knows. If the text has several codes, it prefers a code with a known meaning to a
 * code that says only that something failed, such as `WBEM_E_FAILED`, and to a number that might be an address.
 *
 * @param text - one sentence or many
 * @returns the decoded code; `undefined` if the text has none, or only 0 (success)
 * @example
 * ```ts
 * import { findStatus } from "configmgr-sdk";
 *
 * const status = findStatus("User P01\\ann is not able to get the lock at this time. Error: 0x40480732");
 * console.log(status?.message); // the object's SEDO lock is not available
 * ```
 */
export function findStatus(text: string): DecodedStatus | undefined {
  return findProviderStatus(text, decodeStatus);
}

function findInTables(hresult: number): KnownCode | undefined {
  const low = hresult & 0xffff;
  switch (hresult >>> 16) {
    case 0x8007:
      return win32Table().get(low) ?? winHttpTable().get(hresult);
    case 0x8009:
    case 0x800b:
      return securityTable().get(hresult);
    case 0x8019:
    case 0x8020:
      return bitsTable().get(hresult);
    case 0x8024:
      return windowsUpdateTable().get(hresult);
    case 0x8050:
      return defenderTable().get(hresult);
    case 0x80cf:
      return intuneUpdateTable().get(hresult);
    case 0x80d0:
      return deliveryOptimizationTable().get(hresult);
    case 0x87d0:
      return clientTable().get(low);
    case 0xc180:
    case 0xc190:
      return windowsSetupTable().get(hresult);
    default:
      return undefined;
  }
}
