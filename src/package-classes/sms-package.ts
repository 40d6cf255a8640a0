import * as z from "zod";
import { baseProperties } from "./base-properties.js";
import { commonMethods } from "./common-methods.js";
import { gives, method, takes } from "./method.js";
import { outFlag, outSigned, outText, outTexts, packageIDText, text } from "./method-parameters.js";
import { packageClass } from "./package-class.js";
import { boolean, dateTime, read, readwrite, sint32, uint32 } from "./property.js";

const definition = {
  className: "SMS_Package",
  schema: z.object({
    ...baseProperties,
    DefaultImageFlags: sint32(
      readwrite,
      "2 marks the package of the user state migration tool; every other one has 0.",
    ),
    IsPredefinedPackage: boolean(read, "Whether the product brought the package along."),
    TransformAnalysisDate: dateTime(readwrite, "When Package Conversion Manager last analysed the package."),
    TransformReadiness: uint32(readwrite, "Result of that analysis: a value of TransformReadiness."),
  }),
  methods: commonMethods,
  staticMethods: {
    /** Tells whether another package uses a custom share name already. */
    checkDuplicateShareName: method(
      "CheckDuplicateShareName",
      takes({ ShareName: text, PackageID: packageIDText }),
      // SInt32, unlike PackageType, whose value it is (documented).
      gives({ IsDuplicated: outFlag, DupPkgName: outText, DupPkgID: outText, DupPkgType: outSigned }),
    ),
    /** Tells whether another package uses a source path already. */
    checkDuplicateSourceName: method(
      "CheckDuplicateSourceName",
      // The page calls SourceSite the ID of the package; live classes have both (seen).
      takes({ SourceName: text, SourceSite: text, PackageID: packageIDText.optional() }),
      gives({ IsDuplicated: outFlag, DupPkgName: outText, DupPkgID: outText, DupPkgType: outSigned }),
    ),
    /** Checks whether the share setting of a package fits the task sequence deployments that use it. */
    checkPackageShareForTaskSequenceDeployment: method(
      "CheckPackageShareForTaskSequenceDeployment",
      takes({ PackageID: packageIDText }),
      gives({
        IsValid: outFlag,
        InvalidTaskSequenceDeploymentIDs: outTexts,
        InvalidTaskSequenceDeploymentNames: outTexts,
      }),
    ),
  },
} as const;

/**
 * An ordinary software distribution package (`PackageType` 0).
 *
 * @example
 * ```ts
 * import { SMS_Package, type Transport } from "configmgr-sdk";
 *
 * export async function describe(transport: Transport, PackageID: string): Promise<string> {
 *   const found = await SMS_Package.get(transport, PackageID);
 *   if (!found.ok) return found.failure.message;
 *   return `${found.value.Name ?? ""} is at version ${found.value.SourceVersion ?? 0}`;
 * }
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_package-server-wmi-class
 */
export class SMS_Package extends packageClass(definition) {}
