import { readFile, writeFile } from "node:fs/promises";
import { isSafeTarget, packageTarget, type RefreshAllSummary, type SafeTarget } from "configmgr-sdk";

/** The packages of a list, and the lines that name none. */
export interface PackageList {
  readonly targets: readonly SafeTarget[];
  readonly refused: readonly string[];
}

/** Reads a list: `className;PackageID` to a line, `#` for a comment. */
export async function readPackageList(path: string): Promise<PackageList> {
  const lines = (await readFile(path, "utf8")).split(/\r?\n/).map((line) => line.trim());
  const targets: SafeTarget[] = [];
  const refused: string[] = [];
  for (const line of lines.filter((each) => each !== "" && !each.startsWith("#"))) {
    const [className, PackageID] = line.split(";");
    const target = packageTarget({ className, PackageID });
    if (!target.ok) refused.push(`${line}: ${target.failure.message}`);
    else if (!isSafeTarget(target.value)) refused.push(`${line}: refresh the packages that it references instead`);
    else targets.push(target.value);
  }
  return { targets, refused };
}

/** Writes the remaining packages as a list. A package with an unknown result is a comment: check it before you refresh it again. */
export async function writeResumeFile(path: string, { failed, notStarted, unknown }: RefreshAllSummary): Promise<void> {
  const line = ({ className, PackageID }: SafeTarget) => `${className};${PackageID}`;
  const doubtful = unknown.map((target) => `# check its SourceVersion first: ${line(target)}`);
  await writeFile(path, [...doubtful, ...[...notStarted, ...failed].map(line), ""].join("\n"));
}
