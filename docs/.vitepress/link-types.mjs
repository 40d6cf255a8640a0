import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Returns a Shiki transformer: in code blocks of the API, it links the name of an exported type to the page of the type. */
export function linkTypes(folder, base) {
  const pages = new Map(
    ["", "sequence/", "simulator/", "msw/"].flatMap((entry) =>
      ["interfaces", "type-aliases", "classes"].flatMap((kind) =>
        filesIn(join(folder, "configmgr-sdk", entry, kind)).map((file) => [
          file.replace(/\.md$/, ""),
          `${base}api/configmgr-sdk/${entry}${kind}/${file.replace(/\.md$/, ".html")}`,
        ]),
      ),
    ),
  );
  return {
    name: "link-types",
    span(node) {
      const [text] = node.children;
      if (text?.type !== "text") return;
      const href = pages.get(text.value.trim());
      if (href === undefined || this.options.lang !== "ts") return;
      node.children = [{ type: "element", tagName: "a", properties: { href, class: "type-link" }, children: [text] }];
    },
  };
}

function filesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
