import type { WmiObject } from "../transport/transport.js";
import type { PackageInstance } from "./model/method-parameters.js";

/** Packages that a method of `SMS_TaskSequencePackage` returns. */
export interface FoundPackages {
  /** PackageIDs, under the name that the site uses, with its spelling error. */
  readonly PacakgeIds?: readonly string[];
  /** The same PackageIDs, under the correct name. */
  readonly PackageIds?: readonly string[];
  /** Names of the packages, in the same order. */
  readonly PackageNames?: readonly string[];
}

/** Policies that a method of `SMS_TaskSequencePackage` returns. **They contain secrets**: keep them out of logs. */
export interface Policies {
  /** Policy documents. */
  readonly PolicyXmls?: readonly string[];
  /** Policy assignment documents. */
  readonly PolicyAssignmentXmls?: readonly string[];
}

interface Advertisement {
  /** ID of the advertisement that the policies are made for. It does not have to exist. */
  readonly AdvertisementID: string;
  /** Name of the advertisement. */
  readonly AdvertisementName: string;
  /** Comment on the advertisement. */
  readonly AdvertisementComment: string;
  /** Flags of the advertisement; can be omitted (seen). */
  readonly AdvertisementFlags?: number | undefined;
  /** Site code of the advertisement. */
  readonly SourceSite: string;
}

/** In parameters of `getTsPolicies`: either `PackageID`, or `TaskSequence` with `BootImageID`. */
export type PolicyParameters = PoliciesOfPackage | PoliciesOfSequence;

/** Policies for a task sequence package of the site. */
export interface PoliciesOfPackage extends Advertisement {
  /** The task sequence package. */
  readonly PackageID: string;
}

/** Policies for a task sequence that is passed as an object. */
export interface PoliciesOfSequence extends Advertisement {
  /** An `SMS_TaskSequence` object. */
  readonly TaskSequence: WmiObject | PackageInstance;
  /** PackageID of the boot image. */
  readonly BootImageID: string;
}
