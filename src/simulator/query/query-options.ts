import { Refusal, notServed } from "../wire/refusal.js";

/** The query options of a read. */
export interface QueryOptions {
  readonly filter?: string;
  readonly select?: readonly string[];
  readonly orderBy?: readonly { readonly name: string; readonly descending: boolean }[];
  readonly top?: number;
  readonly skip: number;
  /** Number of rows on earlier pages. */
  readonly skipToken: number;
}

/**
 * Reads a query string, with `+` and `%24` if the site accepts them.
 *
 * @throws Refusal for options that the wmi route does not have (`$count=true`, `$expand`: reported by users).
 */
export function queryOptions(query: string, encoding: "accepted" | "refused"): QueryOptions {
  if (encoding === "refused" && (query.includes("+") || /%24/iu.test(query))) {
    throw new Refusal(400, "Bad Request - Invalid Query String");
  }
  const options = new Map<string, string>();
  for (const part of query.split("&")) {
    const [name, value] = [decode(part.split("=")[0] ?? ""), decode(part.slice(part.indexOf("=") + 1))];
    if (name.startsWith("$")) options.set(name, value);
  }
  for (const name of options.keys()) {
    if (!served.has(name)) throw notServed(`The query parameter '${name}' is not supported.`);
  }
  const [filter, select, orderBy, top] = [
    options.get("$filter"),
    options.get("$select"),
    options.get("$orderby"),
    options.get("$top"),
  ];
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(select === undefined || select === "*" ? {} : { select: select.split(",").map((name) => name.trim()) }),
    ...(orderBy === undefined ? {} : { orderBy: orderBy.split(",").map(orderOf) }),
    ...(top === undefined ? {} : { top: count("$top", top) }),
    skip: count("$skip", options.get("$skip") ?? "0"),
    skipToken: count("$skiptoken", options.get("$skiptoken") ?? "0"),
  };
}

const served = new Set(["$filter", "$select", "$orderby", "$top", "$skip", "$skiptoken", "$format"]);

function orderOf(text: string): { readonly name: string; readonly descending: boolean } {
  const [name = "", direction = "asc", ...more] = text.trim().split(" ");
  if (more.length > 0 || (direction !== "asc" && direction !== "desc")) {
    throw notServed(`The query specified in the URI is not valid. Syntax error in the order '${text}'.`);
  }
  return { name, descending: direction === "desc" };
}

function count(name: string, text: string): number {
  if (!/^\d{1,9}$/u.test(text)) {
    throw notServed(
      `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
    );
  }
  return Number(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new Refusal(400, "Bad Request - Invalid URL");
  }
}
