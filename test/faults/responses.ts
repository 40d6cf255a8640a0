import { gzipSync } from "node:zlib";
import { responseOf } from "./http-messages.js";

const html = { "Content-Type": "text/html", Server: "nginx" };
const page = (title: string) => `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
const json = { "Content-Type": "application/json" };

/** Responses that the proxy sends to the client instead of the site's response, after the site ran the call. */
export const replacements = {
  "502 of a gateway": responseOf("502 Bad Gateway", html, page("502 Bad Gateway")),
  "503 of a gateway": responseOf("503 Service Unavailable", html, page("503 Service Temporarily Unavailable")),
  "504 of a gateway": responseOf("504 Gateway Timeout", html, page("504 Gateway Timeout")),
  "500 of a gateway": responseOf("500 Internal Server Error", html, page("500 Internal Server Error")),
  "sign-in page": responseOf("200 OK", html, page("Sign in to your account")),
  redirect: responseOf("302 Found", { Location: "https://localhost:1/signin" }),
  "empty 200": responseOf("200 OK", {}),
  "empty 204": Buffer.from("HTTP/1.1 204 No Content\r\n\r\n"),
  "JSON of another server": responseOf("200 OK", json, '{"status":"ok"}'),
  "error in a 200": responseOf("200 OK", json, '{"error":{"code":"500","message":"no"},"ReturnValue":0}'),
  "compressed response": responseOf(
    "201 Created",
    { ...json, "Content-Encoding": "gzip" },
    gzipSync('{"ReturnValue":0}'),
  ),
  "other protocol": Buffer.from("SSH-2.0-OpenSSH_9.2p1\r\n\r\n"),
  "change of protocol": Buffer.from(
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
  ),
  "endless head": responseOf("201 Created", { "X-Padding": "x".repeat(40_000) }),
  "408 of a gateway": responseOf("408 Request Timeout", html, page("408 Request Timeout")),
} as const;

/** Responses that the proxy sends to the client without forwarding the call to the site. */
export const refusals = {
  "403 of a firewall": responseOf("403 Forbidden", html, page("403 Forbidden")),
  "404 of another server": responseOf("404 Not Found", html, page("404 Not Found")),
  "413 of a gateway": responseOf("413 Request Entity Too Large", html, page("413 Request Entity Too Large")),
  "429 of a gateway": responseOf("429 Too Many Requests", { ...html, "Retry-After": "1" }, page("429")),
  "401 of a gateway": responseOf("401 Unauthorized", { "WWW-Authenticate": "Negotiate" }),
  "503 of HTTP.sys": responseOf(
    "503 Service Unavailable",
    { "Content-Type": "text/html; charset=us-ascii", Server: "Microsoft-HTTPAPI/2.0" },
    "<HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD><BODY><p>HTTP Error 503. The service is unavailable.</p></BODY></HTML>",
  ),
  "502 without the site": responseOf("502 Bad Gateway", html, page("502 Bad Gateway")),
} as const;
