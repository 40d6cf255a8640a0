import { hresultBits } from "./hresult.js";
import type { StatusMeaning } from "./status-meaning.js";

/** No header names these; the meanings were seen in public scripts. A sample: there are hundreds. */
const messages = new Map([
  [0x87d0_0215, "item not found"],
  [0x87d0_027c, "configuration item documents download timed out"],
  [0x87d0_0319, "unknown error"],
  [0x87d0_0324, "application not detected after installation"],
  [0x87d0_0650, "pre-install scan failed"],
  [0x87d0_0651, "post-install scan failed"],
  [0x87d0_0656, "updates handler cannot continue"],
]);

const clientHighHalf = 0x87d0;

/** 0x87D0....: what the ConfigMgr client reports of applications, updates and compliance. */
export function clientMeaning(unsigned: number): StatusMeaning | undefined {
  if (unsigned >>> 16 !== clientHighHalf) return undefined;
  const message = messages.get(unsigned);
  return {
    ...hresultBits(unsigned),
    ...(message !== undefined && { message }),
    source: "configmgr-client",
    advice: "This is a code of a ConfigMgr client, not of the SMS Provider: look at that client's logs.",
  };
}
