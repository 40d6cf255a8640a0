import type { Behavior } from "../settings/behavior.js";
import { emptyResponse, htmlResponse, jsonResponse, type HttpResponse } from "../http/response.js";

const titles: Readonly<Partial<Record<number, string>>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** Body of an error response: the observed envelope, or another form that a client must accept. */
export function errorResponse(form: Behavior["errorBody"], status: number, message: string): HttpResponse {
  switch (form) {
    case "envelope":
      return jsonResponse(status, { error: { code: String(status), message } });
    case "web-api":
      return jsonResponse(status, { Message: "An error has occurred.", ExceptionMessage: message });
    case "html":
      return htmlResponse(status, titles[status] ?? "Error", message);
    case "empty":
      return emptyResponse(status);
  }
}
