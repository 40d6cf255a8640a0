import type { Result } from "../result.js";
import type { CallOptions, Transport } from "../transport/transport.js";
import { callMethod, targetOf, type MethodResult } from "./model/method.js";
import { outParameters, method, outText, inParameters, text } from "./model/method-parameters.js";
import { Package } from "./model/package-class.js";
import type { PackageConstructor } from "./model/package-object.js";

const getImageProperties = method(
  "GetImageProperties",
  inParameters({ SourceImagePath: text }),
  outParameters({ ImageProperty: outText }),
);
const reloadImageProperties = method("ReloadImageProperties");

/** Base of the package classes with an image: the methods that all of them have. */
export abstract class ImagePackage extends Package {
  /** Reads the image file again and updates the stored metadata, for example after a change outside the console. */
  reloadImageProperties(options?: CallOptions): Promise<Result<MethodResult>> {
    return callMethod(this.transport, targetOf(this), reloadImageProperties, undefined, options);
  }

  /**
   * Reads the metadata of an image file. The site stores nothing.
   *
   * @param inParameters - UNC path of the image file
   * @returns `ImageProperty` is XML
   */
  static getImageProperties(
    this: Pick<PackageConstructor, "className">,
    transport: Transport,
    inParameters: { SourceImagePath: string },
    options?: CallOptions,
  ): Promise<Result<MethodResult<{ readonly ImageProperty?: string }>>> {
    return callMethod(transport, { className: this.className }, getImageProperties, inParameters, options);
  }
}
