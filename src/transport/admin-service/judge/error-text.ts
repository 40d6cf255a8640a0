import { isJsonObject } from "../odata/wmi-json.js";
import { parseJson } from "../odata/json.js";
import type { HttpResponse } from "../connection/http-response.js";

const maxLength = 500;

/** An error in an error in an error is as deep as anybody has reason to look. */
const maxDepth = 5;

/** What an answer that is no success says, and in which form it says it. */
export interface SiteSentence {
  /** One line of text; empty where the answer holds none. */
  readonly text: string;
  /** `service`: JSON as the AdminService writes errors. `page`: HTML or other text. `none`: no body. */
  readonly form: "service" | "page" | "none";
}

/** Finds the sentence of an error, wherever a site or something in front of it puts one. */
export function sentenceOf(response: HttpResponse): SiteSentence {
  const parsed = parseJson(response.text);
  if (parsed.is === "empty") return { text: "", form: "none" };
  if (parsed.is === "other") return { text: oneLine(withoutTags(response.text)), form: "page" };
  return { text: oneLine(sentenceOfJson(parsed.value)), form: "service" };
}

/** The sentence of an error object, whichever of the known forms it has; empty where it has none. */
function sentenceOfJson(value: unknown, depth = 0): string {
  if (typeof value === "string") return value;
  if (!isJsonObject(value) || depth > maxDepth) return "";
  // Seen: {"error":{"code","message"}}. The rest is what OData and Web API services of the same make answer (inferred).
  const nested = value["error"] ?? value["odata.error"];
  if (nested !== undefined) return sentenceOfJson(nested, depth + 1);
  return [
    textOf(value["message"] ?? value["Message"]),
    textOf(value["ExceptionMessage"] ?? value["MessageDetail"]),
    sentenceOfJson(value["innererror"] ?? value["InnerException"], depth + 1),
  ].join(" ");
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  // OData v3 writes {"lang":"en-US","value":"..."}.
  if (isJsonObject(value) && typeof value["value"] === "string") return value["value"];
  return "";
}

function withoutTags(text: string): string {
  return text
    .slice(0, 5_000)
    .replace(/<(script|style)\b[^]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** Text as one line without control characters, cut where it is too long to read. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 5_000)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}
