import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureTraits } from "../../src/failure-traits.js";
import { root } from "./code-blocks.js";

const kinds = Object.keys(failureTraits).sort();

describe("the documentation of failure kinds", () => {
  it("has a row for each kind in README, and for no other", () => {
    const table = read("README.md").split("| kind ")[1]?.split("\n\n")[0] ?? "";
    expect(namesIn(table.split("\n").slice(2), /^\| ([^|]+) \|/)).toEqual(kinds);
  });

  it("has a section for each kind in docs/failures.md, and for no other", () => {
    const section = read("docs/failures.md").split("\n## Each kind\n")[1]?.split("\n## ")[0] ?? "";
    expect(namesIn(section.split("\n"), /^### (.+)$/)).toEqual(kinds);
  });
});

describe("the advice of a failure kind", () => {
  it.each(Object.entries(failureTraits))("is a sentence: %s", (_kind, { advice }) => {
    expect(advice).toMatch(/^[A-Z].*\.$/);
  });
});

function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** The kinds that each line names in the part that the pattern captures. */
function namesIn(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1]?.match(/[a-z-]+/g) ?? []).sort();
}
