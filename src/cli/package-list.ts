import { readFile } from "node:fs/promises";
import { parse, CsvError } from "csv-parse/sync";
import * as z from "zod";
import { packageClassNames, packageTarget } from "configmgr-sdk";
import { UsageError } from "./exit-codes.js";

/** A package in the command line or in a file. If its class is missing, the command reads the class from the site. */
export interface ListedPackage {
  readonly PackageID: string;
  readonly className?: string;
}

/** Checks the IDs of the command line, before anything is sent. */
export function packagesOf(ids: readonly string[]): ListedPackage[] {
  return ids.map(packageOf);
}

/** Checks one ID of the command line. */
export function packageOf(id: string): ListedPackage {
  return checked(id, undefined, id);
}

/**
 * Reads a CSV file with the columns PackageID and, optionally, className. A header line is optional if the first column
 * is PackageID. The separator is a comma, a semicolon or a tab. A byte order mark (UTF-8 and UTF-16), Windows line ends and
 * lines without a value are accepted. Lines that start with # are comments.
 */
export async function readPackageList(path: string): Promise<ListedPackage[]> {
  const rows = rowsOf(path, await bytesOf(path));
  const [first] = rows;
  const header = first?.record.map((name) => name.toLowerCase()) ?? [];
  const hasHeader = header.includes("packageid");
  const idColumn = hasHeader ? header.indexOf("packageid") : 0;
  const classColumn = hasHeader ? header.indexOf("classname") : 1;
  const packages = rows
    .slice(hasHeader ? 1 : 0)
    .map(({ line, record }) => checked(record[idColumn], record[classColumn], `${path}, line ${line}`));
  if (packages.length === 0) throw new UsageError(`${path} does not name a package.`);
  return packages;
}

interface Row {
  readonly line: number;
  readonly record: readonly string[];
}

/** Type of the rows that the CSV parser returns with the option `info`. The types of the parser do not describe it. */
const parsedRows = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }));

function rowsOf(path: string, bytes: Buffer): Row[] {
  try {
    const rows: unknown = parse(bytes, {
      bom: true,
      delimiter: delimiterOf(bytes),
      info: true,
      relax_column_count: true,
      // After the last package, Excel can write lines that contain only separators.
      skip_records_with_empty_values: true,
      trim: true,
      comment: "#",
      comment_no_infix: true,
    });
    return parsedRows.parse(rows).map(({ info, record }) => ({ line: info.lines, record }));
  } catch (error) {
    if (error instanceof CsvError) throw new UsageError(`${path} is not a CSV file: ${error.message}.`);
    throw error;
  }
}

/**
 * Reads the separator from the first line that is not a comment: a semicolon or a tab if it has one, else a comma. Later
 * columns can contain other separators without quotes.
 */
function delimiterOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const lines = bytes.toString(isUtf16 ? "utf16le" : "utf8").split(/[\r\n]+/);
  const first = lines.find((line) => /^[^\s#\ufeff]/.test(line.replace(/^\ufeff/, ""))) ?? "";
  return [";", "\t"].find((delimiter) => first.includes(delimiter)) ?? ",";
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${error instanceof Error ? error.message : ""}).`);
  }
}

function checked(PackageID: string | undefined, className: string | undefined, where: string): ListedPackage {
  const isNamed = className !== undefined && className !== "";
  const target = packageTarget({ className: isNamed ? className : "SMS_Package", PackageID });
  if (target.ok) {
    return { PackageID: target.value.PackageID, ...(isNamed ? { className: target.value.className } : {}) };
  }
  throw new UsageError(
    target.failure.parameter === "className"
      ? `${where}: className must be one of ${packageClassNames.join(", ")}.`
      : `${where}: a PackageID has 8 characters, A-Z and 0-9, such as P0100012.`,
  );
}
