import { parseJson } from "../odata/json.js";
import { isJsonObject } from "../odata/wmi-json.js";
import type { HttpResponse } from "../connection/http-response.js";

const maxLength = 500;

/** The error text of a response. */
export interface ErrorText {
  /** One line; empty if the response contains no error text. */
  readonly text: string;
  /** True if the response is JSON, as the AdminService returns its errors. A page of another server is not. */
  readonly isJson: boolean;
}

/** Reads the error text of a response in each form that is known. */
export function errorTextOf(response: HttpResponse): ErrorText {
  const parsed = parseJson(response.text);
  const isJson = parsed.is === "json";
  return { text: oneLine(isJson ? textOfJson(parsed.value) : withoutTags(response.text)), isJson };
}

function textOfJson(value: unknown): string {
  if (typeof value === "string") return value;
  if (!isJsonObject(value)) return "";
  // Seen: {"error":{"code","message"}}. The other forms are those of OData and Web API services of the same kind (inferred).
  const nested = value["error"] ?? value["odata.error"];
  if (nested !== undefined) return textOfJson(nested);
  return [
    textOf(value["message"] ?? value["Message"]),
    textOf(value["ExceptionMessage"] ?? value["MessageDetail"]),
    textOfJson(value["innererror"] ?? value["InnerException"]),
  ].join(" ");
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  // The form of a text in OData v3: {"lang":"en-US","value":"..."}.
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

/** Returns a text as one line without control characters, at most 500 characters long. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 5_000)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}
