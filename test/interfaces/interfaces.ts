// Writes src/package-classes/interfaces from the tables of properties: `npm run interfaces`. `npm run check:interfaces`
// compares, so that table and interface cannot differ.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { baseProperties } from "../../src/package-classes/base-properties.js";
import type { Properties, PropertyDescription } from "../../src/package-classes/model/property.js";
import { rowSchemaOf } from "../../src/package-classes/model/row-schema.js";
import { packageClasses } from "../../src/package-classes/registry.js";

const folder = fileURLToPath(new URL("../../src/package-classes/interfaces", import.meta.url));
const base = "SMS_PackageBaseclass";

interface Table {
  readonly className: string;
  readonly properties: Properties;
}

const tables: readonly Table[] = [
  { className: base, properties: baseProperties },
  ...packageClasses.map(({ className, Class }) => ({ className, properties: rowSchemaOf(Class).shape })),
];

/** The TypeScript type of each CIM type. */
const plainTypes: Readonly<Record<string, string>> = {
  String: "string",
  Boolean: "boolean",
  UInt32: "number",
  SInt32: "number",
  DateTime: "Date",
};
const embeddedTypes: Readonly<Record<string, { readonly type: string; readonly imports: readonly string[] }>> = {
  SMS_ScheduleToken: {
    type: "ScheduleToken | UnreadToken",
    imports: ['import type { ScheduleToken, UnreadToken } from "../../schedule/schedule-token.js";'],
  },
  ...Object.fromEntries(
    ["SMS_TaskSequence_Reference", "SMS_OS_Details", "SMS_Driver_Details"].map((name) => [
      name,
      {
        type: `${name} | UnreadObject`,
        imports: [
          'import type { UnreadObject } from "../../wmi/wmi-object.js";',
          `import type { ${name} } from "../embedded/${fileName(name)}.js";`,
        ],
      },
    ]),
  ),
};

const isWriting = process.argv.includes("--write");
const changed: string[] = [];
for (const table of tables) await compare(`${fileName(table.className)}.ts`, interfaceOf(table));
await compare("names.ts", namesOf(tables));
if (changed.length > 0) {
  console.error(`Differs from the tables of properties: ${changed.join(", ")}. Run \`npm run interfaces\`.`);
  process.exitCode = 1;
} else console.log(isWriting ? "the interfaces are written" : "the interfaces are as the tables say");

async function compare(file: string, text: string): Promise<void> {
  const path = join(folder, file);
  const header = "// Written by `npm run interfaces` from the tables of properties. Do not edit.\n";
  const formatted = await format(header + text, { ...(await resolveConfig(path)), parser: "typescript" });
  if (isWriting) await writeFile(path, formatted);
  else if ((await readFile(path, "utf8").catch(() => "")) !== formatted) changed.push(file);
}

function interfaceOf({ className, properties }: Table): string {
  const own = Object.entries(properties).filter(([name, property]) => !isInherited(className, name, property));
  const imports = new Set(
    own.flatMap(([, { wmi }]) => (plainTypes[wmi.cimType] ? [] : (embeddedTypes[wmi.cimType]?.imports ?? []))),
  );
  const isBase = className === base;
  if (!isBase) imports.add(`import type { ${base}Properties } from "./${fileName(base)}.js";`);
  const members = own.map(([name, { wmi }]) => {
    const mark = wmi.access === "key" ? "" : "?";
    return `/** ${wmi.summary} */\nreadonly ${name}${mark}: ${typeOf(wmi)};`;
  });
  const heritage = isBase ? "" : ` extends ${base}Properties`;
  const head = `/** Properties of \`${className}\`. */\nexport interface ${className}Properties${heritage}`;
  return `${[...imports].join("\n")}\n\n${head} {\n${members.join("\n")}\n}\n`;
}

/** Whether the class has exactly the property of the base class. */
function isInherited(className: string, name: string, property: object): boolean {
  return className !== base && Object.is(new Map(Object.entries<object>(baseProperties)).get(name), property);
}

function typeOf({ cimType, array }: PropertyDescription): string {
  if (cimType === "UInt8") return "Uint8Array";
  const item = plainTypes[cimType] ?? embeddedTypes[cimType]?.type;
  if (item === undefined) throw new Error(`no TypeScript type is known for ${cimType}`);
  return array ? `readonly (${item})[]` : item;
}

function namesOf(all: readonly Table[]): string {
  const imports = all.map(
    ({ className }) => `import type { ${className}Properties } from "./${fileName(className)}.js";`,
  );
  const properties = all.map(({ className }) => `readonly ${className}: ${className}Properties;`);
  return `${imports.join("\n")}

/** Properties of each class. */
export interface ClassProperties {\n${properties.join("\n")}\n}

${namesWhere(all, "Lazy", "Names of the lazy properties: only a keyed read returns them.", ({ lazy }) => lazy)}

${namesWhere(all, "Query", "Names of the properties that a query returns.", ({ lazy }) => !lazy)}

${namesWhere(all, "Writable", "Names of the properties that `update` accepts.", ({ writable }) => writable)}
`;
}

function namesWhere(
  all: readonly Table[],
  which: "Lazy" | "Query" | "Writable",
  comment: string,
  isMeant: (wmi: PropertyDescription) => boolean,
): string {
  const namesOfTable = ({ properties }: Table) =>
    Object.keys(properties).filter((name) => properties[name] !== undefined && isMeant(properties[name].wmi));
  const lists = all.map((table) => namesOfTable(table));
  // Names that all classes share are written once.
  const common = (lists[0] ?? []).filter((name) => lists.every((names) => names.includes(name)));
  const typeOfIndex = (index: number) => {
    const others = (lists[index] ?? []).filter((name) => !common.includes(name));
    return [`${which}Name`, ...others.map((name) => `"${name}"`)].join(" | ");
  };
  // A name for each union that a message of the compiler can show makes the message short.
  const isNamed = which === "Query";
  const aliases = all.map(({ className }, index) => `type ${className}Name = ${typeOfIndex(index)};`);
  const entries = all.map(
    ({ className }, index) => `readonly ${className}: ${isNamed ? `${className}Name` : typeOfIndex(index)};`,
  );
  // A query returns every property that is not lazy, so its names need no list of their own.
  const shared =
    which === "Query" ? `Exclude<keyof ${base}Properties, LazyName>` : common.map((name) => `"${name}"`).join(" | ");
  return `type ${which}Name = ${shared};
${isNamed ? aliases.join("\n") : ""}

/** ${comment} */
export interface ${which}Names {\n${entries.join("\n")}\n}`;
}

function fileName(className: string): string {
  return className
    .replace(/^SMS_/, "sms-")
    .replaceAll("_", "-")
    .replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-")
    .toLowerCase();
}
