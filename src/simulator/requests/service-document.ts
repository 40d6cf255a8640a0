import { allClasses } from "../classes/catalog.js";
import { isSet } from "../wire/metadata.js";
import type { Visit } from "../sms-provider.js";
import { jsonAnswer, type HttpAnswer } from "./answer.js";

/** `GET wmi/`: the entity sets. */
export function serviceDocument({ serviceRoot }: Visit): HttpAnswer {
  const value = allClasses.filter(isSet).map(({ name }) => ({ name, kind: "EntitySet", url: name }));
  return jsonAnswer(200, { "@odata.context": `${serviceRoot}/$metadata`, value });
}
