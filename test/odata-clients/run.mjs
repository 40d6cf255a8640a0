// Starts the simulated site, lets a generator read its $metadata, and runs the clients against it.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath, URL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
// Generated code is not linted or checked.
const generated = `${here}node_modules/.generated`;

const simulator = spawn(process.execPath, ["--import", "tsx", "src/simulator/cli.ts", "--speed", "1000"], {
  cwd: root,
  stdio: ["ignore", "pipe", "inherit"],
});
const stopped = once(simulator, "exit");

try {
  const { baseUrl, caFile } = await announced();
  const environment = { ...process.env, NODE_EXTRA_CA_CERTS: caFile, BASE_URL: baseUrl, GENERATED: generated };
  await mkdir(generated, { recursive: true });
  const { stdout: metadata } = await run(
    process.execPath,
    ["-e", "fetch(process.env.BASE_URL + '/wmi/$metadata').then(async (r) => process.stdout.write(await r.text()))"],
    {
      env: environment,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  await writeFile(`${generated}/metadata.xml`, metadata);
  const generator = `${here}node_modules/@odata2ts/odata2ts/lib/run-cli.js`;
  // Static methods have a dot in their name. The generator needs other names for them.
  const options = ["-s", `${generated}/metadata.xml`, "-o", generated, "-m", "service", "-e", "js"];
  await run(process.execPath, [generator, ...options, "-name", "AdminService", "-r", "-t", "tsconfig.generated.json"], {
    cwd: here,
  });

  const clients = spawn(process.execPath, ["--test", "clients.mjs"], { cwd: here, env: environment, stdio: "inherit" });
  const [exitCode] = await once(clients, "exit");
  process.exitCode = exitCode ?? 1;
} finally {
  simulator.kill("SIGTERM");
  await stopped;
}

/** Waits until the simulator prints its base URL. */
async function announced() {
  const found = {};
  for await (const line of createInterface({ input: simulator.stdout })) {
    found.baseUrl ??= /^Simulated site at\s+(\S+)/.exec(line)?.[1];
    found.caFile ??= /^CA certificate\s+(\S+)/.exec(line)?.[1];
    if (line.startsWith("Stop with")) return found;
  }
  throw new Error("The simulator ended before it listened.");
}
