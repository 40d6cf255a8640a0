import type { MethodHandlers } from "./method-handler.js";

/** Methods of `SMS_Identification`. Clients call them with GET to check whether they have access (seen). */
export const identificationMethods: MethodHandlers = {
  GetProviderVersion: () => ({ returnValue: 0, outParameters: { Version: "5.00.9141.1000" } }),
  GetSiteID: () => ({ returnValue: 0, outParameters: { SiteID: "{5E3F4C2A-1B7D-4E0F-9A6C-2D8B7F1E0C53}" } }),
};
