// A separate Redis server for the rehearsal, on a free loopback port, with its files in a temporary folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export async function startRedis() {
  const dir = await mkdtemp(join(tmpdir(), "durable-queue-"));
  const port = await freePort();
  let server;

  async function start() {
    const persistence = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""];
    const options = ["--port", String(port), "--bind", "127.0.0.1", "--dir", dir, ...persistence];
    server = spawn("redis-server", options, { stdio: ["ignore", "ignore", "inherit"] });
    await once(server, "spawn"); // rejects if redis-server is not installed
    while (!(await isListening(port))) {
      if (server.exitCode !== null) throw new Error(`redis-server ended with exit code ${server.exitCode}`);
      await sleep(50);
    }
  }

  async function kill() {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  }

  await start();
  return {
    port,
    /** Kills the server, and starts it again later on the same port with the same files. */
    restart: async (pauseMs) => {
      await kill();
      await sleep(pauseMs);
      await start();
    },
    stop: async () => {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

async function isListening(port) {
  return await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
