import * as z from "zod";
import {
  gives,
  instance,
  method,
  number,
  outFlag,
  outInstance,
  outNumber,
  outText,
  outTexts,
  packageIDText,
  takes,
  text,
} from "./model/method-parameters.js";

// Two methods return PacakgeIds, a spelling error of the product (documented). The library returns the IDs as PackageIds too.
const packages = { PacakgeIds: outTexts, PackageNames: outTexts };
const withPackageIds = <P extends { PacakgeIds?: readonly string[] }>(sent: P) => ({
  ...sent,
  ...(sent.PacakgeIds !== undefined && { PackageIds: sent.PacakgeIds }),
});

const advertisement = {
  AdvertisementID: text,
  AdvertisementName: text,
  AdvertisementComment: text,
  // Microsoft's page does not mark AdvertisementFlags as optional, but a public tool that works omits it (seen).
  AdvertisementFlags: number.optional(),
  SourceSite: text,
};

// PackageID and TaskSequence exclude each other, and TaskSequence requires BootImageID (documented).
const policyParameters = z.union([
  takes({ ...advertisement, PackageID: packageIDText }),
  takes({ ...advertisement, TaskSequence: instance, BootImageID: packageIDText }),
]);

const policies = gives({ PolicyXmls: outTexts, PolicyAssignmentXmls: outTexts });

// Which methods are static: if Microsoft's page does not say it, a model of the classes of a real site (release 2002) does.
// The parameters of each method agree with that model.

export const checkReferencesShareType = method(
  "CheckReferencesShareType",
  takes({ PackageID: packageIDText }),
  gives({ CanRunFromDP: outFlag, ...packages }).transform(withPackageIds),
);

export const getClientConfigPolicies = method("GetClientConfigPolicies", undefined, policies);

export const getContentHash = method(
  "GetContentHash",
  takes({ ContentID: number, HashAlgID: number }),
  gives({ Hash: outText }),
);

export const getPackageDefaultHash = method(
  "GetPackageDefaultHash",
  takes({ PackageID: packageIDText, SourceVersion: number }),
  gives({ Hash: outText }),
);

// Microsoft's page calls HashVersion a requested type. HashVersion is an out parameter.
export const getPackageHash = method(
  "GetPackageHash",
  takes({ PackageID: packageIDText, SourceVersion: number }),
  gives({ Hash: outText, HashVersion: outNumber }),
);

export const getSequence = method(
  "GetSequence",
  takes({ TaskSequencePackage: instance }),
  gives({ TaskSequence: outInstance }),
);

// The library sends GetTsPolicies, the name on Microsoft's page. A request with the name GetTSPolicies was seen.
export const getTsPolicies = method("GetTsPolicies", policyParameters, policies);

export const getTsPoliciesSaMedia = method("GetTsPoliciesSaMedia", policyParameters, policies);

export const getTSRelatedToDriverCategory = method(
  "GetTSRelatedToDriverCategory",
  takes({ CategoryUniqueId: text.max(512) }),
  gives(packages).transform(withPackageIds),
);

// Microsoft's table of methods and the page of the method have different parameters. The library uses the one that fits XML.
export const importSequence = method(
  "ImportSequence",
  takes({ SequenceXML: text }),
  gives({ TaskSequence: outInstance }),
);

export const setSequence = method(
  "SetSequence",
  takes({ TaskSequencePackage: instance, TaskSequence: instance }),
  gives({ SavedTaskSequencePackagePath: outText }),
);
