import { createHash } from "node:crypto";
import { isJsonObject, itemsOf, textOf, type JsonObject } from "../values/json.js";
import { objectVersion } from "../state/create-package.js";
import { maySee, requirePackage } from "../provider/sms-provider.js";
import { findRecord, type PackageRecord } from "../state/state.js";
import { referencesOf } from "../state/sequence-xml.js";
import { relPath } from "../wire/entity.js";
import { badParameter, type MethodCall, type MethodHandlers, type MethodResult } from "./method-handler.js";

/**
 * Static methods of `SMS_TaskSequencePackage`. On a real site, an `SMS_TaskSequence` is a tree of step objects. Here it has
 * only the member `SequenceXML` with its XML, which is sufficient for `GetSequence`, `ImportSequence` and `SetSequence`.
 */
export const taskSequenceMethods: MethodHandlers = {
  GetSequence(call) {
    const record = packageIn(call, call.inParameters["TaskSequencePackage"]);
    return { returnValue: 0, outParameters: { TaskSequence: taskSequence(textOf(record.properties["Sequence"])) } };
  },

  ImportSequence({ inParameters }) {
    const xml = textOf(inParameters["SequenceXML"]);
    if (!xml.includes("<sequence")) throw badParameter("Bad property in the parameter SequenceXML.");
    return { returnValue: 0, outParameters: { TaskSequence: taskSequence(xml) } };
  },

  SetSequence(call) {
    const { provider, account } = call.request;
    const record = packageIn(call, call.inParameters["TaskSequencePackage"]);
    const given = call.inParameters["TaskSequence"];
    provider.locks.requireFree(record, account.name);
    const Sequence = isJsonObject(given) ? textOf(given["SequenceXML"]) : "";
    const References = referencesOf(Sequence, textOf(record.properties["BootImageID"]));
    Object.assign(record.properties, {
      Sequence,
      References,
      ReferencesCount: References.length,
      SedoObjectVersion: objectVersion(),
    });
    return { returnValue: 0, outParameters: { SavedTaskSequencePackagePath: relPath(record) } };
  },

  GetPackageHash(call) {
    return { returnValue: 0, outParameters: { Hash: hashOf(call), HashVersion: sha256 } };
  },

  GetPackageDefaultHash(call) {
    return { returnValue: 0, outParameters: { Hash: hashOf(call) } };
  },

  GetClientConfigPolicies: () => ({ returnValue: 0, outParameters: policies("Client configuration") }),
  GetTSPolicies: taskSequencePolicies,
  GetTsPoliciesSaMedia: taskSequencePolicies,

  /** A package lacks a share if its `ShareType` is 2 (its own share) and its `ShareName` is empty (inferred). */
  CheckReferencesShareType({ request, inParameters }) {
    const { properties } = requirePackage(request, textOf(inParameters["PackageID"]));
    const unusable = itemsOf(properties["References"])
      .map((reference) =>
        isJsonObject(reference) ? findRecord(request.provider.state, textOf(reference["Package"])) : undefined,
      )
      .filter((record) => record !== undefined)
      .filter((record) => record.properties["ShareType"] === 2 && textOf(record.properties["ShareName"]) === "");
    return { returnValue: 0, outParameters: { CanRunFromDP: unusable.length === 0, ...idsAndNames(unusable) } };
  },

  GetTSRelatedToDriverCategory({ request, inParameters }) {
    const category = textOf(inParameters["CategoryUniqueId"]);
    const related = [...request.provider.state.packages.values()].filter(
      (record) => maySee(request.account, record) && textOf(record.properties["Sequence"]).includes(category),
    );
    return { returnValue: 0, outParameters: category === "" ? idsAndNames([]) : idsAndNames(related) };
  },
};

/** `HashVersion` of SHA-256 (CALG_SHA_256), the algorithm of current sites (inferred). */
const sha256 = 32_780;

function packageIn({ request }: MethodCall, embedded: unknown): PackageRecord {
  const PackageID = isJsonObject(embedded) ? textOf(embedded["PackageID"]) : "";
  return requirePackage(request, PackageID);
}

function taskSequence(SequenceXML: string): JsonObject {
  return { "@odata.type": "#AdminService.SMS_TaskSequence", SequenceXML };
}

function hashOf({ request, inParameters }: MethodCall): string {
  const record = requirePackage(request, textOf(inParameters["PackageID"]));
  const hash = createHash("sha256").update(`${record.PackageID};${textOf(inParameters["SourceVersion"])}`);
  return hash.digest("hex").toUpperCase();
}

function taskSequencePolicies({ request, inParameters }: MethodCall): MethodResult {
  const PackageID = textOf(inParameters["PackageID"]);
  if (PackageID !== "") requirePackage(request, PackageID);
  return { returnValue: 0, outParameters: policies("Task sequence") };
}

function policies(name: string): JsonObject {
  return {
    PolicyXmls: [
      `<Policy PolicyType="Machine" PolicyVersion="1.00"><!-- ${name}, simulated: real policies contain secrets --></Policy>`,
    ],
    PolicyAssignmentXmls: [`<PolicyAssignment PolicyAssignmentID="{simulated}"/>`],
  };
}

/** Out-parameters with IDs and names of packages. `PacakgeIds` is the spelling of ConfigMgr (documented). */
function idsAndNames(records: readonly PackageRecord[]): Record<"PacakgeIds" | "PackageNames", string[]> {
  return {
    PacakgeIds: records.map(({ PackageID }) => PackageID),
    PackageNames: records.map(({ properties }) => textOf(properties["Name"])),
  };
}
