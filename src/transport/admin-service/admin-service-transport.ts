import { succeed, type Result } from "../../result.js";
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
import { readQuery } from "./exchange/query.js";
import { judgeMetadata, judgeMethod, judgeObject, judgeWrite } from "./judge/judge.js";
import { readOptions, type AdminServiceOptions, type Settings } from "./exchange/options.js";
import type { RequestContext } from "./connection/http-response.js";
import { copyArguments, copyCall, copyChanges, copyPath, copyQuery } from "./odata/call-arguments.js";
import { getRequest, metadataRequest, methodRequest, queryRequest, writeRequest } from "./odata/requests.js";

/**
 * Sends calls to an SMS Provider over the AdminService (HTTPS, OData v4). It keeps connections open: call `close()` at the
 * end, or declare the transport with `await using`.
 *
 * Reads are retried after a network failure, 429, 502, 503 and 504. Methods and writes are sent once, except again after a
 * 401 with a renewed credential, because a 401 proves that they did not run.
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

  /**
   * @throws TypeError or RangeError if an option is wrong. The error names the option and says which values are correct.
   */
  constructor(options: AdminServiceOptions) {
    this.#settings = readOptions(options);
    this.#exchange = new Exchange(this.#settings);
  }

  async getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>> {
    const [own, ownOptions] = copyArguments("getObject", options, () => copyPath(path));
    const context = this.#context("nothing", own.className, undefined, own);
    return await this.#exchange.run(getRequest(own), context, ownOptions, judgeObject);
  }

  async *execQuery(query: ObjectQuery, options?: CallOptions): AsyncIterable<Result<WmiObject>> {
    const [own, ownOptions] = copyArguments("execQuery", options, () => copyQuery(query));
    const checked = queryRequest(own);
    const context = this.#context("nothing", own.className);
    if (checked.ok) yield* readQuery(this.#exchange, this.#settings, own, context, ownOptions);
    else yield checked;
  }

  async execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>> {
    const [own, ownOptions] = copyArguments("execMethod", options, () => copyCall(call));
    const context = this.#context("method", own.className, own.methodName, own.path);
    return await this.#exchange.run(methodRequest(own), context, ownOptions, (response) =>
      judgeMethod(response, context, this.#settings.acceptMissingReturnValue),
    );
  }

  async putInstance(
    path: ObjectPath,
    changes: WmiObject,
    options?: CallOptions,
  ): Promise<Result<WmiObject | undefined>> {
    const [own, ownOptions] = copyArguments("putInstance", options, () => ({
      path: copyPath(path),
      changes: copyChanges(changes),
    }));
    const context = this.#context("write", own.path.className, undefined, own.path);
    const request = writeRequest(own.path, own.changes, this.#settings.updateRequest);
    return await this.#exchange.run(request, context, ownOptions, judgeWrite);
  }

  /**
   * Reads `$metadata`, in which the site declares its WMI classes and methods (EDMX). It has several MB: read it once and
   * keep what you need.
   */
  async getMetadata(options?: CallOptions): Promise<Result<string>> {
    const context = this.#context("nothing", "$metadata");
    const [, ownOptions] = copyArguments("getMetadata", options, () => undefined);
    return await this.#exchange.run(succeed(metadataRequest), context, ownOptions, judgeMetadata);
  }

  /**
   * Waits for the calls in progress, refuses new calls, and closes the connections. A query that the program still reads
   * gets the page that it has already requested, and then ends with `invalid-argument`. `close` does not wait until the
   * program has read the whole query, because the program might never do that.
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
