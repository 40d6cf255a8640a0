import type { NoResponse, RawResponse } from "./raw-site.js";

/** Response headers that describe the service. The report contains no other headers. */
const keptHeaders = [
  "allow",
  "content-length",
  "content-type",
  "etag",
  "location",
  "odata-version",
  "retry-after",
  "server",
  "transfer-encoding",
  "www-authenticate",
];

/**
 * Members of a JSON response whose texts describe the service, not the object. The report has these texts, without private
 * parts.
 */
const keptMembers =
  /^(?:@odata\.\w+|.+@odata\.type|__CLASS|__SUPERCLASS|__DYNASTY|__RELPATH|__DERIVATION|__LAZYPROPERTIES|__QUALIFIER_SECURITYVERBS|code|message|ExceptionMessage|ExceptionType|type)$/i;

/**
 * Patterns of private text, with their replacements. The order matters: a later pattern can match a part of an earlier one.
 */
const privateForms: readonly (readonly [form: RegExp, replacement: string])[] = [
  [/\b(https?:\/\/)[^/\s"'<>]+/gi, "$1<host>"],
  [/\b(Negotiate|Bearer|NTLM|Kerberos|Basic)\s+[\w+/=.~-]{8,}/g, "$1 <token>"],
  [/\\\\[^\s"'<>]+/g, "<path>"],
  [/\b[a-z]:\\[^\s"'<>]*/gi, "<path>"],
  [/\b[\w.-]+\\+[\w.$-]+/g, "<account>"],
  [/\b[\w.+-]+@(?!odata\b)[\w-]+(?:\.[\w-]+)+/gi, "<account>"],
  [/\bS-1-\d+(?:-\d+)+\b/g, "<sid>"],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, "<guid>"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, "<address>"],
  [/\b(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]+/gi, "<address>"],
  [/[\w+/=-]{40,}/g, "<long text>"],
];

/** Names with dots that are not host names: names of .NET, OData and the SMS Provider, and numbers. */
const harmlessDottedName = /^(?:AdminService|System|Microsoft|odata|Edm|SMS_\w+)\.|\.\w*\d\w*$|\.\w$/i;

/** Quoted text in an error text that is not private: classes, HTTP methods, and URLs whose host was already replaced. */
const harmlessQuote = /^(?:SMS_\w+|AdminService[\w.]*|GET|POST|PUT|PATCH|DELETE|<[\w ]+>|https?:\/\/<host>\S*)$/;

/** Replaces everything in the texts of a site that shows whose site it is. */
export class Redactor {
  readonly #known = new Map<string, string>();

  /** From now on, replaces this text wherever it occurs, in upper or lower case. */
  hide(text: string | undefined, replacement: string): void {
    if (text !== undefined && text.length >= 3) this.#known.set(text.toLowerCase(), replacement);
  }

  /** Replaces the texts that were given to `hide`. */
  known(text: string): string {
    const longestFirst = [...this.#known].sort(([a], [b]) => b.length - a.length);
    return longestFirst.reduce((redacted, [known, replacement]) => redacted.replace(wordOf(known), replacement), text);
  }

  /** Replaces the texts that were given to `hide`, and texts that match a pattern of private text. */
  text(text: string): string {
    let redacted = this.known(text);
    for (const [form, replacement] of privateForms) redacted = redacted.replace(form, replacement);
    return redacted
      .replace(/\b[a-z0-9-]\w*(?:[-.]\w+)*\.\w+\b/gi, (name) => (harmlessDottedName.test(name) ? name : "<host>"))
      .replace(/'([^'\n]*)'/g, (quote, text: string) => (harmlessQuote.test(text) ? quote : "'<text>'"));
  }

  /**
   * Text of a response for the report. Of a JSON object it keeps the names of the members, numbers and the format of dates.
   */
  describe(response: RawResponse | NoResponse): string {
    if ("noResponse" in response) return `no response: ${this.text(response.noResponse)}`;
    const headers = keptHeaders
      .filter((name) => response.headers[name] !== undefined)
      .map((name) => `${name}: ${this.text(response.headers[name] ?? "")}`);
    return [`${response.status}`, ...headers, "", this.#body(response.body)].join("\n").trimEnd();
  }

  #body(body: string): string {
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      return this.text(body.slice(0, 2000));
    }
    return JSON.stringify(this.#member("", parsed), null, 1);
  }

  #member(name: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.slice(0, 50).map((item: unknown) => this.#member(name, item));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#member(key, item)]));
    }
    if (typeof value !== "string") return value;
    if (keptMembers.test(name)) return this.text(value);
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return value.replaceAll(/\d/g, "0");
    return `<text of ${value.length}>`;
  }
}

// Matches a known text only as a whole word, because a short text such as a site code is part of many words.
function wordOf(text: string): RegExp {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`, "gi");
}
