import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bin, openSite, refreshed, run, start } from "./command.js";

const packages = ["P0100011", "P0100012", "P0100013"].map((PackageID) => ({
  className: "SMS_Package",
  PackageID,
  SourceVersion: 1,
}));

describe("output on a terminal", () => {
  it("configmgr find prints no control character and no additional line for a hostile name or error text", async () => {
    const Name = "\u001b]0;title\u0007\u009b31mred\nP0100012: done";
    const { env } = await openSite({
      packages: [{ className: "SMS_Package", PackageID: "P0100011", Name }],
      faults: [
        { match: { urlIncludes: "P01000FF" }, effect: { status: 500, body: `{"error":{"message":"\u009b2J"}}` } },
      ],
    });
    const find = await run(["find", "P0100011"], env);
    expect(find.out).toContain(String.raw`  Name: \u001b]0;title\u0007\u009b31mred\u000aP0100012: done`);
    const failed = await run(["find", "P01000FF", "--verbose"], env);
    const json = await run(["find", "P0100011", "--json"], env);
    for (const { out, err } of [find, failed, json]) expect(out + err).not.toMatch(/[^\P{Cc}\n]/u);
    expect(JSON.parse(json.out)).toMatchObject({ Name });
  });
});

describe("a closed pipe", () => {
  it("if the pipes for its output are closed, configmgr refresh still refreshes each package and completes the resume file", async () => {
    const { site, env, folder } = await openSite({ packages });
    const file = join(folder, "run.json");
    const ids = packages.map(({ PackageID }) => PackageID);
    const args = ["refresh", ...ids, "--concurrency", "1", "--verbose", "--json", "--resume", file];
    const child = spawn(process.execPath, [bin, ...args], { env: { ...process.env, ...env }, stdio: "pipe" });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(refreshed(site)).toEqual(ids);
    expect(readFileSync(file, "utf8")).not.toMatch(/calling|to-refresh/);
  });
});

describe("settings from the environment", () => {
  it.each([
    { name: "a token with a line break in it", env: { CONFIGMGR_TOKEN: "secret\nsecret" }, says: "CONFIGMGR_TOKEN" },
    { name: "an address with a query", env: { CONFIGMGR_BASE_URL: "https://localhost/AdminService?x" }, says: "query" },
    {
      name: "an address with a password",
      env: { CONFIGMGR_BASE_URL: "https://u:secret@localhost/AdminService" },
      says: "password",
    },
    { name: "a certificate file of another kind", env: { CONFIGMGR_CA: bin }, says: "CONFIGMGR_CA" },
  ])(
    "configmgr refresh with $name ends with exit code 64 and one line that names the setting, without the secret",
    async ({ env: wrong, says }) => {
      const { site, env } = await openSite({ packages });
      const { code, out, err } = await run(["refresh", "P0100011"], { ...env, ...wrong });
      expect({ code, err }).toMatchObject({ code: 64, err: expect.stringContaining(says) as string });
      expect(err.trim()).not.toContain("\n");
      expect(out + err).not.toContain("secret");
      expect(site.calls).toEqual([]);
    },
  );

  it("configmgr find signs in if CONFIGMGR_TOKEN ends with a line break", async () => {
    const { env } = await openSite({ packages });
    expect(await run(["find", "P0100011"], { ...env, CONFIGMGR_TOKEN: `${env.CONFIGMGR_TOKEN}\r\n` })).toMatchObject({
      code: 0,
    });
  });
});

describe("configmgr refresh --from", () => {
  const rows = '#TYPE System.Object\r\n"Name","PackageID"\r\n"Office, 2024; x64","p0100011"\r\n"A","P0100012"\r\n';
  it.each([
    { name: "Export-Csv of PowerShell", bytes: Buffer.from(rows) },
    { name: "Export-Csv -Encoding Unicode", bytes: Buffer.from(`\uFEFF${rows}`, "utf16le") },
    {
      name: "Excel, with commas in a name and empty lines at the end",
      bytes: Buffer.from(
        "\uFEFFPackageID;Name;className\r\nP0100011;Office, 2024;SMS_Package\r\nP0100012;A;\r\n;;\r\n;;\r\n\r\n",
      ),
    },
    {
      name: "Excel, Unicode text",
      bytes: Buffer.from("\uFEFFName\tPackageID\r\nA, b; c\tP0100011\r\nB\tP0100012\r\n", "utf16le"),
    },
  ])("configmgr refresh --from reads a file that was written by $name", async ({ bytes }) => {
    const { site, env, folder } = await openSite({ packages });
    const file = join(folder, "packages.csv");
    writeFileSync(file, bytes);
    expect(await run(["refresh", "P0100011", "--from", file], env)).toMatchObject({ code: 0 });
    expect(refreshed(site)).toEqual(["P0100011", "P0100012"]);
  });
});

describe("the resume file", () => {
  it("configmgr refresh names a resume file in a folder that does not exist, and sends nothing", async () => {
    const { site, env, folder } = await openSite({ packages });
    const { code, err } = await run(["refresh", "P0100011", "--resume", join(folder, "gone", "run.json")], env);
    expect({ code, err }).toMatchObject({ code: 64, err: expect.stringContaining("run.json") as string });
    expect(site.calls).toEqual([]);
  });

  it("configmgr refresh refuses a resume file of another site, and sends nothing", async () => {
    const { env, folder } = await openSite({ packages });
    const file = join(folder, "run.json");
    expect(await run(["refresh", "P0100011", "--resume", file], env)).toMatchObject({ code: 0 });
    const other = await openSite({ packages });
    const { code, err } = await run(["refresh", "P0100012", "--resume", file], other.env);
    expect({ code, err }).toMatchObject({ code: 64, err: expect.stringContaining(env.CONFIGMGR_BASE_URL) as string });
    expect(other.site.calls).toEqual([]);
  });

  it("a second process cannot use the resume file of a running process; after that process is killed, no package is refreshed twice", async () => {
    const faults = [{ match: { urlIncludes: "RefreshPkgSource" }, times: 1, effect: { delayMs: 10_000 } }];
    const { site, env, folder } = await openSite({ packages, faults });
    const ids = packages.map(({ PackageID }) => PackageID);
    const args = ["refresh", ...ids, "--concurrency", "1", "--resume", join(folder, "run.json")];
    const first = start(args, env);
    await first.prints("P0100011: calling");
    const { code, err } = await run(args, env);
    expect({ code, err }).toMatchObject({
      code: 64,
      err: expect.stringContaining(`process ${first.child.pid}`) as string,
    });
    first.child.kill("SIGKILL");
    await first.ended;
    const second = await run(args, env);
    expect(second.code).toBe(2);
    expect(second.out).toContain("P0100011: unknown");
    const calls = refreshed(site);
    expect(calls).toEqual(expect.arrayContaining(["P0100012", "P0100013"]));
    expect(new Set(calls).size).toBe(calls.length);
  });
});

describe("an interrupt", () => {
  it("SIGTERM during --confirm ends the run with exit code 2, and the resumed run does not call again", async () => {
    const { site, env, folder } = await openSite({ packages, speed: 0 });
    const args = [
      "refresh",
      "P0100011",
      "--confirm",
      "--interval-seconds",
      "0.1",
      "--resume",
      join(folder, "run.json"),
    ];
    const first = start([...args, "--verbose"], env);
    await first.prints("RefreshPkgSource");
    first.child.kill("SIGTERM");
    expect((await first.ended).code).toBe(2);
    const second = start(args, env);
    const clock = setInterval(() => {
      site.advance(60_000);
    }, 50);
    expect((await second.ended).code).toBe(0);
    clearInterval(clock);
    expect(refreshed(site)).toEqual(["P0100011"]);
  });

  it("Ctrl-C before the first call ends the run without a call, with exit code 1", async () => {
    const faults = [{ match: { urlIncludes: "SMS_PackageBaseclass" }, effect: { delayMs: 3_000 } }];
    const { site, env, folder } = await openSite({ packages, faults });
    const file = join(folder, "run.json");
    const first = start(["refresh", "P0100011", "P0100012", "--resume", file, "--verbose"], env);
    // The command writes the file when it is ready to be interrupted, before its first request.
    while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
    first.child.kill("SIGINT");
    const { code, out } = await first.ended;
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining("2 not started") as string });
    expect(readFileSync(file, "utf8")).not.toContain("calling");
    expect(site.calls).toEqual([]);
  });
});

describe("the summary", () => {
  it("the summary of configmgr refresh --wait lists a package whose distribution failed as failed", async () => {
    const { env } = await openSite({
      packages,
      contentScripts: { P0100012: { points: { "DP02.contoso.com": "fails" } } },
    });
    const { code, out } = await run(
      ["refresh", "P0100011", "P0100012", "P01000FF", "--wait", "--json", "--interval-seconds", "0.1"],
      env,
    );
    expect(code).toBe(1);
    expect(JSON.parse(out.trim().split("\n").at(-1) ?? "")).toMatchObject({
      done: ["P0100011"],
      failed: expect.arrayContaining(["P0100012", "P01000FF"]) as string[],
      accepted: [],
      notStarted: [],
    });
  });
});
