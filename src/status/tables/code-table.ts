/** A code of a table. */
export interface KnownCode {
  readonly name?: string;
  readonly message: string;
}

/**
 * Reads a table with one code per line: `hex name message`. The name `-` means that none is known. The tables are text,
 * because this is their smallest form in a bundle.
 */
export function codeTable(prefix: string, lines: string): ReadonlyMap<number, KnownCode> {
  return new Map(
    lines
      .trim()
      .split("\n")
      .map((line) => {
        const [code = "", name = "", ...words] = line.trim().split(" ");
        const message = words.join(" ");
        return [Number.parseInt(code, 16), name === "-" ? { message } : { name: prefix + name, message }];
      }),
  );
}
