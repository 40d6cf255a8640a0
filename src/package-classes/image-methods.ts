import { gives, method, outText, takes, text } from "./model/method-parameters.js";

/** Reads the metadata of an image file and stores nothing. */
export const getImageProperties = method(
  "GetImageProperties",
  takes({ SourceImagePath: text }),
  gives({ ImageProperty: outText }),
);

/** Reads the image file again and updates the stored metadata, for example after a change outside the console. */
export const reloadImageProperties = method("ReloadImageProperties");
