import type { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import type { Credential } from "../../src/transport/admin-service/credential/credential.js";
import type { AdminServiceOptions } from "../../src/transport/admin-service/exchange/options.js";
import type { Result } from "../../src/result.js";
import type { CallOptions, MethodCall, ObjectPath, ObjectQuery, WmiObject } from "../../src/transport/transport.js";
import { learnSecret, secretsIn } from "./secrets.js";

/** The secrets that the library or the process showed, each with its place. */
export const leaks: string[] = [];

let isProcessWatched = false;

/** Checks everything that this process writes to the console, and its warnings. */
export function watchProcess(): void {
  // This runs once for each test file, and several files can share a process.
  if (isProcessWatched) return;
  isProcessWatched = true;
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    const print = console[method].bind(console);
    console[method] = (...values: unknown[]) => {
      check(`console.${method}`, values);
      print(...values);
    };
  }
  process.on("warning", (warning) => check("a warning", warning));
}

function check<T>(where: string, value: T): T {
  for (const secret of secretsIn(value)) leaks.push(`${secret} in ${where}`);
  return value;
}

function checkFailure<T>(where: string, result: Result<T>): Result<T> {
  if (!result.ok) check(`a failure of ${where}`, result.failure);
  return result;
}

/** Creates a transport class that learns the secrets it receives, and checks its failures, events and errors for them. */
export function watched(Original: typeof AdminServiceTransport): typeof AdminServiceTransport {
  return class WatchedTransport extends Original {
    constructor(options: AdminServiceOptions) {
      learnKeys(options.tls?.clientCertificate);
      try {
        super({
          ...options,
          credential: options.credential && watchedCredential(options.credential),
          onEvent: (event) => options.onEvent?.(check("an event", event)),
        });
      } catch (error) {
        throw check("what the constructor throws", error);
      }
    }

    override async getObject(path: ObjectPath, options?: CallOptions) {
      return checkFailure("getObject", await super.getObject(path, options));
    }

    override async *execQuery(query: ObjectQuery, options?: CallOptions) {
      for await (const result of super.execQuery(query, options)) yield checkFailure("execQuery", result);
    }

    override async execMethod(call: MethodCall, options?: CallOptions) {
      return checkFailure("execMethod", await super.execMethod(call, options));
    }

    override async putInstance(path: ObjectPath, changes: WmiObject, options?: CallOptions) {
      return checkFailure("putInstance", await super.putInstance(path, changes, options));
    }

    override async close() {
      check("the transport itself", this);
      await super.close();
    }
  };
}

function watchedCredential(credential: Credential): Credential {
  return {
    authorize: async (request) => {
      const outcome = await credential.authorize(request);
      const header = (outcome as { readonly header?: unknown } | null | undefined)?.header;
      if (typeof header === "string") learnSecret(header.slice(header.indexOf(" ") + 1));
      return outcome;
    },
  };
}

function learnKeys(certificate: NonNullable<AdminServiceOptions["tls"]>["clientCertificate"]): void {
  if (certificate?.passphrase !== undefined) learnSecret(certificate.passphrase);
  if (certificate !== undefined && "key" in certificate) certificate.key.split("\n").slice(1, -2).forEach(learnSecret);
}
