import { allClasses, type ClassDefinition } from "../classes/catalog.js";
import type { MethodDefinition, TypedName } from "../classes/class-text.js";
import { edmType } from "./value-types.js";

/** System members of each object. `$metadata` declares them as ordinary properties of each class (seen). */
const systemProperties: readonly TypedName[] = [
  { name: "__CLASS", type: "String", array: false },
  { name: "__DERIVATION", type: "String", array: true },
  { name: "__DYNASTY", type: "String", array: false },
  { name: "__GENUS", type: "SInt32", array: false },
  { name: "__LAZYPROPERTIES", type: "String", array: true },
  { name: "__NAMESPACE", type: "String", array: false },
  { name: "__PATH", type: "String", array: false },
  { name: "__PROPERTY_COUNT", type: "SInt32", array: false },
  { name: "__QUALIFIER_SECURITYVERBS", type: "SInt32", array: false },
  { name: "__RELPATH", type: "String", array: false },
  { name: "__SERVER", type: "String", array: false },
  { name: "__SUPERCLASS", type: "String", array: false },
];

/**
 * Makes the XML of `$metadata`. Embedded classes are complex types. The action of an instance method has the name of the
 * method. The action of a static method also has the name of the class (seen, but no `$metadata` of a package class was
 * ever published).
 *
 * @param actionsMissing - classes whose instance methods are omitted
 */
export function metadataXml(actionsMissing: readonly string[]): string {
  const embedded = allClasses.filter((definition) => definition.embedded);
  const others = allClasses.filter((definition) => !definition.embedded);
  const sets = others.filter(isSet);
  const types = [...embedded.map(complexType), ...sets.map(entityType)];
  const actions = others.flatMap((definition) =>
    definition.methods
      .filter((method) => method.static || !actionsMissing.includes(definition.name))
      .map((method) => action(definition, method)),
  );
  const imports = others.flatMap((definition) =>
    definition.methods.filter((method) => method.static).map((method) => actionImport(definition, method)),
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">',
    "<edmx:DataServices>",
    '<Schema Namespace="AdminService" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    ...types,
    ...actions,
    '<EntityContainer Name="Container">',
    ...sets.map(({ name }) => `<EntitySet Name="${name}" EntityType="AdminService.${name}" />`),
    ...imports,
    "</EntityContainer>",
    "</Schema>",
    "</edmx:DataServices>",
    "</edmx:Edmx>",
  ].join("\n");
}

/** Whether objects of the class can be listed with `GET wmi/<Class>`. */
export function isSet({ embedded, keys }: ClassDefinition): boolean {
  return !embedded && keys.length > 0;
}

function entityType(definition: ClassDefinition): string {
  const keys = definition.keys.map(({ name }) => `<PropertyRef Name="${name}" />`).join("");
  return [
    `<EntityType Name="${definition.name}">`,
    `<Key>${keys}</Key>`,
    ...[...systemProperties, ...definition.properties].map(property),
    "</EntityType>",
  ].join("\n");
}

function complexType({ name, abstract, derivation, properties }: ClassDefinition): string {
  const [base] = derivation;
  const inherits = base === undefined ? "" : ` BaseType="AdminService.${base}"`;
  const inherited = new Set(allClasses.find((candidate) => candidate.name === base)?.propertiesByName.keys());
  return [
    `<ComplexType Name="${name}"${inherits}${abstract ? ' Abstract="true"' : ""}>`,
    ...properties.filter((own) => !inherited.has(own.name)).map(property),
    "</ComplexType>",
  ].join("\n");
}

function property(typed: TypedName): string {
  return `<Property Name="${typed.name}" Type="${edmType(typed)}" />`;
}

function action(definition: ClassDefinition, method: MethodDefinition): string {
  const binding = `<Parameter Name="bindingParameter" Type="AdminService.${definition.name}" />`;
  return [
    method.static
      ? `<Action Name="${definition.name}.${method.name}">`
      : `<Action Name="${method.name}" IsBound="true">`,
    ...(method.static ? [] : [binding]),
    ...method.inParameters.map((parameter) => `<Parameter Name="${parameter.name}" Type="${edmType(parameter)}" />`),
    `<ReturnType Type="${edmType({ name: "", type: method.returns, array: false })}" />`,
    "</Action>",
  ].join("\n");
}

function actionImport(definition: ClassDefinition, method: MethodDefinition): string {
  const name = `${definition.name}.${method.name}`;
  return `<ActionImport Name="${name}" Action="AdminService.${name}" />`;
}
