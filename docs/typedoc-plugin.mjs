// Makes the documentation site read as the library does: a guide by its heading, an entry by what one imports, and a package
// class by the words of its schema, which is data and no comment.
import { Comment, Converter, ReferenceType, ReflectionKind } from "typedoc";
import ts from "typescript";

const baseClass = "SMS_PackageBaseclass";

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, takeSummaryOfSchema);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    nameGuides(project);
    nameEntries(project);
    project.getReflectionsByKind(ReflectionKind.Class).forEach((reflection) => hideSchema(reflection, project));
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => forgetSchema(project), -1000);
}

function nameGuides(project) {
  for (const guide of project.getReflectionsByKind(ReflectionKind.Document)) {
    const [heading] = guide.content;
    guide.name = /^# (.+)$/m.exec(heading?.text ?? "")?.[1] ?? guide.name;
  }
}

function nameEntries(project) {
  for (const entry of project.getReflectionsByKind(ReflectionKind.Module)) {
    entry.name = entry.name === "index" ? "configmgr-sdk" : `configmgr-sdk/${entry.name.replace("/index", "")}`;
  }
}

/** The property of a class is declared by a line of its schema, `Name: string(readwrite, "...")`. */
function takeSummaryOfSchema(context, reflection) {
  const declaration = context.getSymbolFromReflection(reflection)?.declarations?.find(ts.isPropertyAssignment);
  if (declaration === undefined || !ts.isCallExpression(declaration.initializer)) return;
  if (!reflection.parent?.kindOf(ReflectionKind.Class)) return;
  delete reflection.defaultValue;
  const summary = declaration.initializer.arguments.findLast(ts.isStringLiteralLike);
  if (summary === undefined || reflection.hasComment()) return;
  reflection.comment = new Comment([{ kind: "text", text: summary.text }]);
}

/** What a package class extends is computed from its schema, and fills a screen when it is spelled out. */
function hideSchema(reflection, project) {
  const computed = reflection.extendedTypes?.filter((type) => type.type === "intersection") ?? [];
  if (computed.length === 0) return;
  for (const type of computed) project.removeTypeReflections(type);
  const base = project.getReflectionsByKind(ReflectionKind.Class).find(({ name }) => name === baseClass);
  reflection.extendedTypes =
    base === undefined || base === reflection
      ? undefined
      : [ReferenceType.createResolvedReference(baseClass, base, project)];
}

/** A reader can't look up "packageClass(definition)", from which everything seems to be inherited. */
function forgetSchema(project) {
  for (const reflection of Object.values(project.reflections)) {
    if (/^(packageClass|instancesWith)\(/.test(reflection.inheritedFrom?.name ?? "")) delete reflection.inheritedFrom;
  }
}
