import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "./exit-codes.js";

/**
 * Prevents two processes from continuing one run at the same time: both would refresh the packages that are left. The lock
 * is a file beside the resume file. It contains the process ID, and the process removes it when it ends. The lock of a
 * process that no longer runs is replaced.
 */
export function lockResumeFile(path: string): void {
  const lock = `${path}.lock`;
  if (!createLock(lock)) {
    const owner = ownerOf(lock);
    if (isRunning(owner)) {
      throw new UsageError(
        `${path} is in use by process ${owner}. If that process is not a run of configmgr, delete ${lock}.`,
      );
    }
    rmSync(lock, { force: true });
    if (!createLock(lock)) throw new UsageError(`${path} is in use by another run of configmgr.`);
  }
  process.on("exit", () => {
    rmSync(lock, { force: true });
  });
}

function createLock(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw new UsageError(`the resume file cannot be written (${error instanceof Error ? error.message : ""}).`);
  }
}

function ownerOf(lock: string): number {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    // The other process ended and removed its lock in the meantime.
    return 0;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other error, such as EPERM, means that the process runs.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
