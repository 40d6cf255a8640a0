// Names in the documentation site as a reader knows them: a guide by its heading, an entry by what one imports.
import { Converter, ReflectionKind } from "typedoc";

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const guide of project.getReflectionsByKind(ReflectionKind.Document)) {
      const [heading] = guide.content;
      guide.name = /^# (.+)$/m.exec(heading?.text ?? "")?.[1] ?? guide.name;
    }
    for (const entry of project.getReflectionsByKind(ReflectionKind.Module)) {
      entry.name = entry.name === "index" ? "configmgr-sdk" : `configmgr-sdk/${entry.name.replace("/index", "")}`;
    }
  });
}
