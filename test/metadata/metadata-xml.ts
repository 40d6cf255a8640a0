/** Writes a `$metadata` document around elements of its schema, in the form of the service. */
export function metadataXml(schema: string, container = ""): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="AdminService" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      ${schema}
      <EntityContainer Name="Container">${container}</EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>`;
}

/** Parts of the `$metadata` of a real site for `SMS_Collection`, as they were published. */
export const collectionSchema = `<EntityType Name="SMS_Collection">
  <Key><PropertyRef Name="CollectionID" /></Key>
  <Property Name="__LAZYPROPERTIES" Type="Collection(Edm.String)" />
  <Property Name="CollectionRules" Type="Collection(AdminService.SMS_CollectionRule)" />
  <NavigationProperty Name="SMS_R_System" Type="Collection(AdminService.SMS_R_System)"></NavigationProperty>
</EntityType>
<Action Name="AddMembershipRule" IsBound="true">
  <Parameter Name="bindingParameter" Type="AdminService.SMS_Collection" />
  <Parameter Name="collectionRule" Type="AdminService.SMS_CollectionRule" />
  <ReturnType Type="Edm.Int32" />
</Action>
<Action Name="SMS_Collection.CreateCCR"><Parameter Name="Name" Type="Edm.String" /></Action>`;

export const collectionContainer = `<EntitySet Name="SMS_Collection" EntityType="AdminService.SMS_Collection" />
<ActionImport Name="SMS_Collection.CreateCCR" Action="AdminService.SMS_Collection.CreateCCR" />`;

/** Writes a class that has instance methods with these names. */
export function classXml(className: string, methodNames: readonly string[] = [], base?: string): string {
  const baseType = base === undefined ? "" : ` BaseType="AdminService.${base}"`;
  const actions = methodNames.map(
    (name) =>
      `<Action Name="${name}" IsBound="true"><Parameter Name="bindingParameter" Type="AdminService.${className}" /></Action>`,
  );
  return `<EntityType Name="${className}"${baseType}><Key><PropertyRef Name="PackageID" /></Key></EntityType>${actions.join("")}`;
}

/** Writes static methods with these names, for example `SMS_X.Method`. */
export function importXml(...names: readonly string[]): string {
  return names.map((name) => `<ActionImport Name="${name}" Action="AdminService.${name}" />`).join("");
}
