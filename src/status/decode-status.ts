/** A 32-bit status code, taken apart. */
export interface DecodedStatus {
  /** `0x` and eight upper-case digits. */
  readonly hex: string;
  readonly signed: number;
  readonly unsigned: number;
  readonly severity: string;
  readonly facility: string;
  readonly name?: string;
  readonly message?: string;
  readonly source: "win32" | "wbem" | "sms-provider" | "configmgr-client" | "unknown";
  readonly advice?: string;
}
