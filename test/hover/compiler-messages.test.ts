import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Editor, root } from "./language-service.js";

const page = readFileSync(join(root, "docs/compiler-messages.md"), "utf8");

/** Each mistake of the page, after the code that all mistakes start with, and the compiler message below it. */
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

describe("the page docs/compiler-messages.md", () => {
  const mistakes = readPage(page);
  const editor = new Editor(Object.fromEntries(mistakes.map(({ file, code }) => [file, code])));
  // The first call compiles all files. It is here because the timeout of a test does not apply here.
  const messages = new Map(mistakes.map(({ file }) => [file, editor.errors(file).join("\n")]));

  it("the page has one compiler message for each code block with a mistake", () => {
    expect(mistakes.length).toBe(page.split("```ts mistake").length - 1);
  });

  it.each(mistakes)(
    "the page quotes the message that the compiler writes for the code: $first",
    ({ file, message }) => {
      expect(messages.get(file)).toBe(message);
    },
  );
});
