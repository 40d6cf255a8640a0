import { describe, expect, it } from "vitest";
import { AdminServiceTransport, orThrow, packageClassNames, type Result } from "../../src/index.js";
import { packageClasses } from "../../src/package-classes/registry.js";
import { succeed } from "../../src/result.js";
import {
  capabilities,
  documentedCapabilities,
  findMethod,
  withCapabilities,
  type Capabilities,
  type OfferedMethod,
} from "../../src/sequence/index.js";
import { createSimulatedSite } from "../../src/simulator/index.js";
import siblings from "../reference/sibling-classes.json" with { type: "json" };
import taskSequencePackage from "../reference/sms-task-sequence-package.json" with { type: "json" };
import { FakeSite } from "../support/fake-site.js";
import { scriptedServer } from "../support/scripted-server.js";
import { classXml, collectionContainer, collectionSchema, importXml, metadataXml } from "./metadata-xml.js";

function read(text: string): Promise<Result<Capabilities>> {
  return capabilities({ getMetadata: () => Promise.resolve(succeed(text)) });
}

async function classesOf(text: string): Promise<Capabilities["classes"]> {
  return orThrow(await read(text)).classes;
}

describe("capabilities", () => {
  it("capabilities reads bound actions as instance methods, and action imports as static methods", async () => {
    expect(await classesOf(metadataXml(collectionSchema, collectionContainer))).toEqual({
      SMS_Collection: [
        { methodName: "AddMembershipRule", kind: "instance" },
        { methodName: "CreateCCR", kind: "static" },
      ],
    });
  });

  it("capabilities assigns a method to the class that its action is bound to, if several classes have a method of that name", async () => {
    const classes = await classesOf(
      metadataXml(classXml("SMS_Package", ["RefreshPkgSource"]) + classXml("SMS_DriverPackage", [])),
    );
    expect(classes).toEqual({
      SMS_Package: [{ methodName: "RefreshPkgSource", kind: "instance" }],
      SMS_DriverPackage: [],
    });
  });

  it("capabilities includes instance methods of base classes, also if classes extend each other in a circle", async () => {
    const classes = await classesOf(
      metadataXml(
        classXml("SMS_PackageBaseclass", ["Refresh"], "SMS_Package") +
          classXml("SMS_Package", [], "SMS_PackageBaseclass"),
        importXml("SMS_PackageBaseclass.Count"),
      ),
    );
    expect(classes["SMS_Package"]).toEqual([{ methodName: "Refresh", kind: "instance" }]);
  });

  it("capabilities ignores actions that are unbound, bound to a set, or without a parameter, and functions", async () => {
    const classes = await classesOf(
      metadataXml(
        `${classXml("SMS_X")}
        <Action Name="Unbound"><Parameter Name="p" Type="AdminService.SMS_X" /></Action>
        <Action Name="OnSet" IsBound="true"><Parameter Name="p" Type="Collection(AdminService.SMS_X)" /><Parameter Name="q" Type="AdminService.SMS_X" /></Action>
        <Action Name="None" IsBound="true"></Action>
        <Function Name="F" IsBound="true"><Parameter Name="p" Type="AdminService.SMS_X" /></Function>`,
        importXml("WithoutClass"),
      ),
    );
    expect(classes).toEqual({ SMS_X: [] });
  });

  it.each([
    ["a sign-in page", "<!DOCTYPE html><html></html>", "DOCTYPE"],
    ["other XML", "<feed/>", "class"],
    ["a document that is cut off", metadataXml(collectionSchema).slice(0, -60), "(line"],
    ["elements too deep", "<a>".repeat(100_000), "depth"],
  ])("capabilities fails with invalid-response for %s", async (_what, text, message) => {
    expect(await read(text)).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid-response",
        execution: "not-executed",
        operation: { className: "$metadata" },
        message: expect.stringContaining(message) as string,
      },
    });
  });

  it("capabilities returns documentedCapabilities for a transport that cannot read $metadata", async () => {
    expect(await capabilities(new FakeSite())).toEqual(succeed(documentedCapabilities));
  });

  it("capabilities sends one request, which asks for XML", async () => {
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(200, { "Content-Type": "application/xml" });
      response.end(metadataXml(collectionSchema, collectionContainer));
    });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
    expect(await capabilities(transport)).toMatchObject({ ok: true, value: { source: "metadata" } });
    expect(server.seen).toMatchObject([
      { method: "GET", url: "/AdminService/wmi/$metadata", headers: { accept: "application/xml" } },
    ]);
  });

  it("capabilities has no instance method of a class if the $metadata of the site declares no actions for it", async () => {
    const site = createSimulatedSite({ behavior: { actionsMissing: ["SMS_DriverPackage"] } });
    const server = await site.listen({ port: 0 });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
    const result = await capabilities(transport);
    await server.close();
    const offered = orThrow(result);
    expect(findMethod(offered, "SMS_Package", "RefreshPkgSource")?.kind).toBe("instance");
    expect(findMethod(offered, "SMS_DriverPackage", "RefreshPkgSource")).toBeUndefined();
    expect(findMethod(offered, "SMS_DriverPackage", "CheckSourceFolder")?.kind).toBe("static");
  });

  it.each([
    ["a page that is not XML", 200, "signed out", "invalid-response"],
    ["an account without permission", 403, "", "access-denied"],
    ["a service that does not exist", 404, "<html></html>", "unsupported"],
  ])("capabilities returns the transport's failure for %s", async (_what, status, body, kind) => {
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(status, { "Content-Type": "text/html" });
      response.end(body);
    });
    await using transport = new AdminServiceTransport({ baseUrl: server.baseUrl, tls: { ca: server.ca } });
    expect(await capabilities(transport)).toMatchObject({ ok: false, failure: { kind, execution: "not-executed" } });
  });

  it("capabilities returns JSON data", async () => {
    const result = await read(metadataXml(collectionSchema, collectionContainer));
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
  });
});

describe("findMethod", () => {
  it("findMethod prefers a name with the same case, then ignores case", async () => {
    const site = orThrow(await read(metadataXml(classXml("SMS_X", ["getIt", "GetIt"]))));
    expect(findMethod(site, "SMS_X", "GetIt")?.methodName).toBe("GetIt");
    expect(findMethod(site, "sms_x", "GETIT")).toEqual({ className: "SMS_X", methodName: "getIt", kind: "instance" });
    expect(findMethod(site, "SMS_X", "Get")).toBeUndefined();
    expect(findMethod(site, "SMS_Y", "GetIt")).toBeUndefined();
    expect(findMethod(site, "constructor", "GetIt")).toBeUndefined();
  });

  it("findMethod prefers the given kind if a class has an instance method and a static method of the name", async () => {
    const site = orThrow(await read(metadataXml(classXml("SMS_X", ["M"]), importXml("SMS_X.M"))));
    expect(findMethod(site, "SMS_X", "m", "static")?.kind).toBe("static");
    expect(findMethod(site, "SMS_X", "m", "instance")?.kind).toBe("instance");
  });
});

describe("documentedCapabilities", () => {
  it("documentedCapabilities has RefreshPkgSource as an instance method of every package class", () => {
    for (const className of packageClassNames) {
      expect(findMethod(documentedCapabilities, className, "RefreshPkgSource")?.kind).toBe("instance");
    }
  });

  it("documentedCapabilities has the same methods and kinds as the reference", () => {
    const expected = [taskSequencePackage, ...siblings.classes].map((reference) => [
      reference.class,
      reference.methods.map((method) => `${kindOf(method)} ${method.name}`).sort(),
    ]);
    const found = Object.entries(documentedCapabilities.classes).map(([className, methods]) => [
      className,
      methods.map(({ kind, methodName }) => `${kind} ${methodName}`).sort(),
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });

  it.each(packageClasses)(
    "each documented instance method of $className is on its prototype, and each static method on the class",
    ({ className, Class }) => {
      const inCamelCase = ({ methodName }: OfferedMethod) => methodName.charAt(0).toLowerCase() + methodName.slice(1);
      for (const method of documentedCapabilities.classes[className] ?? []) {
        const owner: object = method.kind === "instance" ? Class.prototype : Class;
        expect(owner).toHaveProperty(inCamelCase(method), expect.any(Function));
      }
    },
  );
});

describe("withCapabilities", () => {
  const path = { className: "SMS_Package", keys: { PackageID: "P0100012" } };
  const site: Capabilities = {
    source: "metadata",
    classes: {
      SMS_TaskSequencePackage: [{ methodName: "GetTSPolicies", kind: "static" }],
      SMS_Package: [
        { methodName: "RefreshPkgSource", kind: "instance" },
        { methodName: "Check", kind: "static" },
      ],
    },
  };

  it("a transport with capabilities sends names in the case of the site", async () => {
    const fake = new FakeSite();
    const transport = withCapabilities(fake, site);
    const inParameters = { PackageID: "P0100012" };
    await transport.execMethod({ className: "SMS_TaskSequencePackage", methodName: "GetTsPolicies", inParameters });
    await transport.execMethod({
      className: "sms_package",
      methodName: "refreshpkgsource",
      path: { ...path, className: "sms_package" },
    });
    expect(fake.calls).toEqual([
      { className: "SMS_TaskSequencePackage", methodName: "GetTSPolicies", inParameters },
      { className: "SMS_Package", methodName: "RefreshPkgSource", path },
    ]);
  });

  it.each([
    [
      "a method that the site does not have",
      { className: "SMS_Package", methodName: "Unlock", path },
      "does not offer",
    ],
    ["a class that the site does not have", { className: "SMS_VhdPackage", methodName: "Unlock" }, "does not offer"],
    [
      "an instance method called on the class",
      { className: "SMS_Package", methodName: "RefreshPkgSource" },
      "an instance method",
    ],
    ["a static method called on an object", { className: "SMS_Package", methodName: "Check", path }, "a static method"],
  ])(
    "a transport with capabilities fails with unsupported and sends no request for %s",
    async (_what, call, message) => {
      const fake = new FakeSite();
      const result = await withCapabilities(fake, site).execMethod(call);
      expect(result).toMatchObject({
        ok: false,
        failure: {
          kind: "unsupported",
          execution: "not-executed",
          operation: { className: call.className, methodName: call.methodName },
          message: expect.stringContaining(message) as string,
        },
      });
      expect(fake.calls).toEqual([]);
    },
  );

  it("a transport with capabilities sends every call if the capabilities are from the documentation", async () => {
    const fake = new FakeSite();
    const transport = withCapabilities(fake, documentedCapabilities);
    const undocumented = { className: "SMS_Site", methodName: "Anything" };
    await transport.execMethod(undocumented);
    await transport.execMethod({ className: "sms_package", methodName: "refreshpkgsource", path });
    expect(fake.calls).toEqual([undocumented, { className: "SMS_Package", methodName: "RefreshPkgSource", path }]);
  });
});

/** The kind of a method in the reference data: the documented kind, or the inferred kind if none is documented. */
function kindOf({ static: proven, staticInferred }: ReferenceMethod): OfferedMethod["kind"] {
  const isStatic = typeof proven === "boolean" ? proven : staticInferred;
  return isStatic === true ? "static" : "instance";
}

interface ReferenceMethod {
  readonly static: boolean | string;
  readonly staticInferred?: boolean | undefined;
}
