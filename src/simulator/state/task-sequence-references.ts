import type { JsonObject } from "../values/json.js";

/** `References` is the reference list of the XML and the boot image, sorted by package ID (seen). */
export function referencesOf(sequence: string, BootImageID: string): JsonObject[] {
  const listed = [...sequence.matchAll(/<reference package="([^"]+)"(?: program="([^"]*)")?/gu)].map(
    ([, Package = "", Program = "*"]) => ({ Package, Program }),
  );
  const all = BootImageID === "" ? listed : [...listed, { Package: BootImageID, Program: "*" }];
  return all
    .sort((a, b) => (a.Package < b.Package ? -1 : 1))
    .map((reference) => ({ __CLASS: "SMS_TaskSequence_Reference", ...reference, Type: 0 }));
}
