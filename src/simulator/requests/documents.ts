import { allClasses } from "../classes/catalog.js";
import type { ProviderRequest } from "../provider/sms-provider.js";
import { isSet, metadataXml } from "../wire/metadata.js";
import { jsonResponse, textResponse, type HttpResponse } from "../http/response.js";

/** `GET wmi/`: the entity sets. */
export function serviceDocument({ serviceRoot }: ProviderRequest): HttpResponse {
  const value = allClasses.filter(isSet).map(({ name }) => ({ name, kind: "EntitySet", url: name }));
  return jsonResponse(200, { "@odata.context": `${serviceRoot}/$metadata`, value });
}

/** `GET wmi/$metadata`. */
export function metadataDocument({ provider }: ProviderRequest): HttpResponse {
  return textResponse(200, "application/xml", metadataXml(provider.behavior().actionsMissing));
}
