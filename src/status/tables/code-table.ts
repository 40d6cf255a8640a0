/** A code of a table. */
export interface KnownCode {
  readonly name?: string;
  readonly message: string;
}

/** Returns the codes of a table by number. The first call reads the text of the table. */
export type CodeTable = () => ReadonlyMap<number, KnownCode>;

/**
 * Makes a table from text with one code per line: `hex name message`. The name `-` means that no name is known. The tables
 * are text, because text needs the least space in a bundle. The text is not read when the library is loaded, because most
 * programs never decode a code.
 */
export function codeTable(prefix: string, lines: string): CodeTable {
  let codes: ReadonlyMap<number, KnownCode> | undefined;
  return () =>
    (codes ??= new Map(
      lines
        .trim()
        .split("\n")
        .map((line) => readLine(prefix, line)),
    ));
}

function readLine(prefix: string, line: string): [code: number, known: KnownCode] {
  const [code = "", name = "", ...words] = line.trim().split(" ");
  const message = words.join(" ");
  return [Number.parseInt(code, 16), name === "-" ? { message } : { name: prefix + name, message }];
}
