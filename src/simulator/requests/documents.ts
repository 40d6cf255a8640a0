import { allClasses } from "../classes/catalog.js";
import type { ProviderRequest } from "../provider/sms-provider.js";
import { isSet, metadataXml } from "../wire/metadata.js";
import { jsonAnswer, textAnswer, type HttpAnswer } from "../http/answer.js";

/** `GET wmi/`: the entity sets. */
export function serviceDocument({ serviceRoot }: ProviderRequest): HttpAnswer {
  const value = allClasses.filter(isSet).map(({ name }) => ({ name, kind: "EntitySet", url: name }));
  return jsonAnswer(200, { "@odata.context": `${serviceRoot}/$metadata`, value });
}

/** `GET wmi/$metadata`. */
export function metadataDocument({ provider }: ProviderRequest): HttpAnswer {
  return textAnswer(200, "application/xml", metadataXml(provider.behavior().actionsMissing));
}
