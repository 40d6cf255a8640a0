import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allClasses } from "../../src/simulator/classes/catalog.js";
import { runCommand } from "../../src/simulator/command-line.js";
import { parseSeed } from "../../src/simulator/index.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "command-line-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function get(url: string, ca: Buffer, token: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    https
      .get(url, { ca, headers, agent: false }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => {
          resolve(text);
        });
      })
      .on("error", reject);
  });
}

/** Runs `configmgr-simulator`, calls `meanwhile` while it listens, then stops it. */
async function run(args: readonly string[], meanwhile: (out: string) => Promise<void> = async () => {}) {
  let [out, err] = ["", ""];
  const exitCode = await runCommand(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    untilStopped: async () => {
      await meanwhile(out);
    },
  });
  return { exitCode, out, err };
}

describe("configmgr-simulator", () => {
  it("configmgr-simulator prints its base URL, the path of its CA certificate, a token and a curl command, and deletes the certificate when it stops", async () => {
    let certificate = "";
    const { exitCode } = await run(["--port", "0", "--release", "2509"], async (out) => {
      const baseUrl = /Simulated site at\s+(\S+)/u.exec(out)?.[1] ?? "";
      certificate = /CA certificate\s+(\S+)/u.exec(out)?.[1] ?? "";
      const token = /Bearer token\s+(\S+)/u.exec(out)?.[1] ?? "";
      expect(out).toContain(`curl --cacert ${certificate} '${baseUrl}/wmi/`);
      expect(await get(`${baseUrl}/wmi/SMS_Site`, await readFile(certificate), token)).toContain("SMS_Site");
    });
    expect(exitCode).toBe(0);
    expect(existsSync(certificate)).toBe(false);
  });

  it("configmgr-simulator starts from the file of --seed, and writes a file of the same format with --save", async () => {
    const [seedFile, savedFile] = [join(folder, "site.json"), join(folder, "saved.json")];
    await writeFile(seedFile, JSON.stringify({ packages: [{ className: "SMS_Package", PackageID: "ABC00001" }] }));
    const { exitCode } = await run(["--seed", seedFile, "--save", savedFile, "--readonly", "--speed", "60"]);
    expect(exitCode).toBe(0);
    const saved = parseSeed(JSON.parse(await readFile(savedFile, "utf8")));
    expect(saved.packages).toMatchObject([{ className: "SMS_Package", PackageID: "ABC00001", SourceVersion: 1 }]);
  });

  it("configmgr-simulator applies the faults in the file of --faults", async () => {
    const file = join(folder, "faults.json");
    await writeFile(file, JSON.stringify([{ effect: { status: 503, body: "down" } }]));
    await run(["--faults", file], async (out) => {
      const baseUrl = /Simulated site at\s+(\S+)/u.exec(out)?.[1] ?? "";
      const certificate = /CA certificate\s+(\S+)/u.exec(out)?.[1] ?? "";
      expect(await get(`${baseUrl}/wmi/SMS_Site`, await readFile(certificate), "")).toBe("down");
    });
  });

  it("configmgr-simulator prints its options with --help, and its behaviors with --describe", async () => {
    const { exitCode, out } = await run(["--help"]);
    expect(exitCode).toBe(0);
    for (const name of ["--port", "--release", "--seed", "--packages", "--faults", "--speed", "--readonly", "--save"]) {
      expect(out).toContain(name);
    }
    expect((await run(["--describe"])).out).toContain("behavior.methodStatus: 201 [seen]");
  });

  it("configmgr-simulator exits with 1 for a wrong file of --seed or --faults, and names the option, the file and each wrong place", async () => {
    const file = join(folder, "wrong.json");
    await writeFile(file, JSON.stringify({ packages: [{ className: "SMS_Nope", PackageID: "P01" }] }));
    const seed = await run(["--seed", file]);
    expect([seed.exitCode, seed.err]).toEqual([1, expect.stringContaining(`--seed ${file}`)]);
    for (const place of ["packages[0].className", "packages[0].PackageID"]) expect(seed.err).toContain(place);
    await writeFile(file, JSON.stringify([{ effect: { reset: "later" } }]));
    const faults = await run(["--faults", file]);
    expect([faults.exitCode, faults.err]).toEqual([1, expect.stringContaining(`--faults ${file}`)]);
    expect(faults.err).toContain("[0].effect");
    await writeFile(file, "{");
    expect((await run(["--seed", file])).err).toContain(`--seed ${file}`);
  });

  it("configmgr-simulator prints the version of the package with --version", async () => {
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect(await run(["--version"])).toEqual({ exitCode: 0, out: `${version}\n`, err: "" });
  });

  it("the examples of --seed and --faults in the text of --help are valid files, and the text lists each class of the site", async () => {
    const { out } = await run(["--help"]);
    const example = (option: string) => out.slice(out.indexOf("\n  ", out.indexOf(`\n${option}:`)));
    const file = join(folder, "example.json");
    await writeFile(file, example("--seed").split("\n\n")[0] ?? "");
    expect(await run(["--seed", file])).toMatchObject({ exitCode: 0, err: "" });
    await writeFile(file, example("--faults").split("\n  An effect")[0] ?? "");
    expect(await run(["--faults", file])).toMatchObject({ exitCode: 0, err: "" });
    for (const { name } of allClasses.filter(({ embedded }) => !embedded)) expect(out).toContain(`\n  ${name}\n`);
  });

  it.each([
    [["--port", "x"], "--port"],
    [["--speed=-1"], "--speed"],
    [["--release", "1999"], "--release"],
    [["--seed", "nowhere.json"], "nowhere.json"],
    [["--nonsense"], "--nonsense"],
    [["--save", "nowhere/saved.json"], "--save nowhere/saved.json"],
    [["--seed", "a", "--packages", "5"], "--packages"],
  ])("configmgr-simulator exits with 1 for the arguments %j, and names the wrong option", async (args, reason) => {
    const { exitCode, err } = await run(args);
    expect(exitCode).toBe(1);
    expect(err).toContain(reason);
  });
});
