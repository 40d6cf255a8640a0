import * as z from "zod";
import type { PackageClassName } from "../operations/site/package-target.js";
import type { Transport, WmiObject } from "../transport/transport.js";
import { baseProperties } from "./base-properties.js";
import { instancesWith } from "./instances-with.js";

const schema = z.object(baseProperties);

/**
 * What all package classes have in common; abstract, as in WMI, where it has no methods of its own. Mind the small c in
 * its name: releases before 2006 are case-sensitive.
 *
 * Properties are own, enumerable and plain; `JSON.stringify` gives ISO dates and base64.
 *
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/configure/sms_packagebaseclass-server-wmi-class
 */
export abstract class SMS_PackageBaseclass extends instancesWith(schema) {
  /** The concrete class; with `PackageID` it makes the object a target of every operation. */
  readonly className: PackageClassName;
  /** What the site sent and this version of the library does not know, as it came; system members (`__*`) left out. */
  readonly additionalProperties: WmiObject = {};
  readonly #transport: Transport;

  /** @internal */
  constructor(className: PackageClassName, transport: Transport) {
    super();
    this.className = className;
    this.#transport = transport;
  }

  /** @internal */
  protected get transport(): Transport {
    return this.#transport;
  }
}
