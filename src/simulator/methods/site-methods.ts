import { textOf, type JsonObject } from "../values/json.js";
import { wireTime } from "../values/wire-formats.js";
import type { ObjectLock } from "../state/state.js";
import type { MethodHandlers } from "./method-handler.js";

/** Values of the out-parameters `RequestState` (10, 20) and `LockState` (0, 1) (documented). */
const granted = 10;
const deniedLockAlreadyAssigned = 20;
const unassigned = 0;
const assigned = 1;

/** Return value of a method if the caller does not have the SEDO lock (seen). */
const lockRefused = 0x40480732;

/** Methods of `SMS_ObjectLock`. */
export const lockMethods: MethodHandlers = {
  RequestLock({ request, inParameters }) {
    const { provider, account } = request;
    const holder = provider.locks.request(textOf(inParameters["ObjectRelPath"]), account.name, "REST");
    const outParameters = {
      RequestID: crypto.randomUUID(),
      RequestState: holder.user === account.name ? granted : deniedLockAlreadyAssigned,
      ...described(holder),
    };
    return { returnValue: 0, outParameters };
  },

  ReleaseLock({ request, inParameters }) {
    const released = request.provider.locks.release(textOf(inParameters["ObjectRelPath"]), request.account.name);
    return { returnValue: released ? 0 : lockRefused };
  },

  GetLockInformation({ request, inParameters }) {
    const holder = request.provider.locks.holder(textOf(inParameters["ObjectRelPath"]));
    return { returnValue: 0, outParameters: described(holder) };
  },
};

/** Methods of `SMS_Identification`. Clients call these with GET to check whether they have access to the site (seen). */
export const identificationMethods: MethodHandlers = {
  GetProviderVersion: () => ({ returnValue: 0, outParameters: { Version: "5.00.9141.1000" } }),
  GetSiteID: () => ({ returnValue: 0, outParameters: { SiteID: "{5E3F4C2A-1B7D-4E0F-9A6C-2D8B7F1E0C53}" } }),
};

function described(lock: ObjectLock | undefined): JsonObject {
  return {
    LockState: lock === undefined ? unassigned : assigned,
    AssignedUser: lock?.user ?? "",
    AssignedObjectLockContext: lock === undefined ? "" : "configmgr-simulator",
    AssignedMachine: lock?.machine ?? "",
    AssignedSiteCode: lock?.siteCode ?? "",
    AssignedTimeUTC: lock === undefined ? null : wireTime(lock.atMs),
  };
}
