import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failureTraits } from "../../src/failure-traits.js";
import { root } from "./code-blocks.js";

const kinds = Object.keys(failureTraits).sort();

describe("the documentation of failure kinds", () => {
  it("README has one row for each failure kind, and no other rows", () => {
    const table = read("README.md").split("| kind ")[1]?.split("\n\n")[0] ?? "";
    expect(namesIn(table.split("\n").slice(2), /^\| ([^|]+) \|/)).toEqual(kinds);
  });

  it("docs/failures.md has one section for each failure kind, and no other sections", () => {
    const section = read("docs/failures.md").split("\n## Each kind\n")[1]?.split("\n## ")[0] ?? "";
    expect(namesIn(section.split("\n"), /^### (.+)$/)).toEqual(kinds);
  });
});

describe("the advice of a failure kind", () => {
  it.each(Object.entries(failureTraits))(
    "the advice of the failure kind %s is a full sentence",
    (_kind, { advice }) => {
      expect(advice).toMatch(/^[A-Z].*\.$/);
    },
  );
});

function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** The failure kinds in the part of each line that the pattern captures. */
function namesIn(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1]?.match(/[a-z-]+/g) ?? []).sort();
}
