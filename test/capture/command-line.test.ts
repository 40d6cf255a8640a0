import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulatedSite, type ListeningSite } from "../../src/simulator/index.js";

const command = fileURLToPath(new URL("../../examples/capture/capture.ts", import.meta.url));

describe("the capture command", { timeout: 60_000 }, () => {
  const site = createSimulatedSite({
    packages: [{ className: "SMS_Package", PackageID: "P0100012", Name: "Payroll" }],
  });
  let server: ListeningSite;
  let folder: string;

  beforeAll(async () => {
    server = await site.listen();
    folder = await mkdtemp(join(tmpdir(), "capture-"));
    await writeFile(join(folder, "ca.pem"), server.ca);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function run(input: string, ...args: string[]) {
    const child = spawn(process.execPath, ["--import", "tsx", command, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.end(input);
    const [exitCode] = (await once(child, "close")) as [number];
    return { exitCode, output };
  }

  const common = () => ["--url", server.baseUrl, "--sign-in", "none", "--ca", join(folder, "ca.pem")];

  it("the command asks before each step, runs only the steps that the user agrees to, and writes a report without private names", async () => {
    const out = join(folder, "report.md");
    const answers = ["y", "n", "", "n", "n", "n", "n", "y", "p0100012"];
    const { exitCode, output } = await run(answers.join("\n"), ...common(), "--package", "P0100012", "--out", out);
    expect(output).toContain("Type P0100012 to do it:");
    expect(exitCode).toBe(0);
    // For the PATCH step, the input is "y" instead of the PackageID. So only the refresh ran.
    expect(site.calls.map(({ methodName }) => methodName)).toEqual(["RefreshPkgSource"]);
    const report = await readFile(out, "utf8");
    expect(report).toContain('"ReturnValue": 0');
    expect(report).not.toMatch(/Payroll|P0100012|localhost/);
  });

  it("the command refuses to capture a task sequence, with exit code 2", async () => {
    const { exitCode, output } = await run(
      "",
      ...common(),
      "--package",
      "P010001F",
      "--class",
      "SMS_TaskSequencePackage",
    );
    expect({ exitCode, output }).toMatchObject({ exitCode: 2 });
    expect(output).toContain("unusable");
  });

  it("the command prints its usage, with exit code 2, if an option is not valid", async () => {
    const { exitCode, output } = await run("", "--url", "nonsense");
    expect(exitCode).toBe(2);
    expect(output).toContain("Usage:");
  });
});
