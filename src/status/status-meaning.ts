/** The component that defines a status code. `unknown`: the range of the code belongs to no component in our tables. */
export type StatusSource =
  | "sms-provider"
  | "wbem"
  | "win32"
  | "configmgr-client"
  | "windows-security"
  | "bits"
  | "delivery-optimization"
  | "windows-update"
  | "windows-setup"
  | "dism"
  | "defender"
  | "intune-update-agent"
  | "unknown";

/** The meaning of a status code, without its number. */
export interface StatusMeaning {
  /**
   * `success` or `failure`. For a composite code of the SMS Provider, the extent of the problem: `S_FUNC` (this call),
   * `S_MINOR` (this area of the provider), `S_MAJOR` (the whole provider) or `S_NONE`.
   */
  readonly severity: string;
  /** Component in the code's own bits: `FACILITY_...` of an HRESULT, `F_...` of a composite code. */
  readonly facility: string;
  /** Only for composite codes of the SMS Provider: the action of the provider, `A_...`. */
  readonly action?: string;
  /** Only for composite codes of the SMS Provider: the object of the action, `O_...`. */
  readonly object?: string;
  /** Only for composite codes of the SMS Provider: why the action failed, `R_...`. */
  readonly reason?: string;
  /** Name of the constant for the code. Absent if no name is known. */
  readonly name?: string;
  /** Meaning of the code. Absent if no public source states it. */
  readonly message?: string;
  /** The component that defines the code. */
  readonly source: StatusSource;
  /** What an administrator can do next. */
  readonly advice?: string;
}

/**
 * A decoded 32-bit status code: plain JSON data. If a part of the code has no known name, the part is its decimal number.
 */
export interface DecodedStatus extends StatusMeaning {
  /** The code as `0x` and eight upper-case hex digits. */
  readonly hex: string;
  /** The code as a signed number, as methods return it (SInt32). */
  readonly signed: number;
  /** The code as an unsigned number, as in `StatusCode` and `ErrorCode` (UInt32). */
  readonly unsigned: number;
}
