import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Editor, root } from "./language-service.js";

const sample = "quick-info.sample.ts";
const entries = ["src/index.ts", "src/sequence/index.ts", "src/simulator/index.ts", "src/msw/index.ts"];

// Formats of files, a table of 25 bits, and a union with one member for each package class: an editor shortens such lists.
const listedByMember = ["SiteSeed", "Behavior", "BehaviorChanges", "ProgramFlags", "QueriedPackage"];

/** Positions that a sample marks with `^?`, and the text that an editor must show there. */
function queries(code: string): { readonly where: string; readonly position: number; readonly wanted: string }[] {
  const found = [];
  let offset = 0;
  let codeLine = 0;
  for (const [index, line] of code.split("\n").entries()) {
    const [, indent, wanted] = /^( *\/\/ *)\^\? (.*)$/.exec(line) ?? [];
    if (indent === undefined || wanted === undefined) codeLine = offset;
    else found.push({ where: `line ${index + 1}`, position: codeLine + indent.length, wanted });
    offset += line.length + 1;
  }
  return found;
}

/** A file that imports every export of an entry by its name. */
function importsOf(entry: string, names: readonly string[]) {
  const text = `import { ${names.join(", ")} } from "../../${entry}";`;
  const positions = names.map((name) => ({ name, position: text.search(new RegExp(`\\b${name}\\b`)) }));
  return { entry, file: `imports-${entry.split("/").at(-2)}.ts`, text, positions };
}

describe("the editor's text for the name below the mouse pointer", { timeout: 120_000 }, () => {
  const code = readFileSync(join(root, "test/hover", sample), "utf8");
  const lister = new Editor({ "entries.ts": entries.map((entry) => `import "../../${entry}";`).join("\n") });
  const imports = entries.map((entry) => importsOf(entry, lister.exportsOf(entry)));
  // One editor for all files: each editor compiles the whole of src.
  const editor = new Editor({ [sample]: code, ...Object.fromEntries(imports.map(({ file, text }) => [file, text])) });

  it.each(queries(code))(
    "the editor shows the type that is written in the sample at $where",
    ({ position, wanted }) => {
      expect(editor.hover(sample, position).type).toBe(wanted);
    },
  );

  describe.each(imports)("an export of $entry", ({ file, positions }) => {
    const shown = positions.filter(({ name }) => !listedByMember.includes(name));

    it.each(shown)("the editor shows documentation and a readable type for $name", ({ position }) => {
      const { type, documentation } = editor.hover(file, position);
      expect(documentation).not.toBe("");
      expect(type.length).toBeLessThan(450);
      // Names of zod's own types, a type cut off by the compiler, and a condition that it could not decide.
      expect(type).not.toMatch(/\bZod[A-Z]|more \.\.\.|\.\.\. ?;|\? .+ : |\bany\b/);
    });
  });
});
