import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs an example as its reader does. */
async function run(name: string, ...args: readonly string[]): Promise<Ended> {
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
  return await new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [tsx, `examples/${name}.ts`, ...args],
      { cwd: root },
      (_error, stdout, stderr) => {
        resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr });
      },
    );
  });
}

describe("the examples", { timeout: 60_000 }, () => {
  it("the example refresh-one refreshes P0100012 and prints that the site accepted the call", async () => {
    expect(await run("refresh-one")).toEqual({
      exitCode: 0,
      output: expect.stringMatching(/^P0100012: accepted/) as string,
    });
  });

  it("the example refresh-one prints invalid-argument and ends with exit code 1 if the PackageID is not valid", async () => {
    const { exitCode, output } = await run("refresh-one", "7-Zip");
    expect(exitCode).toBe(1);
    expect(output).toContain("invalid-argument (not-executed)");
  });

  it("the example task-sequence-references refreshes packages of the included classes, and prints why it does not refresh the others", async () => {
    const { exitCode, output } = await run("task-sequence-references");
    expect(exitCode).toBe(0);
    expect(output.match(/^accepted \w+/gm)).toEqual(["accepted P0100012", "accepted P0100013"]);
    expect(output).toContain("not refreshed P0100005: not-included");
    expect(output).not.toContain("accepted P010001F");
  });

  it("the example readiness prints the state of each package on each distribution point, and that the task sequence is not ready", async () => {
    const { exitCode, output } = await run("readiness");
    expect(exitCode).toBe(1);
    expect(output).toContain("P0100002   P0100003   P0100006   P0100018");
    for (const state of ["outdated", "pending", "failed", "missing"]) {
      expect(output).toMatch(new RegExp(`NOT   DP\\d+\\.contoso\\.com .*${state}`));
    }
    expect(output).toContain("not ready");
  });

  it("the example roll-out refreshes the packages of a task sequence and waits until the distribution points have them", async () => {
    const { exitCode, output } = await run("roll-out");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/P0100012: version 4 .* 3 /);
    expect(output).toMatch(/P0100005 █{40} 3 of 3/);
  });

  it("the example batch prints how many packages are queued, which call to send again, and which version to check", async () => {
    const { exitCode, output } = await run("batch");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/queued 38, .* 1\b/);
    expect(output).toMatch(/SourceVersion .*P0101011/);
  });

  it("the example watch polls the new version on its distribution points, and sends it again to the one that failed", async () => {
    const { exitCode, output } = await run("watch");
    expect(output).toContain("version 4");
    expect(output).toContain("failed: 2 of 3 installed, 1 failed");
    expect(output).toMatch(/DP03\.contoso\.com: .* again/);
    expect(exitCode).toBe(0);
  });

  it("the example cloud-management-gateway signs in with a token and prints a package's name and version", async () => {
    const { exitCode, output } = await run("cloud-management-gateway");
    expect(exitCode).toBe(0);
    expect(output).toBe("Deployment Tools: version 3\n");
  });

  it("the test in the example testing-your-tool passes", async () => {
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const config = "examples/testing-your-tool/vitest.config.ts";
    const ended = await new Promise<Ended>((resolve) => {
      const child = execFile(
        process.execPath,
        [vitest, "run", "--config", config, "--reporter", "json"],
        { cwd: root },
        (_error, stdout) => {
          resolve({ exitCode: child.exitCode ?? -1, output: stdout });
        },
      );
    });
    expect(ended.exitCode).toBe(0);
    expect(record(ended.output)).toMatchObject({ numPassedTests: 3, numFailedTests: 0 });
  });
});

function record(line: string): Record<string, unknown> {
  return JSON.parse(line) as Record<string, unknown>;
}
