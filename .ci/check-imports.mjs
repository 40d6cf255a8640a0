// Checks the imports between the files of src, imports of types included: no circles, between folders only the directions
// below, at most twelve files in a folder, and each folder in the layout of the design page. Part of `npm run lint`.
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";

// Files directly in src count as separate folders. Every part of the library is allowed to import these.
const base = [
  "clock.ts",
  "distribution-progress.ts",
  "failure.ts",
  "failure-traits.ts",
  "invalid-argument.ts",
  "on-abort.ts",
  "operation-text.ts",
  "package-version.ts",
  "result.ts",
  "schedule",
  "status",
  "version.ts",
  "wmi",
];

// Folders of the simulated site. Each is allowed to import the folders after it.
const simulator = [
  "simulator",
  "simulator/service",
  "simulator/requests",
  "simulator/methods",
  "simulator/query",
  "simulator/provider",
  "simulator/default-seed",
  "simulator/state",
  "simulator/settings",
  "simulator/http",
  "simulator/wire",
  "simulator/classes",
  "simulator/values",
];

// Each folder, with the folders that it is allowed to import. A new folder needs a line here.
const allowed = {
  "index.ts": ["*"],
  // The command imports the library by the name of the package.
  cli: ["cli/commands", "cli/report", "version.ts"],
  "cli/commands": ["cli", "cli/report"],
  "cli/report": ["cli"],
  "package-classes": [
    ...base,
    "operations",
    "operations/site",
    "package-classes/model",
    "package-classes/interfaces",
    "package-classes/embedded",
    "transport",
  ],
  "package-classes/model": [
    ...base,
    "operations",
    "operations/refresh",
    "operations/site",
    "package-classes/interfaces",
    "package-classes/embedded",
    "transport",
  ],
  "package-classes/interfaces": [...base, "package-classes/embedded"],
  "package-classes/embedded": base,
  operations: [
    ...base,
    "operations/batch",
    "operations/distribution",
    "operations/readiness",
    "operations/refresh",
    "operations/site",
    "operations/task-sequence",
    "transport",
  ],
  "operations/readiness": [
    ...base,
    "operations/distribution",
    "operations/site",
    "operations/task-sequence",
    "transport",
  ],
  "operations/task-sequence": [...base, "operations/site", "transport"],
  "operations/batch": [...base, "operations/refresh", "operations/distribution", "operations/site", "transport"],
  "operations/refresh": [...base, "operations/distribution", "operations/site", "transport"],
  "operations/distribution": [...base, "operations/site", "transport"],
  "operations/site": [...base, "transport"],

  sequence: [...base, "metadata", "transport", "xml"],
  metadata: [...base, "operations/site", "transport", "xml"],
  xml: [],

  transport: [...base],
  "transport/admin-service": [
    ...base,
    "transport",
    "transport/admin-service/connection",
    "transport/admin-service/credential",
    "transport/admin-service/exchange",
    "transport/admin-service/judge",
    "transport/admin-service/odata",
  ],
  "transport/admin-service/exchange": [
    ...base,
    "transport",
    "transport/admin-service/connection",
    "transport/admin-service/credential",
    "transport/admin-service/judge",
    "transport/admin-service/odata",
  ],
  "transport/admin-service/judge": [
    ...base,
    "transport",
    "transport/admin-service/connection",
    "transport/admin-service/odata",
  ],
  "transport/admin-service/credential": [...base, "transport/admin-service/connection"],
  "transport/admin-service/connection": [...base, "transport/admin-service/odata"],
  "transport/admin-service/odata": [...base, "transport"],

  // Nothing of the client: if both shared code, both could have the same error and no test would fail.
  ...Object.fromEntries(simulator.map((folder, index) => [folder, simulator.slice(index + 1)])),
  simulator: [...simulator.slice(1), "version.ts"],
  // The msw entry marks the sockets that msw mocks, so that the connection code recognizes them.
  msw: ["simulator", "transport/admin-service/connection"],

  // The base imports nothing but itself.
  ...Object.fromEntries(base.map((name) => [name, base])),
  schedule: ["failure.ts", "invalid-argument.ts", "result.ts", "wmi"],
  status: ["status/tables"],
  "status/tables": [],
  wmi: [],
};

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true }).filter((file) => file.endsWith(".ts"));
const importsOf = new Map(files.map((file) => [file, relativeImports(file)]));

for (const fault of new Set([...wrongDirections(), ...circles(), ...fullFolders(), ...foldersNotInLayout()]))
  report(fault);

/** The files of src that a file imports, by value or as types. */
function relativeImports(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(src, file), "utf8"));
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => join(dirname(file), name).replace(/\.js$/, ".ts"));
}

function folderOf(file) {
  return dirname(file) === "." ? file : dirname(file);
}

function* wrongDirections() {
  for (const [file, imported] of importsOf) {
    const from = folderOf(file);
    if (allowed[from] === undefined) yield `${from} has no line in the table of folders (.ci/check-imports.mjs)`;
    for (const other of imported) {
      const to = folderOf(other);
      if (from !== to && allowed[from]?.includes("*") !== true && allowed[from]?.includes(to) !== true)
        yield `${file} > ${other}`;
    }
  }
}

/** Yields each import that closes a circle. */
function* circles() {
  const done = new Set();
  const path = [];
  function* visit(file) {
    if (done.has(file)) return;
    path.push(file);
    for (const other of importsOf.get(file) ?? []) {
      if (path.includes(other)) yield `circle: ${[...path.slice(path.indexOf(other)), other].join(" > ")}`;
      else yield* visit(other);
    }
    path.pop();
    done.add(file);
  }
  for (const file of [...files].sort()) yield* visit(file);
}

/** Folders with more than twelve files. Package classes are excepted: they have one file per WMI class. */
function* fullFolders() {
  const count = new Map();
  for (const file of files) count.set(dirname(file), (count.get(dirname(file)) ?? 0) + 1);
  for (const [folder, size] of count)
    if (size > 12 && folder !== "package-classes") yield `${folder} has more than 12 files`;
}

/** Folders that are missing in the layout on the design page. The page shows the simulated site as one folder. */
function* foldersNotInLayout() {
  const page = readFileSync(join(src, "../docs/contributing/design.md"), "utf8");
  for (const folder of new Set(files.map((file) => dirname(file))))
    if (!/^(?:\.$|simulator\/)/.test(folder) && !new RegExp(`^ +${basename(folder)}/( |$)`, "m").test(page))
      yield `${folder} is not in the layout of docs/contributing/design.md`;
}

function report(fault) {
  console.error(fault);
  process.exitCode = 1;
}
