import { describeOperation } from "../../../operation-text.js";
import { fail, succeed, type Failed, type Result } from "../../../result.js";
import type { CallOptions, ObjectQuery, WmiObject } from "../../transport.js";
import type { RequestContext } from "../connection/http-response.js";
import { judgePage } from "../judge/judge.js";
import { linkRequest, queryRequest } from "../odata/requests.js";
import type { Settings } from "./options.js";
import type { Exchange } from "./exchange.js";

/** Limits of one query, because a site could return pages without end. */
export interface QueryLimits {
  /**
   * Maximum number of rows of one request, if the query has an order. A third-party note names a site's own limit of 1,000
   * (unverified).
   */
  readonly rangeRows: number;
  /** Maximum number of empty pages in a row. A site that filters after paging can return some. */
  readonly maxEmptyPages: number;
  readonly maxPages: number;
  readonly maxRows: number;
  /**
   * Maximum time for all pages together, as a multiple of `retry.totalMs`. The time that the program needs for the rows
   * does not count.
   */
  readonly maxTotals: number;
}

const defaultLimits: QueryLimits = {
  rangeRows: 1000,
  maxEmptyPages: 100,
  maxPages: 10_000,
  maxRows: 10_000_000,
  maxTotals: 10,
};

/** Reads the objects of a query, page by page. Ends after the first failure. */
export async function* readQuery(
  exchange: Exchange,
  { address, clock, totalMs }: Settings,
  query: ObjectQuery,
  context: RequestContext,
  options: CallOptions,
  limits: QueryLimits = defaultLimits,
): AsyncGenerator<Result<WmiObject>, void, undefined> {
  const { top = Infinity, orderBy, className } = query;
  const counted = { rows: 0, pages: 0, emptyPages: 0, ms: 0 };
  // Without an order, ranges of rows could overlap, so one request asks for all rows.
  const rangeRows = orderBy === undefined ? Infinity : limits.rangeRows;
  let rangeBefore: string | undefined;
  while (counted.rows < top) {
    const count = Math.min(rangeRows, top - counted.rows);
    const rangeEnd = counted.rows + count;
    let request = queryRequest(query, Number.isFinite(count) ? { skip: counted.rows, count } : undefined);
    const visited = new Set<string>();
    let first: WmiObject | undefined;
    let last: WmiObject | undefined;
    for (;;) {
      const requestedAt = clock.now();
      const page = await exchange.run(request, context, options, judgePage);
      counted.ms += clock.now() - requestedAt;
      if (!page.ok) {
        yield page;
        return;
      }
      const { nextLink } = page.value;
      const objects = page.value.objects.slice(0, top - counted.rows);
      counted.pages += 1;
      counted.emptyPages = objects.length === 0 ? counted.emptyPages + 1 : 0;
      counted.rows += objects.length;
      first ??= objects[0];
      last = objects.at(-1) ?? last;
      for (const object of objects) yield succeed(object);
      const isComplete = nextLink === undefined && counted.rows !== rangeEnd;
      if (isComplete || counted.rows >= top) return;
      const exceeded = exceededLimit(context, counted, limits, totalMs);
      if (exceeded !== undefined) {
        yield exceeded;
        return;
      }
      if (nextLink === undefined) break;
      request = linkRequest(address, nextLink, visited, className);
    }
    const range = endsOfRange(first, last);
    if (range !== undefined && range === rangeBefore) {
      const problem = "the site returned the same rows for two ranges, so it ignores $skip";
      yield failEndlessQuery(context, problem, "Query without orderBy. One request then asks for all rows.");
      return;
    }
    rangeBefore = range;
  }
}

/** Identifies a range by its first and last row. `undefined` if both are equal, because then all rows might be equal. */
function endsOfRange(first: WmiObject | undefined, last: WmiObject | undefined): string | undefined {
  const [begin, end] = [JSON.stringify(first), JSON.stringify(last)];
  return begin === end ? undefined : `${begin} ${end}`;
}

function exceededLimit(
  context: RequestContext,
  counted: { readonly rows: number; readonly pages: number; readonly emptyPages: number; readonly ms: number },
  { maxEmptyPages, maxPages, maxRows, maxTotals }: QueryLimits,
  totalMs: number,
): Failed | undefined {
  if (counted.emptyPages >= maxEmptyPages) {
    return failEndlessQuery(context, `${maxEmptyPages} pages in a row contain nothing but a link to the next page`);
  }
  if (counted.rows > maxRows) return failEndlessQuery(context, `the query returned more than ${maxRows} rows`, narrow);
  if (counted.pages >= maxPages)
    return failEndlessQuery(context, `the query returned more than ${maxPages} pages`, narrow);
  if (counted.ms < maxTotals * totalMs) return undefined;
  const problem = `the read of all pages took longer than ${maxTotals} times retry.totalMs (${maxTotals * totalMs} ms)`;
  return failEndlessQuery(context, problem, `${narrow} ${increaseTotalMs}`, "timeout");
}

const narrow = "Add a where condition or top, so that the query returns fewer rows.";
const increaseTotalMs = "If all rows are necessary, increase retry.totalMs on the transport.";

function failEndlessQuery(
  { operation }: RequestContext,
  problem: string,
  advice?: string,
  kind: "invalid-response" | "timeout" = "invalid-response",
): Failed {
  const message = `${describeOperation(operation)}: ${problem}`;
  return fail({ kind, execution: "not-executed", message, operation, ...(advice !== undefined && { advice }) });
}
