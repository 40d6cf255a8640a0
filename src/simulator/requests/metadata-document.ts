import type { Visit } from "../sms-provider.js";
import { metadataXml } from "../wire/metadata.js";
import { textAnswer, type HttpAnswer } from "./answer.js";

/** `GET wmi/$metadata`. */
export function metadataDocument({ provider }: Visit): HttpAnswer {
  return textAnswer(200, "application/xml", metadataXml(provider.behavior().actionsMissing));
}
