import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bin, openSite, refreshed, run, start } from "./command.js";

const ids = ["P0100011", "P0100012", "P0100013", "P0100014"];
const packages = ids.map((PackageID) => ({ className: "SMS_Package", PackageID, SourceVersion: 1 }));
const fast = ["--interval-seconds", "0.1"];

describe("configmgr refresh", () => {
  it("README shows the lines that configmgr refresh prints with --wait and --simulate", async () => {
    const readme = readFileSync("README.md", "utf8");
    const [, args = "", shown = ""] = /^\$ npx configmgr (.+)\n([^`]*)^```/m.exec(readme) ?? [];
    const { out, err } = await run(args.split(" "));
    // How many lines about the distribution there are depends on the moments of the polls.
    const withoutPolls = (text: string) => text.replaceAll(/^.*: distributing.*\n/gm, "");
    expect(withoutPolls(err + out)).toBe(withoutPolls(shown));
  });

  it("configmgr refresh calls each package of a CSV file once, also if the file has a byte order mark and Windows line ends", async () => {
    const { site, env, folder } = await openSite({ packages });
    const file = join(folder, "packages.csv");
    writeFileSync(file, `\uFEFFPackageID;className\r\n# a comment\r\n${ids.join("\r\n")}\r\n${ids[0] ?? ""}\r\n`);
    const { code, out } = await run(["refresh", "--from", file, "--wait", ...fast], env);
    expect(code).toBe(0);
    expect(out).toContain("4 done");
    expect(refreshed(site)).toEqual(ids);
  });

  it("configmgr refresh prints JSON lines: results on standard output, progress on standard error", async () => {
    const { env } = await openSite({ packages });
    const { code, out, err } = await run(["refresh", "P0100012", "--wait", "--json", "--verbose", ...fast], env);
    expect(code).toBe(0);
    const results = out
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(results).toMatchObject([
      {
        type: "refresh",
        PackageID: "P0100012",
        state: "done",
        value: { phase: "distributed", progress: { outcome: "done" } },
      },
      { type: "summary", done: ["P0100012"], unknown: [], exitCode: 0 },
    ]);
    const events = err
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; phase?: string });
    expect(events.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining(["accepted", "version-raised", "distributing"]),
    );
    expect(events.some(({ type }) => type === "attempt")).toBe(true);
    expect(out + err).not.toContain(env.CONFIGMGR_TOKEN);
  });

  it("configmgr refresh ends with exit code 1 if a distribution has failed", async () => {
    const { env } = await openSite({
      packages,
      contentScripts: { P0100012: { points: { "DP02.contoso.com": "fails" } } },
    });
    const { code, out } = await run(["refresh", "P0100012", "P0100013", "--wait", ...fast], env);
    expect(code).toBe(1);
    expect(out).toContain("P0100013: done");
    expect(out).toContain("P0100012: failed");
  });

  it("configmgr refresh ends with exit code 2 if a response is lost, and a resumed run does not call again", async () => {
    const faults = [
      { match: { urlIncludes: "RefreshPkgSource" }, times: 1, effect: { reset: "after-execution" as const } },
    ];
    const { site, env, folder } = await openSite({ packages, faults });
    const resume = ["--resume", join(folder, "run.json")];
    expect(await run(["refresh", "P0100012", ...resume], env)).toMatchObject({ code: 2 });
    expect(await run(["refresh", ...resume], env)).toMatchObject({
      code: 2,
      out: expect.stringContaining("SourceVersion") as string,
    });
    expect(refreshed(site)).toEqual(["P0100012"]);
  });

  it("configmgr refresh --resume does not call packages again that an earlier run completed", async () => {
    const { site, env, folder } = await openSite({ packages });
    const args = ["refresh", ...ids, "--wait", "--resume", join(folder, "run.json"), ...fast];
    expect(await run(args, env)).toMatchObject({ code: 0 });
    expect(await run(args, env)).toMatchObject({ code: 0 });
    expect(refreshed(site)).toEqual(ids);
  });

  it("configmgr refresh refuses a resume file of another format, and sends nothing", async () => {
    const { site, env, folder } = await openSite({ packages });
    const file = join(folder, "run.json");
    writeFileSync(file, '{"configmgrResume":1,"packages":[{"PackageID":"P0100012","state":"perhaps"}]}');
    expect(await run(["refresh", "P0100012", "--resume", file], env)).toMatchObject({ code: 64 });
    expect(site.calls).toEqual([]);
  });
});

describe("Ctrl-C", () => {
  it.each([
    { phase: "during the calls", text: "calling", speed: 600, delay: { delayMs: 300 } },
    { phase: "while the version is awaited", text: "accepted", speed: 0, delay: undefined },
    { phase: "while content is distributed", text: "distributing", speed: 20, delay: undefined },
  ])("after Ctrl-C $phase, the resumed run refreshes each package exactly once", async ({ text, speed, delay }) => {
    const faults = delay === undefined ? [] : [{ match: { urlIncludes: "RefreshPkgSource" }, effect: delay }];
    const { site, env, folder } = await openSite({ packages, speed, faults });
    const file = join(folder, "run.json");
    const args = ["refresh", ...ids, "--wait", "--concurrency", "2", "--resume", file, ...fast];
    const first = start(args, env);
    await first.prints(text);
    first.child.kill("SIGINT");
    expect([1, 2]).toContain((await first.ended).code);
    expect(readFileSync(file, "utf8")).not.toContain('"calling"');

    const second = start(args, env);
    const clock = setInterval(() => {
      if (speed === 0) site.advance(60_000);
    }, 50);
    expect((await second.ended).code).toBe(0);
    clearInterval(clock);
    expect(refreshed(site)).toEqual(ids);
  });

  it("a second Ctrl-C ends the process immediately, and leaves a correct resume file", async () => {
    const faults = [{ match: { urlIncludes: "RefreshPkgSource" }, effect: { delayMs: 5_000 } }];
    const { site, env, folder } = await openSite({ packages, faults });
    const file = join(folder, "run.json");
    const first = start(["refresh", "P0100012", "--resume", file], env);
    await first.prints("calling");
    first.child.kill("SIGINT");
    await first.prints("Ctrl-C");
    first.child.kill("SIGINT");
    expect((await first.ended).code).toBe(130);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      packages: [{ PackageID: "P0100012", state: "calling" }],
    });
    expect(await run(["refresh", "--resume", file], env)).toMatchObject({ code: 2 });
    expect(refreshed(site).length).toBeLessThanOrEqual(1);
  });
});

describe("on a terminal", () => {
  it("configmgr refresh on a terminal shows one line for each package with a bar, and the results at the end", () => {
    const command = `${process.execPath} ${bin} refresh P0100003 P0100006 --wait --simulate`;
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8", timeout: 60_000 });
    expect(stdout).toMatch(/P0100003 .*[█░].* of \d+/);
    expect(stdout).toMatch(/P0100003: done.* 2 .* 12 /);
    expect(stdout).toContain("2 done");
  });
});
