import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSite, run, temporaryFolder } from "./command.js";

const packages = ["P0100012", "P0100013"].map((PackageID) => ({
  className: "SMS_Package",
  PackageID,
  SourceVersion: 3,
}));
const taskSequence = {
  className: "SMS_TaskSequencePackage",
  PackageID: "P010001F",
  References: [
    { "@odata.type": "#AdminService.SMS_TaskSequence_Reference", Package: "P0100012", Program: "", Type: 0 },
  ],
};

describe("commands that read", () => {
  it("plan, status, find and ready print what the site has, and call no method", async () => {
    const { site, env } = await openSite({ packages: [...packages, taskSequence] });
    expect(await run(["plan", "P0100012"], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining("can succeed") as string,
    });
    const status = await run(["status", "P0100012", "P0100013"], env);
    expect(status.code).toBe(0);
    expect(status.out).toContain("3 / 3");
    expect(await run(["find", "P010001F"], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining("SMS_TaskSequencePackage") as string,
    });
    expect(await run(["ready", "P010001F", "--point", "DP01.contoso.com"], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining("P010001F: ready") as string,
    });
    expect(await run(["watch", "P0100012"], env)).toMatchObject({ code: 0 });
    expect(site.calls).toEqual([]);
  });

  it("a package that does not exist ends with exit code 1 and the advice of the library", async () => {
    const { env } = await openSite({ packages });
    const { code, out } = await run(["find", "P01FFFFF"], env);
    expect(code).toBe(1);
    expect(out).toContain("security scope");
  });
});

describe("commands that need no site", () => {
  it("decode and schedule explain a code and a schedule string", async () => {
    expect(await run(["decode", "0x80041003"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("WBEM_E_ACCESS_DENIED") as string,
    });
    expect(await run(["decode", "-2147217405"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("0x80041003") as string,
    });
    expect(await run(["schedule", "0001200000100038"])).toMatchObject({ code: 0, out: "every 7 days\n" });
  });
});

describe("commands that write", () => {
  it("redistribute sends a package to one distribution point again", async () => {
    const { env } = await openSite({ packages });
    const { code, out } = await run(["redistribute", "P0100012", "DP01.contoso.com"], env);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("DP01.contoso.com (P01)") as string });
  });

  it("set-source-site with --confirm waits for the new owner", async () => {
    const { site, env } = await openSite({ packages });
    const ended = await run(["set-source-site", "P0100012", "P02", "--confirm", "--interval-seconds", "0.1"], env);
    expect(ended).toMatchObject({ code: 0, out: expect.stringMatching(/P0100012.*P02/) as string });
    expect(site.calls.map(({ methodName }) => methodName)).toEqual(["SetSourceSite"]);
  });

  it("refresh refuses a task sequence, and calls it only with --acknowledge-inoperable", async () => {
    const { site, env } = await openSite({ packages: [taskSequence] });
    expect(await run(["refresh", "P010001F"], env)).toMatchObject({ code: 1 });
    expect(site.calls).toEqual([]);
    expect(await run(["refresh", "P010001F", "--acknowledge-inoperable"], env)).toMatchObject({ code: 0 });
    expect(site.calls.map(({ methodName }) => methodName)).toEqual(["RefreshPkgSource"]);
  });
});

describe("configmgr with wrong arguments", () => {
  it.each([
    { args: ["refersh"], says: "refresh?" },
    { args: ["refresh", "P0100012", "--wiat"], says: "--wait?" },
    { args: ["refresh"], says: "package" },
    { args: ["refresh", "P01"], says: "P01: a PackageID" },
    { args: ["refresh", "P0100012", "--concurrency", "0"], says: "--concurrency" },
    { args: ["refresh", "P0100012", "--wait", "--timeout-minutes", "soon"], says: "--timeout-minutes" },
    { args: ["refresh", "--from", "no-such-file.csv"], says: "no-such-file.csv" },
    { args: ["watch", "P0100012", "--source-version", "x"], says: "--source-version" },
    { args: ["set-source-site", "P0100012", "nowhere"], says: "siteCode" },
    { args: ["decode", "banana"], says: "32-bit" },
    { args: ["schedule", "banana"], says: "configmgr: " },
  ])(
    "configmgr $args ends with exit code 64 and an error text with $says, and sends nothing",
    async ({ args, says }) => {
      const { site, env } = await openSite({ packages });
      const { code, err } = await run(args, env);
      expect({ code, err }).toMatchObject({ code: 64, err: expect.stringContaining(says) as string });
      expect(site.calls).toEqual([]);
    },
  );

  it("configmgr find without CONFIGMGR_BASE_URL ends with exit code 64 and names the variable", async () => {
    expect(await run(["find", "P0100012"])).toMatchObject({
      code: 64,
      err: expect.stringContaining("CONFIGMGR_BASE_URL") as string,
    });
  });

  it("configmgr find with a CA file that does not exist ends with exit code 64 and names the file", async () => {
    const { env } = await openSite({ packages });
    const { code, err } = await run(["find", "P0100012"], { ...env, CONFIGMGR_CA: "no-such-ca.pem" });
    expect({ code, err }).toMatchObject({ code: 64, err: expect.stringContaining("no-such-ca.pem") as string });
  });

  it("configmgr refresh --from ends with exit code 64 and names the wrong line of a CSV file, or an empty file", async () => {
    const { site, env } = await openSite({ packages });
    const folder = temporaryFolder();
    const wrong = join(folder, "wrong.csv");
    writeFileSync(wrong, "PackageID;className\r\nP0100012;SMS_Package\r\nP01;SMS_Package\r\n");
    expect(await run(["refresh", "--from", wrong], env)).toMatchObject({
      code: 64,
      err: expect.stringContaining("wrong.csv, line 3") as string,
    });
    const empty = join(folder, "empty.csv");
    writeFileSync(empty, "");
    expect(await run(["refresh", "--from", empty], env)).toMatchObject({
      code: 64,
      err: expect.stringContaining("empty.csv") as string,
    });
    expect(site.calls).toEqual([]);
  });
});

describe("configmgr --help", () => {
  it.each([
    "plan",
    "refresh",
    "status",
    "ready",
    "watch",
    "redistribute",
    "set-source-site",
    "find",
    "decode",
    "schedule",
  ])("configmgr %s --help shows an example of the command", async (command) => {
    const { code, out } = await run([command, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`$ configmgr ${command} `);
  });
});
