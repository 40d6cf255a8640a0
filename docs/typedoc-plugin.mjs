// Gives each entry of the package the name with which programs import it, such as `configmgr-sdk/simulator`.
import { Converter, ReflectionKind } from "typedoc";

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const entry of project.getReflectionsByKind(ReflectionKind.Module)) {
      entry.name = entry.name === "index" ? "configmgr-sdk" : `configmgr-sdk/${entry.name.replace("/index", "")}`;
    }
  });
}
