import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FailureKind } from "../../src/index.js";
import { root } from "./code-blocks.js";

// The compiler requires each kind here.
const kinds: Readonly<Record<FailureKind, true>> = {
  aborted: true,
  "access-denied": true,
  certificate: true,
  "invalid-argument": true,
  "invalid-response": true,
  locked: true,
  "method-failed": true,
  network: true,
  "not-acknowledged": true,
  "not-distributed": true,
  "not-found": true,
  "provider-error": true,
  throttled: true,
  timeout: true,
  unauthenticated: true,
  unavailable: true,
  unsupported: true,
};

describe("the documentation of failure kinds", () => {
  it("has a row for each kind in README, and for no other", () => {
    const table = read("README.md").split("| kind ")[1]?.split("\n\n")[0] ?? "";
    expect(namesIn(table.split("\n").slice(2), /^\| ([^|]+) \|/)).toEqual(Object.keys(kinds).sort());
  });

  it("has a section for each kind in docs/failures.md, and for no other", () => {
    const section = read("docs/failures.md").split("\n## Each kind\n")[1]?.split("\n## ")[0] ?? "";
    expect(namesIn(section.split("\n"), /^### (.+)$/)).toEqual(Object.keys(kinds).sort());
  });
});

function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** The kinds that each line names in the part that the pattern captures. */
function namesIn(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1]?.match(/[a-z-]+/g) ?? []).sort();
}
