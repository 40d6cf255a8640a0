import type { Behavior } from "../settings/behavior.js";
import { emptyAnswer, htmlAnswer, jsonAnswer, type HttpAnswer } from "../http/answer.js";

const titles: Readonly<Partial<Record<number, string>>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** An error as the site puts it: in the envelope that was seen, or in one of the forms that are feared. */
export function errorAnswer(form: Behavior["errorBody"], status: number, message: string): HttpAnswer {
  switch (form) {
    case "envelope":
      return jsonAnswer(status, { error: { code: String(status), message } });
    case "web-api":
      return jsonAnswer(status, { Message: "An error has occurred.", ExceptionMessage: message });
    case "html":
      return htmlAnswer(status, titles[status] ?? "Error", message);
    case "empty":
      return emptyAnswer(status);
  }
}
