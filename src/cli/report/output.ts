/** Writes a line to standard output. */
export function out(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

/** Writes a line to standard error. */
export function err(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/**
 * Replaces control characters and characters that change the direction of text. Names and error texts come from a server:
 * they must not control the terminal, or pretend to be another line. In a JSON line, the replacement is a valid
 * escape sequence.
 */
export function printable(line: string): string {
  return line.replace(
    /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/** Continues without output if its reader is gone (`configmgr ... | head -1`): a run must not end in the middle of a call. */
export function surviveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
