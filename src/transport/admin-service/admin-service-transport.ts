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
import { copyArguments, copyCall, copyChanges, copyOptions, copyPath, copyQuery } from "./odata/call-arguments.js";
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

  /** @throws TypeError or RangeError that names the option and a correct value. */
  constructor(options: AdminServiceOptions) {
    this.#settings = readOptions(options);
    this.#exchange = new Exchange(this.#settings);
  }

  async getObject(path: ObjectPath, options?: CallOptions): Promise<Result<WmiObject>> {
    const [asked, callOptions] = copyArguments("getObject", () => [copyPath(path), copyOptions(options)]);
    const context = this.#context("nothing", asked.className, undefined, asked);
    return await this.#exchange.ask(getRequest(asked), context, callOptions, judgeObject);
  }

  async *execQuery(query: ObjectQuery, options?: CallOptions): AsyncIterable<Result<WmiObject>> {
    const [asked, callOptions] = copyArguments("execQuery", () => [copyQuery(query), copyOptions(options)]);
    const checked = queryRequest(asked);
    if (checked.ok) {
      const context = this.#context("nothing", asked.className);
      yield* readQuery(this.#exchange, this.#settings, asked, context, callOptions);
    } else yield checked;
  }

  async execMethod(call: MethodCall, options?: CallOptions): Promise<Result<MethodOutput>> {
    const [asked, callOptions] = copyArguments("execMethod", () => [copyCall(call), copyOptions(options)]);
    const context = this.#context("method", asked.className, asked.methodName, asked.path);
    const acceptMissing = this.#settings.acceptMissingReturnValue;
    return await this.#exchange.ask(methodRequest(asked), context, callOptions, (response) =>
      judgeMethod(response, context, acceptMissing),
    );
  }

  async putInstance(
    path: ObjectPath,
    changes: WmiObject,
    options?: CallOptions,
  ): Promise<Result<WmiObject | undefined>> {
    const [asked, changed, callOptions] = copyArguments("putInstance", () => [
      copyPath(path),
      copyChanges(changes),
      copyOptions(options),
    ]);
    const context = this.#context("write", asked.className, undefined, asked);
    const request = writeRequest(asked, changed, this.#settings.updateRequest);
    return await this.#exchange.ask(request, context, callOptions, judgeWrite);
  }

  /** Reads the `$metadata` of the wmi route. It has several MB: read it once and keep what you need. */
  async getMetadata(options?: CallOptions): Promise<Result<string>> {
    const context = this.#context("nothing", "$metadata");
    const callOptions = copyArguments("getMetadata", () => copyOptions(options));
    return await this.#exchange.ask(succeed(metadataRequest), context, callOptions, judgeMetadata);
  }

  /**
   * Waits for the calls in progress, refuses new calls, and closes the connections. A query that is being read still gets
   * the page that it requested, and then ends with `invalid-argument`: its reader might never continue.
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
