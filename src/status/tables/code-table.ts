/** A code of a table. */
export interface KnownCode {
  readonly name?: string;
  readonly message: string;
}

/** The codes of a table. Call it to get them: the text of the table is read at the first call. */
export type CodeTable = () => ReadonlyMap<number, KnownCode>;

/**
 * Makes a table from text with one code per line: `hex name message`. The name `-` means that none is known. The tables
 * are text, because this is their smallest form in a bundle. They are not read when the library is loaded, because most
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
