import { gives, method, takes } from "./method.js";
import { outText, text, texts } from "./method-parameters.js";

/** Methods that every package class has besides `RefreshPkgSource` and `SetSourceSite`. */
export const commonMethods = {
  /** Records a change notification for the package. */
  addChangeNotification: method("AddChangeNotification"),
  /**
   * Targets the package at more distribution points. The arrays pair up item by item: site codes, and the NAL paths of
   * the points.
   */
  addDistributionPoints: method("AddDistributionPoints", takes({ SiteCode: texts, NALPath: texts })),
  /**
   * Makes the site that is connected to the owner of the package, which the pages call unlocking. Releases no SEDO lock.
   */
  unlock: method("Unlock"),
};

/** Reads the metadata of an image file and stores nothing. */
export const getImageProperties = method(
  "GetImageProperties",
  takes({ SourceImagePath: text }),
  gives({ ImageProperty: outText }),
);

/** Reads the image file again and renews the stored metadata, as after a change outside the console. */
export const reloadImageProperties = method("ReloadImageProperties");
