import * as z from "zod";
import { gives, method, takes } from "./method.js";
import {
  instance,
  number,
  outFlag,
  outInstance,
  outNumber,
  outText,
  outTexts,
  packageIDText,
  text,
} from "./method-parameters.js";

// The product misspells the name in two methods (documented); it is read as such, and offered as it should be.
const spelledRight = <P extends { PacakgeIds?: readonly string[] | null }>(sent: P) => ({
  ...sent,
  ...(sent.PacakgeIds !== undefined && { PackageIds: sent.PacakgeIds }),
});

const advertisement = {
  AdvertisementID: text,
  AdvertisementName: text,
  AdvertisementComment: text,
  // Not marked optional on the page; a public tool that works leaves it out (seen).
  AdvertisementFlags: number.optional(),
  SourceSite: text,
};

// The page: PackageID and TaskSequence exclude each other, and TaskSequence needs BootImageID.
const policyParameters = z.union([
  takes({ ...advertisement, PackageID: packageIDText }),
  takes({ ...advertisement, TaskSequence: instance, BootImageID: packageIDText }),
]);

const policies = gives({ PolicyXmls: outTexts, PolicyAssignmentXmls: outTexts });

/**
 * The static methods of `SMS_TaskSequencePackage`. Where the pages do not say which are static, a model of the classes
 * of a live site (version 2002) does, and agrees with what the parameters imply.
 */
export const taskSequenceMethods = {
  /**
   * Finds the packages which a task sequence references and whose content is on no share that it could run from. Returns
   * UInt32, unlike most, and has no return section; 0 is taken as success (inferred).
   */
  checkReferencesShareType: method(
    "CheckReferencesShareType",
    takes({ PackageID: packageIDText }),
    gives({ CanRunFromDP: outFlag, PacakgeIds: outTexts, PackageNames: outTexts }).transform(spelledRight),
  ),
  /**
   * Gives every site-wide client configuration policy. **These hold secrets**, such as network access accounts: keep them
   * out of logs.
   */
  getClientConfigPolicies: method("GetClientConfigPolicies", undefined, policies),
  /** Hash of one content item. The values of `HashAlgID` are not documented. */
  getContentHash: method("GetContentHash", takes({ ContentID: number, HashAlgID: number }), gives({ Hash: outText })),
  /** Hash of one version of a package, by the default algorithm. */
  getPackageDefaultHash: method(
    "GetPackageDefaultHash",
    takes({ PackageID: packageIDText, SourceVersion: number }),
    gives({ Hash: outText }),
  ),
  /**
   * Hash of one version of a package, and in `HashVersion` which algorithm it is of: 1 MD5, 2 SHA-1. The page calls
   * HashVersion a requested type, and it is an out parameter.
   */
  getPackageHash: method(
    "GetPackageHash",
    takes({ PackageID: packageIDText, SourceVersion: number }),
    gives({ Hash: outText, HashVersion: outNumber }),
  ),
  /**
   * Makes the objects of the steps (`SMS_TaskSequence`) of the XML that a package holds. For the XML itself read the
   * property `Sequence`.
   */
  getSequence: method("GetSequence", takes({ TaskSequencePackage: instance }), gives({ TaskSequence: outInstance })),
  /**
   * Gives the policies of a task sequence and of what it references, for an invented advertisement. **These hold
   * secrets.** Needs the right to create media other than stand-alone. Takes either `PackageID`, or `TaskSequence` with
   * `BootImageID`. Seen on the wire as `GetTSPolicies`; documented, and sent, as `GetTsPolicies`.
   */
  getTsPolicies: method("GetTsPolicies", policyParameters, policies),
  /** As `getTsPolicies`, with the right to create stand-alone media. **These hold secrets.** */
  getTsPoliciesSaMedia: method("GetTsPoliciesSaMedia", policyParameters, policies),
  /** Lists the task sequences that use a driver category; `CategoryUniqueId` has up to 512 characters. */
  getTSRelatedToDriverCategory: method(
    "GetTSRelatedToDriverCategory",
    takes({ CategoryUniqueId: z.string().max(512) }),
    gives({ PacakgeIds: outTexts, PackageNames: outTexts }).transform(spelledRight),
  ),
  /**
   * Makes the objects of the steps of exported XML; stores nothing. The table of methods and the method's page disagree
   * on what it takes: the signature fits the XML of a sequence.
   */
  importSequence: method("ImportSequence", takes({ SequenceXML: text }), gives({ TaskSequence: outInstance })),
  /**
   * Stores the steps in a package, new or existing, and saves it: no `update` is needed. Computes `References` and `Type`
   * anew. Gives the path of the saved package.
   */
  setSequence: method(
    "SetSequence",
    takes({ TaskSequencePackage: instance, TaskSequence: instance }),
    gives({ SavedTaskSequencePackagePath: outText }),
  ),
};
