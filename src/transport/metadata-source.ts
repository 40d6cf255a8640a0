import type { Result } from "../result.js";
import type { CallOptions } from "./transport.js";

/** A transport that can say what its site offers. Not every one can: over DCOM there is no `$metadata`. */
export interface MetadataSource {
  /** The service's `$metadata` (EDMX), as text. */
  getMetadata(options?: CallOptions): Promise<Result<string>>;
}
