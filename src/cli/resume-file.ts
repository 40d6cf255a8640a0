import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { UsageError } from "./exit-codes.js";

/**
 * What is known about a package of a run:
 * - `to-refresh`: no call was sent, or the site certainly did not run it;
 * - `calling`: a call was started and its result is not known. It is never sent again;
 * - `to-watch`: the site accepted the call; `sourceVersion` is the version to wait for;
 * - `done`;
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
const resumeFile = z.object({ configmgrResume: z.literal(1), packages: z.array(resumablePackage) });

/** State of one package of a run. */
export type PackageState = z.output<typeof packageState>;

/** One package of a resume file. */
export type ResumablePackage = z.output<typeof resumablePackage>;

/**
 * Notes the state of each package of a run. If there is a path, the file is written again at each change: a process that
 * is ended at once leaves a correct file too.
 */
export class RunJournal {
  readonly #packages: Map<string, ResumablePackage>;
  readonly #path: string | undefined;

  constructor(path: string | undefined, packages: readonly ResumablePackage[]) {
    this.#path = path;
    this.#packages = new Map(packages.map((each) => [each.PackageID, each]));
    this.#write();
  }

  /** The packages in one state, in the order of the run. */
  in<State extends PackageState["state"]>(state: State): Extract<ResumablePackage, { state: State }>[] {
    return [...this.#packages.values()].filter(
      (each): each is Extract<ResumablePackage, { state: State }> => each.state === state,
    );
  }

  /** Notes a new state and writes the file. */
  note(PackageID: string, state: PackageState, className = this.#packages.get(PackageID)?.className): void {
    this.#packages.set(PackageID, { PackageID, ...(className === undefined ? {} : { className }), ...state });
    this.#write();
  }

  #write(): void {
    if (this.#path === undefined) return;
    const text = JSON.stringify({ configmgrResume: 1, packages: [...this.#packages.values()] }, null, 2);
    // The new file replaces the old one in one step, so that a reader never sees half of a file.
    writeFileSync(`${this.#path}.tmp`, `${text}\n`);
    renameSync(`${this.#path}.tmp`, this.#path);
  }
}

/** The packages of an earlier run; none if there is no such file yet. */
export function readResumeFile(path: string): ResumablePackage[] {
  if (!existsSync(path)) return [];
  try {
    return resumeFile.parse(JSON.parse(readFileSync(path, "utf8"))).packages;
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : "";
    throw new UsageError(`${path} is not a resume file of configmgr (${why}).`);
  }
}
