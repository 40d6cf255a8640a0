import type { NoAnswer, RawAnswer } from "./raw-site.js";

/** Headers that say how a service behaves. Every other one is left out. */
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

/** Members whose text tells of the service and not of the object; what is private in them is replaced. */
const keptMembers =
  /^(?:@odata\.\w+|.+@odata\.type|__CLASS|__SUPERCLASS|__DYNASTY|__RELPATH|__DERIVATION|__LAZYPROPERTIES|__QUALIFIER_SECURITYVERBS|code|message|ExceptionMessage|ExceptionType|type)$/i;

/** Text that follows a form by which it is known to be private. In this order: a later form may match what is in an earlier. */
const privateForms: readonly (readonly [form: RegExp, standIn: string])[] = [
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

/** Names with dots that are no hosts: of .NET, OData and the provider, and numbers. */
const harmlessDottedName = /^(?:AdminService|System|Microsoft|odata|Edm|SMS_\w+)\.|\.\w*\d\w*$|\.\w$/i;

/** What a sentence may quote and is no value: classes, verbs, addresses of which the host is gone already. */
const harmlessQuote = /^(?:SMS_\w+|AdminService[\w.]*|GET|POST|PUT|PATCH|DELETE|<[\w ]+>|https?:\/\/<host>\S*)$/;

/** Takes out of what a site said everything that tells whose site it is. */
export class Redactor {
  readonly #known = new Map<string, string>();

  /** From here on, this text is replaced wherever it stands, in any case. */
  hide(text: string | undefined, standIn: string): void {
    if (text !== undefined && text.length >= 3) this.#known.set(text.toLowerCase(), standIn);
  }

  /** Replaces what is known to be private. */
  known(text: string): string {
    const longestFirst = [...this.#known].sort(([a], [b]) => b.length - a.length);
    return longestFirst.reduce((redacted, [known, standIn]) => redacted.replace(wordOf(known), standIn), text);
  }

  /** Also replaces text that has the format of something private. */
  text(text: string): string {
    let redacted = this.known(text);
    for (const [form, standIn] of privateForms) redacted = redacted.replace(form, standIn);
    return redacted
      .replace(/\b[a-z0-9-]\w*(?:[-.]\w+)*\.\w+\b/gi, (name) => (harmlessDottedName.test(name) ? name : "<host>"))
      .replace(/'([^'\n]*)'/g, (quote, text: string) => (harmlessQuote.test(text) ? quote : "'<text>'"));
  }

  /** An answer for the report. Of its object, names and forms of the members are kept, and numbers. */
  answer(answer: RawAnswer | NoAnswer): string {
    if ("noAnswer" in answer) return `no answer: ${this.text(answer.noAnswer)}`;
    const headers = keptHeaders
      .filter((name) => answer.headers[name] !== undefined)
      .map((name) => `${name}: ${this.text(answer.headers[name] ?? "")}`);
    return [`${answer.status}`, ...headers, "", this.#body(answer.body)].join("\n").trimEnd();
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

// Where a known text begins or ends with a letter or digit, none may stand next to it: a site code is in many words.
function wordOf(text: string): RegExp {
  const escaped = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`, "gi");
}
