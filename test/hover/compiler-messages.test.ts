import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Editor, root } from "./language-service.js";

const page = readFileSync(join(root, "docs/compiler-messages.md"), "utf8");

/** What the mistakes of the page start from, each mistake, and the message that stands behind it. */
function readPage(text: string) {
  const preamble = /^```ts\n([^]*?)^```$/m.exec(text)?.[1] ?? "";
  const pairs = text.matchAll(/^```ts mistake\n([^]*?)^```\n\n```text\n([^]*?)^```$/gm);
  return [...pairs].map(([, code = "", message = ""], index) => ({
    file: `mistake-${index}.ts`,
    first: code.split("\n")[0],
    code: `${preamble}\n${code}\nexport {};\n`,
    message: message.trimEnd(),
  }));
}

describe("the page on compiler messages", () => {
  const mistakes = readPage(page);
  const editor = new Editor(Object.fromEntries(mistakes.map(({ file, code }) => [file, code])));
  // The first question compiles everything, and here no clock runs.
  const said = new Map(mistakes.map(({ file }) => [file, editor.errors(file).join("\n")]));

  it("has a message to each mistake", () => {
    expect(mistakes.length).toBe(page.split("```ts mistake").length - 1);
  });

  it.each(mistakes)("quotes what the compiler says to: $first", ({ file, message }) => {
    expect(said.get(file)).toBe(message);
  });
});
