import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, connect, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { programPath } from "./requirements.js";

export type Environment = Readonly<Record<string, string>>;

/** A server that the lab started. */
export interface RunningProcess {
  /** Ends the process by its own ID and waits until it has ended. */
  stop(): Promise<void>;
}

/** Runs a program to its end; if it fails, rejects with its output. */
export async function run(program: string, args: readonly string[], environment: Environment, input?: string) {
  const started = promisify(execFile)(program, args, { env: { ...process.env, PATH: programPath, ...environment } });
  if (input !== undefined) started.child.stdin?.end(input);
  return await started;
}

/** Starts a server in the foreground and waits until it listens. */
export async function start(
  program: string,
  args: readonly string[],
  environment: Environment,
  port: number,
): Promise<RunningProcess> {
  const child = spawn(program, args, {
    env: { ...process.env, PATH: programPath, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const endWithUs = () => child.kill("SIGTERM");
  process.once("exit", endWithUs);
  const stop = async () => {
    process.off("exit", endWithUs);
    if (isGone(child)) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  };
  try {
    await listening(port, () => {
      if (isGone(child)) throw new Error(`${program} ended at its start: ${output}`);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

function isGone(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function listening(port: number, stillRunning: () => void): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    stillRunning();
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch {
      await sleep(25);
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** Finds free ports on loopback. Each call of the returned function returns another of them. */
export async function freePorts(count: number): Promise<() => number> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return () => {
    const port = ports.pop();
    if (port === undefined) throw new RangeError("all free ports are in use");
    return port;
  };
}
