/**
 * For each open question: the assumption of the library that an answer confirms or refutes, and the label of the assumption.
 */
const assumptions: Readonly<Record<number, readonly [label: "seen" | "documented" | "inferred", assumption: string]>> =
  {
    1: ["inferred", "RefreshPkgSource is bound to the package classes and works over the AdminService"],
    2: ["inferred", "the response of an instance method has ReturnValue at its top level"],
    3: ["inferred", "a method with a non-zero return value responds with status 201"],
    4: ["seen", "a missing object and a missing permission are errors with status 403, 404 or 500 and a known text"],
    5: ["seen", "a read by key returns one object, alone or as a list of one"],
    6: ["inferred", "a key in lower case and a key as a path segment name the same object"],
    7: ["inferred", "a list has all rows, or a link to the next page"],
    8: ["documented", "more than 200 requests of one address are refused"],
    9: ["inferred", "an object is changed by POST to its key, and not by PATCH"],
    10: ["documented", "the site offers Negotiate only, and from release 2509 on no NTLM"],
    11: ["inferred", "a token of an application is refused or accepted like that of a user"],
    12: ["inferred", "a write to an object that another user edits fails with 0x40480732"],
    13: ["inferred", "a call writes an audit status message"],
    14: ["inferred", "Kerberos without channel binding is refused after the fixes of August 2026"],
    15: [
      "inferred",
      "SMS_PackageStatusRootSummarizer counts the distribution points of the site and the sites below it",
    ],
  };

/** Text for the report: how an answer to this question changes the label of an assumption. */
export function labelOf(question: number): string {
  const assumption = assumptions[question];
  if (assumption === undefined) throw new RangeError(`question ${question} has no assumption`);
  const [label, text] = assumption;
  return label === "seen"
    ? `confirms or refutes "${text}" (seen) for this release.`
    : `changes (${label}) to (seen), or refutes: ${text}.`;
}
