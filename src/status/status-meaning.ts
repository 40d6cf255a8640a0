/** What a status code says, without its number. */
export interface StatusMeaning {
  /**
   * `success` or `failure`; of a composite code how far the trouble goes: `S_FUNC` (this call), `S_MINOR` (this area of
   * the provider), `S_MAJOR` (the whole provider) or `S_NONE`.
   */
  readonly severity: string;
  /** Which part of the system it comes from: `FACILITY_...` of an HRESULT, `F_...` of a composite code. */
  readonly facility: string;
  /** Composite codes only: what the provider was doing, `A_...`. */
  readonly action?: string;
  /** Composite codes only: what it was doing it to, `O_...`. */
  readonly object?: string;
  /** Composite codes only: why it failed, `R_...`. */
  readonly reason?: string;
  /** The constant's name, where one is known. */
  readonly name?: string;
  /** What it means, in our words. */
  readonly message?: string;
  /** Whose code it is. */
  readonly source: "win32" | "wbem" | "sms-provider" | "configmgr-client" | "unknown";
  /** The next step that an administrator would take. */
  readonly advice?: string;
}

/** A code of a table. */
export interface KnownCode {
  readonly name: string;
  readonly message: string;
}

/**
 * Reads a table with one code per line: `hex name message`. Text, since that is the smallest form in the bundle of a
 * caller who wants nothing but the decoder.
 */
export function codeTable(prefix: string, lines: string): ReadonlyMap<number, KnownCode> {
  return new Map(
    lines
      .trim()
      .split("\n")
      .map((line) => {
        const [code = "", name = "", ...words] = line.trim().split(" ");
        return [Number.parseInt(code, 16), { name: prefix + name, message: words.join(" ") }];
      }),
  );
}
