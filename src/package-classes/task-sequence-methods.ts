import * as z from "zod";
import {
  outParameters,
  instance,
  method,
  number,
  outFlag,
  outInstance,
  outNumber,
  outText,
  outTexts,
  packageIDText,
  inParameters,
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
  inParameters({ ...advertisement, PackageID: packageIDText }),
  inParameters({ ...advertisement, TaskSequence: instance, BootImageID: packageIDText }),
]);

const policies = outParameters({ PolicyXmls: outTexts, PolicyAssignmentXmls: outTexts });

// Which methods are static: if Microsoft's page does not say it, a model of the classes of a real site (release 2002) does.
// The parameters of each method agree with that model.

export const checkReferencesShareType = method(
  "CheckReferencesShareType",
  inParameters({ PackageID: packageIDText }),
  outParameters({ CanRunFromDP: outFlag, ...packages }).transform(withPackageIds),
);

export const getClientConfigPolicies = method("GetClientConfigPolicies", undefined, policies);

export const getContentHash = method(
  "GetContentHash",
  inParameters({ ContentID: number, HashAlgID: number }),
  outParameters({ Hash: outText }),
);

export const getPackageDefaultHash = method(
  "GetPackageDefaultHash",
  inParameters({ PackageID: packageIDText, SourceVersion: number }),
  outParameters({ Hash: outText }),
);

// Microsoft's page calls HashVersion a requested type. HashVersion is an out parameter.
export const getPackageHash = method(
  "GetPackageHash",
  inParameters({ PackageID: packageIDText, SourceVersion: number }),
  outParameters({ Hash: outText, HashVersion: outNumber }),
);

export const getSequence = method(
  "GetSequence",
  inParameters({ TaskSequencePackage: instance }),
  outParameters({ TaskSequence: outInstance }),
);

// The library sends GetTsPolicies, the name on Microsoft's page. A request with the name GetTSPolicies was seen.
export const getTsPolicies = method("GetTsPolicies", policyParameters, policies);

export const getTsPoliciesSaMedia = method("GetTsPoliciesSaMedia", policyParameters, policies);

export const getTSRelatedToDriverCategory = method(
  "GetTSRelatedToDriverCategory",
  inParameters({ CategoryUniqueId: text.max(512) }),
  outParameters(packages).transform(withPackageIds),
);

// Microsoft's table of methods and the page of the method have different parameters. The library uses the one that fits XML.
export const importSequence = method(
  "ImportSequence",
  inParameters({ SequenceXML: text }),
  outParameters({ TaskSequence: outInstance }),
);

export const setSequence = method(
  "SetSequence",
  inParameters({ TaskSequencePackage: instance, TaskSequence: instance }),
  outParameters({ SavedTaskSequencePackagePath: outText }),
);
