// Follows the guide for a first program word for word in an empty folder, up to the point where it needs a real site: saves
// the files that it shows, runs its commands, and compares what they print. Only the package comes from here instead of npm.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [guide] = readFileSync("docs/getting-started-tool.md", "utf8").split("## Point it at your site");
const scratch = mkdtempSync(join(tmpdir(), "configmgr-sdk-guide-"));
const folder = join(scratch, "empty");
mkdirSync(folder);

try {
  const [{ filename }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", scratch], "."));
  const tarball = join(scratch, filename);
  let printed = "";
  for (const [, file, language, block] of guide.matchAll(/(?: as `([\w.]+)`:\n\n)?^```(\w+)\n([^]*?)^```$/gm)) {
    if (file !== undefined) writeFileSync(join(folder, file), block);
    else if (language === "sh") printed = runLines(block.replace("install configmgr-sdk", `install ${tarball}`));
    else if (block !== printed) throw new Error(`the guide shows ${block}, and its commands print ${printed}`);
  }
  if (printed === "") throw new Error("the guide runs nothing");
  console.log(printed);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function runLines(lines) {
  return run("sh", ["-e", "-c", lines], folder);
}

function run(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
