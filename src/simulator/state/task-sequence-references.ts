import type { JsonObject } from "../values/json.js";

/**
 * Makes `References` of a task sequence: the packages and applications in the `referenceList` of its XML and the boot
 * image, sorted by ID (seen). An application has its model name instead of a PackageID, and `Type` 1 (documented).
 */
export function referencesOf(sequence: string, BootImageID: string): JsonObject[] {
  const references = [...sequence.matchAll(/<reference ([^>]*)>/gu)].map(([, attributes = ""]) => {
    const application = attribute(attributes, "application");
    return application === undefined
      ? reference(attribute(attributes, "package") ?? "", attribute(attributes, "program") ?? "*", 0)
      : reference(application, "", 1);
  });
  if (BootImageID !== "") references.push(reference(BootImageID, "*", 0));
  return references
    .filter(({ Package }) => Package !== "")
    .sort((a, b) => (a.Package < b.Package ? -1 : 1))
    .map((found) => ({ __CLASS: "SMS_TaskSequence_Reference", ...found }));
}

interface Reference {
  readonly Package: string;
  readonly Program: string;
  readonly Type: 0 | 1;
}

function reference(Package: string, Program: string, Type: Reference["Type"]): Reference {
  return { Package, Program, Type };
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`, "u").exec(attributes)?.[1];
}
