import type { ErrorMeaning } from "../../failure-of-status.js";

/** Error texts that sites return, in order: the first pattern that matches decides. Codes are in `meaningOfStatus`. */
const patterns: readonly { readonly meaning: ErrorMeaning; readonly pattern: RegExp }[] = [
  // Seen: "User DOM\user is not able to get the lock at this time. Error: 0x40480732".
  { meaning: "lock-held", pattern: /not able to get the lock/i },
  // Seen: "Access denied  WMI QUERY: ", "Insufficient rights".
  { meaning: "denied", pattern: /access (?:is )?denied|insufficient rights|not authorized/i },
  // Seen: the ODataParameterReader text. The others are texts of the same OData libraries (inferred).
  {
    meaning: "bad-request",
    pattern:
      /ODataParameterReader|does not exist on type|cannot convert|no HTTP resource|entity set|resource not found for the segment|could not find a property named|invalid method|no such method/i,
  },
  // After "does not exist on type", whose text can name the property SedoObjectVersion. Inferred from the property's
  // documentation: the error text of a site was never published.
  { meaning: "lock-stale", pattern: /SedoObjectVersion|DeniedInvalidObjectVersion|invalid object version/i },
  // Seen in WMI errors of providers under load. None was published for the AdminService.
  { meaning: "provider-trouble", pattern: /quota|provider load failure|RPC server/i },
  { meaning: "missing", pattern: /\bnot found\b|does not exist|no longer exists/i },
];

/** The meaning of an error text; `undefined` if no pattern matches. */
export function meaningOfText(text: string): ErrorMeaning | undefined {
  return patterns.find(({ pattern }) => pattern.test(text))?.meaning;
}

/** The SMS Provider checks these permissions before it runs a method (seen). */
const deniedBeforehand = /^(?:access denied\s+WMI QUERY|insufficient rights)/i;

/** Error texts that a running method can also cause (inferred). */
const errorsAlsoDuringExecution = /cannot convert|0x80041010/i;

/** Whether the error text of a 500 response proves that the method or the write did not run. */
export function textProvesRefusal(meaning: ErrorMeaning | undefined, text: string): boolean {
  switch (meaning) {
    case "lock-held":
    case "lock-stale":
      return true;
    case "denied":
      return deniedBeforehand.test(text);
    case "bad-request":
      return !errorsAlsoDuringExecution.test(text);
    // "Not found" can be about an object that the running method looked up.
    case "missing":
    case "provider-trouble":
    case undefined:
      return false;
  }
}
