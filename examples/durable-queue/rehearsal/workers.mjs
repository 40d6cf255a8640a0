// Starts and kills the worker processes of the rehearsal.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../run-worker.mjs", import.meta.url));
const running = new Set();

/**
 * @param {Record<string, string>} environment
 * @param {(line: string) => void} [onLine] receives each line that the worker prints
 */
export function spawnWorker(environment, onLine = () => undefined) {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      onLine(line);
    });
  }
  return {
    lines,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

export function killAllWorkers() {
  for (const child of running) child.kill("SIGKILL");
}
