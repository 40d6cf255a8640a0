import { Refusal, status404 } from "../wire/refusal.js";

/** The query options of a read. */
export interface QueryOptions {
  readonly filter: string | undefined;
  readonly select: readonly string[] | undefined;
  readonly orderBy: readonly { readonly name: string; readonly descending: boolean }[] | undefined;
  readonly top: number | undefined;
  readonly skip: number;
  /** Number of rows on the earlier pages, from the `@odata.nextLink` of the previous page. */
  readonly skipToken: number;
}

/**
 * Reads the query string of a URL.
 *
 * @param encoding - whether the site accepts `+` for a space and `%24` for `$`
 * @throws Refusal for an invalid value, and for a query option that the `wmi` route does not have. Users reported that
 *   real sites refuse `$count=true` and `$expand`.
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
    if (!knownOptions.has(name)) throw status404(`The query parameter '${name}' is not supported.`);
  }
  const [select, top] = [options.get("$select"), options.get("$top")];
  return {
    filter: options.get("$filter"),
    select: select === "*" ? undefined : select?.split(",").map((name) => name.trim()),
    orderBy: options.get("$orderby")?.split(",").map(orderOf),
    top: top === undefined ? undefined : wholeNumber("$top", top),
    skip: wholeNumber("$skip", options.get("$skip") ?? "0"),
    skipToken: wholeNumber("$skiptoken", options.get("$skiptoken") ?? "0"),
  };
}

const knownOptions = new Set(["$filter", "$select", "$orderby", "$top", "$skip", "$skiptoken", "$format"]);

function orderOf(text: string): { readonly name: string; readonly descending: boolean } {
  const [name = "", direction = "asc", ...more] = text.trim().split(" ");
  if (more.length > 0 || (direction !== "asc" && direction !== "desc")) {
    throw status404(`The query specified in the URI is not valid. Syntax error in the order '${text}'.`);
  }
  return { name, descending: direction === "desc" };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/u.test(text)) {
    throw status404(
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
