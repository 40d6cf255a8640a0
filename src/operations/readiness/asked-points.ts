import { invalidArgument, refuseOptions } from "../../invalid-argument.js";
import type { OperationInfo } from "../../failure.js";
import { succeed, type Result } from "../../result.js";

const className = "SMS_TaskSequencePackage";

/** Which distribution points to judge. */
export interface PointsAndSites {
  /** Server names of distribution points, in any case. At least one. */
  readonly points?: readonly string[] | undefined;
  /** Codes of sites, three characters. At least one. */
  readonly siteCodes?: readonly string[] | undefined;
}

/** Names and codes in upper case, each once. `undefined`: not limited. */
export interface AskedPoints {
  readonly names: ReadonlySet<string> | undefined;
  readonly siteCodes: ReadonlySet<string> | undefined;
}

/** Checks the lists of a caller. */
export function checkPointsAndSites(PackageID: string, options: PointsAndSites): Result<AskedPoints> {
  const operation = { className, ...(typeof PackageID === "string" && { PackageID }) };
  const refused = refuseOptions(operation, options);
  if (refused !== undefined) return refused;
  const { points, siteCodes } = options;
  const names = checkList(operation, "points", points, /^[^\s\\/"]{1,255}$/, "server names of distribution points");
  if (!names.ok) return names;
  const codes = checkList(operation, "siteCodes", siteCodes, /^[A-Za-z0-9]{3}$/, 'site codes such as "P01"');
  if (!codes.ok) return codes;
  return succeed({ names: names.value, siteCodes: codes.value });
}

function checkList(
  operation: OperationInfo,
  parameter: string,
  list: unknown,
  form: RegExp,
  content: string,
): Result<ReadonlySet<string> | undefined> {
  if (list === undefined) return succeed(undefined);
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const texts = items.filter((item) => typeof item === "string").filter((item) => form.test(item));
  if (texts.length > 0 && texts.length === items.length)
    return succeed(new Set(texts.map((text) => text.toUpperCase())));
  return invalidArgument(operation, parameter, `must be an array with at least one item, and contain only ${content}`);
}
