// Indents the built declarations with tabs: the declaration bundler writes four spaces, which are 4 % of their size.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const dist = join(import.meta.dirname, "../dist");
for (const file of readdirSync(dist).filter((name) => /\.d\.c?ts$/.test(name))) {
  const path = join(dist, file);
  const text = readFileSync(path, "utf8");
  writeFileSync(
    path,
    text.replaceAll(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4)),
  );
}
