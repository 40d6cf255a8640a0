import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Failure } from "configmgr-sdk";
import * as z from "zod";
import { UsageError } from "./exit-codes.js";
import type { ListedPackage } from "./package-list.js";
import { lockResumeFile } from "./resume-lock.js";

/**
 * State of a package of a run:
 * - `to-refresh`: no call was sent, or the site certainly did not run it;
 * - `calling`: a call was started and its result is not known. The command never sends it again;
 * - `to-watch`: the site accepted the call; `sourceVersion` is the version to wait for;
 * - `done`: the refresh succeeded, and no wait is left;
 * - `failed`: the site ran the call, and the refresh or the distribution failed. The call is not sent again.
 */
const packageState = z.discriminatedUnion("state", [
  z.object({ state: z.literal("to-refresh") }),
  z.object({ state: z.literal("calling") }),
  z.object({ state: z.literal("to-watch"), sourceVersion: z.int().min(0) }),
  z.object({ state: z.literal("done") }),
  z.object({ state: z.literal("failed") }),
]);

const resumablePackage = z.intersection(
  z.object({ PackageID: z.string(), className: z.string().exactOptional() }),
  packageState,
);
/** `site` is the address of the site, or "simulated". At another site, the same IDs belong to other packages. */
const resumeFile = z.object({
  configmgrResume: z.literal(1),
  site: z.string(),
  packages: z.array(resumablePackage),
});

/** State of one package of a run. */
export type PackageState = z.output<typeof packageState>;

/** One package of a resume file. */
export type ResumablePackage = z.output<typeof resumablePackage>;

/**
 * Records the state of each package of a run. If there is a path, each change writes the file again, so that the file is
 * correct even if the process is killed.
 */
export class RunJournal {
  readonly #packages: Map<string, ResumablePackage>;
  readonly #path: string | undefined;
  readonly #site: string;

  constructor(path: string | undefined, site: string, packages: readonly ResumablePackage[]) {
    this.#path = path;
    this.#site = site;
    this.#packages = new Map(packages.map((each) => [each.PackageID, each]));
    this.#write();
  }

  /** The packages in one state, in the order of the run. */
  in<State extends PackageState["state"]>(state: State): Extract<ResumablePackage, { state: State }>[] {
    return [...this.#packages.values()].filter(
      (each): each is Extract<ResumablePackage, { state: State }> => each.state === state,
    );
  }

  /** Records a new state of a package and writes the file. */
  note(PackageID: string, state: PackageState, className = this.#packages.get(PackageID)?.className): void {
    this.#packages.set(PackageID, { PackageID, ...(className === undefined ? {} : { className }), ...state });
    this.#write();
  }

  #write(): void {
    if (this.#path === undefined) return;
    const packages = [...this.#packages.values()];
    const text = JSON.stringify({ configmgrResume: 1, site: this.#site, packages }, null, 2);
    // The new file replaces the old file in one step, so that a reader never sees a half-written file.
    writeFileSync(`${this.#path}.tmp`, `${text}\n`);
    renameSync(`${this.#path}.tmp`, this.#path);
  }
}

/**
 * Opens the run. Packages of an earlier run in the file keep their state; the packages in `named` are added. Throws before
 * anything is sent.
 */
export function openRun(path: string | undefined, site: string, named: readonly ListedPackage[]): RunJournal {
  if (path !== undefined) lockResumeFile(path);
  const earlier = path === undefined ? [] : readResumeFile(path, site);
  const known = new Set(earlier.map(({ PackageID }) => PackageID));
  const added = named.filter(({ PackageID }) => !known.has(PackageID));
  if (known.size + added.length === 0)
    throw new UsageError("name at least one package: the resume file does not exist or contains no package.");
  try {
    return new RunJournal(path, site, [
      ...earlier,
      ...added.map((each): ResumablePackage => ({ ...each, state: "to-refresh" })),
    ]);
  } catch (error) {
    throw new UsageError(`the resume file cannot be written (${error instanceof Error ? error.message : ""}).`);
  }
}

/** Reads the packages of an earlier run from the resume file; none if the file does not exist yet. */
function readResumeFile(path: string, site: string): ResumablePackage[] {
  if (!existsSync(path)) return [];
  const read = parsed(path);
  if (read.site.toLowerCase() === site.toLowerCase()) return read.packages;
  throw new UsageError(
    `${path} belongs to a run with the site ${read.site}. Name another resume file, or connect to that site.`,
  );
}

function parsed(path: string): z.output<typeof resumeFile> {
  try {
    return resumeFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const why = error instanceof z.ZodError ? error.issues[0]?.message : error instanceof Error ? error.message : "";
    throw new UsageError(`${path} is not a resume file of configmgr (${why ?? ""}).`);
  }
}

/** The state of a package after a failure. `undefined`: the result of the call is unknown, so the state `calling` stays. */
export function stateAfter(failure: Failure): PackageState | undefined {
  if (failure.execution === "not-executed") return { state: "to-refresh" };
  if (failure.execution === "unknown") return undefined;
  const sourceVersion =
    failure.progress?.sourceVersion ?? (failure.before === undefined ? undefined : failure.before.SourceVersion + 1);
  return sourceVersion === undefined ? { state: "failed" } : { state: "to-watch", sourceVersion };
}
