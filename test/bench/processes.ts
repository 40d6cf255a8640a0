import { execFile, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";

const programs = new URL("./programs/", import.meta.url);

/** A server in a separate process. */
export interface Service extends Disposable {
  readonly port: number;
  readonly ca: string;
  readonly baseUrl: string;
  /** Returns the sum of the delays of all responses since the last call of this function, in milliseconds. */
  busyMs(): Promise<number>;
}

/**
 * Starts the server of the benchmarks.
 *
 * @param total - number of its packages
 * @param delayMs - delay of each response, in milliseconds
 */
export async function startService({ total = 0, delayMs = 0 } = {}): Promise<Service> {
  const child: ChildProcess = fork(new URL("service.mjs", programs), [String(total), String(delayMs)]);
  const [{ port, ca }] = (await once(child, "message")) as [{ port: number; ca: string }];
  return {
    port,
    ca,
    baseUrl: `https://localhost:${port}/AdminService`,
    busyMs: async () => {
      const response = once(child, "message") as Promise<[{ busyMs: number }]>;
      child.send("busyMs");
      return (await response)[0].busyMs;
    },
    [Symbol.dispose]: () => {
      child.disconnect();
    },
  };
}

/**
 * Runs a program of the folder `programs` in a separate process, and returns the JSON that it prints.
 *
 * @param flags - command-line options for Node itself
 */
export async function runProgram(
  name: string,
  args: readonly (string | number)[],
  flags: readonly string[] = [],
): Promise<unknown> {
  const file = new URL(`${name}.mjs`, programs).pathname;
  return JSON.parse(await runNode([...flags, file, ...args.map(String)]));
}

/** Runs Node with these arguments, and returns its output. */
export async function runNode(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
