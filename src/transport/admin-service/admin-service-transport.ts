import { fail, succeed, type Result } from "../../result.js";
import type {
  CallOptions,
  MetadataSource,
  MethodCall,
  MethodOutput,
  ObjectPath,
  ObjectQuery,
  Transport,
  WmiObject,
} from "../transport.js";
import { Exchange } from "./exchange/exchange.js";
import { judgeMetadata, judgeMethod, judgeObject, judgePage, judgeWrite, type Page } from "./judge/judge.js";
import { readOptions, type AdminServiceOptions, type Settings } from "./options.js";
import type { RequestContext } from "./connection/http-response.js";
import {
  getRequest,
  linkRequest,
  metadataRequest,
  methodRequest,
  queryRequest,
  updateRequest,
} from "./odata/requests.js";

/** Rows of one request where a query has an order. A third-party note speaks of a site's own limit of 1,000 (unverified). */
const pageSize = 1000;

/** A site that filters behind its paging may give some; one that gives nothing else would keep its reader waiting. */
const mostEmptyPages = 100;

/**
 * Carries calls to an SMS Provider over the AdminService (HTTPS, OData v4). Holds connections: close it when done, or
 * declare it with `await using`.
 *
 * Reads are repeated after network trouble, 429, 502, 503 and 504; methods and writes are sent once, save after a 401,
 * which proves that they did not run.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { AdminServiceTransport, SMS_Package } from "configmgr-sdk";
 *
 * const transport = new AdminServiceTransport({
 *   baseUrl: "https://provider.contoso.com/AdminService",
 *   tls: { ca: readFileSync("sms-issuing.cer") },
 * });
 * const result = await SMS_Package.get(transport, "P0100012");
 * console.log(result.ok ? result.value.Name : result.failure.advice);
 * await transport.close();
 * ```
 * @see https://learn.microsoft.com/intune/configmgr/develop/adminservice/overview
 */
export class AdminServiceTransport implements Transport, MetadataSource {
  readonly #settings: Settings;
  readonly #exchange: Exchange;

  /** @throws TypeError or RangeError naming the option and what would be right. */
  constructor(options: AdminServiceOptions) {
    this.#settings = readOptions(options);
    this.#exchange = new Exchange(this.#settings);
  }

  async getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>> {
    const context = this.#context("nothing", path.className, undefined, path);
    return await this.#exchange.ask(getRequest(path), context, options, judgeObject);
  }

  async *execQuery(query: ObjectQuery, options?: CallOptions): AsyncIterable<Result<WmiObject>> {
    const context = this.#context("nothing", query.className);
    const checked = queryRequest(query);
    if (!checked.ok) {
      yield checked;
      return;
    }
    const { top = Infinity, orderBy } = query;
    // Without an order, pages would overlap: everything is asked for at once.
    const rangeSize = orderBy === undefined ? Infinity : pageSize;
    let received = 0;
    let rangeBefore: string | undefined;
    while (received < top) {
      const count = Math.min(rangeSize, top - received);
      const range = Number.isFinite(count) ? { skip: received, count } : undefined;
      const rangeEnd = received + count;
      let request = queryRequest(query, range);
      const visited = new Set<string>();
      let emptyPages = 0;
      let first: WmiObject | undefined;
      let last: WmiObject | undefined;
      for (;;) {
        const page: Result<Page> = await this.#exchange.ask(request, context, options, judgePage);
        if (!page.ok) {
          yield page;
          return;
        }
        for (const object of page.value.objects.slice(0, top - received)) {
          received += 1;
          first ??= object;
          last = object;
          yield succeed(object);
        }
        const { objects, nextLink } = page.value;
        if (nextLink === undefined || received >= top) break;
        emptyPages = objects.length === 0 ? emptyPages + 1 : 0;
        request =
          emptyPages < mostEmptyPages
            ? linkRequest(this.#settings.address, nextLink, visited, query.className)
            : endless(context, `${mostEmptyPages} pages in a row hold nothing but a link to the next`);
      }
      // Fewer: that was all. More: the site took no notice of the range, and would give the same again.
      if (received !== rangeEnd) return;
      const rangeNow = endsOfRange(first, last);
      if (rangeNow !== undefined && rangeNow === rangeBefore) {
        yield endless(
          context,
          "The site gives the same objects for every range, so it takes no notice of $skip",
          "Ask without orderBy: the site is then asked for everything at once.",
        );
        return;
      }
      rangeBefore = rangeNow;
    }
  }

  async execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>> {
    const context = this.#context("method", call.className, call.methodName, call.path);
    const acceptMissing = this.#settings.acceptMissingReturnValue;
    return await this.#exchange.ask(methodRequest(call), context, options, (response) =>
      judgeMethod(response, context, acceptMissing),
    );
  }

  async putInstance(
    path: ObjectPath,
    changes: WmiObject,
    options?: CallOptions,
  ): Promise<Result<WmiObject | undefined>> {
    const context = this.#context("write", path.className, undefined, path);
    return await this.#exchange.ask(
      updateRequest(path, changes, this.#settings.updateForm),
      context,
      options,
      judgeWrite,
    );
  }

  /** The `$metadata` of the wmi route: megabytes, so read it once and keep what you need of it. */
  async getMetadata(options?: CallOptions): Promise<Result<string>> {
    const context = this.#context("nothing", "$metadata");
    return await this.#exchange.ask(succeed(metadataRequest), context, options, judgeMetadata);
  }

  /**
   * Lets the calls under way end, takes no new ones, and closes the connections. A query that is being read gets the page
   * that it has asked for, and then ends with `invalid-argument`: nobody knows whether its reader will ever go on.
   */
  async close(): Promise<void> {
    await this.#exchange.close();
  }

  /** Calls {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #context(runs: RequestContext["runs"], className: string, methodName?: string, path?: ObjectPath): RequestContext {
    const PackageID = path?.keys["PackageID"];
    return {
      operation: {
        className,
        ...(methodName !== undefined && { methodName }),
        ...(typeof PackageID === "string" && { PackageID }),
      },
      runs,
      ...(path !== undefined && { keys: path.keys }),
      throughGateway: this.#settings.address.throughGateway,
    };
  }
}

/** What tells one range of a query from the next; nothing where its objects may all be alike. */
function endsOfRange(first: WmiObject | undefined, last: WmiObject | undefined): string | undefined {
  const [begin, end] = [JSON.stringify(first), JSON.stringify(last)];
  return begin === end ? undefined : `${begin} ${end}`;
}

function endless({ operation }: RequestContext, message: string, advice?: string): Result<never> {
  return fail({
    kind: "invalid-response",
    execution: "not-executed",
    message: `${message}; the query would never end`,
    operation,
    ...(advice !== undefined && { advice }),
  });
}
