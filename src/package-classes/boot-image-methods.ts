import { getImageProperties } from "./common-methods.js";
import { gives, method, takes } from "./method.js";
import { number, outNumber, outSigned, outText, text } from "./method-parameters.js";

/** The static methods of `SMS_BootImagePackage`. */
export const bootImageStaticMethods = {
  /** Deletes the status queue of a context. */
  deleteContextID: method("DeleteContextID", takes({ ContextID: text })),
  /** Builds a boot image from the Windows ADK into a file. Takes minutes; never run two at once. */
  exportDefaultBootImage: method(
    "ExportDefaultBootImage",
    takes({ Architecture: text, ImageIndex: number, ExportImagePath: text }),
  ),
  getImageProperties,
  /**
   * How far a long operation of a context has come. The page tells to start one with `ExportDefaultBootImage`, which has
   * no context; `refreshPkgSource({ contextID })` has.
   */
  queryOSDBinaryInjectionStatus: method(
    "QueryOSDBinaryInjectionStatus",
    takes({ ContextID: text }),
    gives({
      Status: outNumber,
      Progress: outNumber,
      MaxProgress: outNumber,
      ProgressText: outText,
      ErrorCode: outSigned,
      ExtendedErrorInfo: outText,
    }),
  ),
  /**
   * Copies the image at `ImagePath` anew, with the deployment binaries; only for the step from a release candidate to the
   * release, says the page. It reads as if it acted on an object; on live classes it is static (seen).
   */
  updateDefaultImage: method("UpdateDefaultImage"),
  /** As `updateDefaultImage`, for the source image. */
  updateImage: method("UpdateImage"),
};
