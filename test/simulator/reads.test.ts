import { describe, expect, it } from "vitest";
import { createSimulatedSite, defaultSeed } from "../../src/simulator/index.js";
import { ask, sentence } from "./ask.js";

const site = createSimulatedSite();
const { packages = [] } = defaultSeed();

describe("a list", () => {
  it("a list has the context and the order of members that were seen on a real site", async () => {
    const answer = await ask(site, "SMS_PackageStatus?$filter=PackageID eq 'P0100012'&$top=1");
    expect(answer.json["@odata.context"]).toBe("https://cm01.contoso.com/AdminService/wmi/$metadata#SMS_PackageStatus");
    const [row = {}] = answer.rows;
    expect(Object.keys(row)).toEqual([
      ...["@odata.etag", "__LAZYPROPERTIES", "__QUALIFIER_SECURITYVERBS"],
      ...["Location", "PackageID", "Personality", "PkgServer", "ShareName", "SiteCode", "Status", "Type", "UpdateTime"],
      ...["__GENUS", "__CLASS", "__SUPERCLASS", "__DYNASTY", "__RELPATH", "__PROPERTY_COUNT", "__DERIVATION"],
      ...["__SERVER", "__NAMESPACE", "__PATH"],
    ]);
    expect(row["@odata.etag"]).toBe("P0100012;0;DP01.contoso.com;P01;3;2");
    expect(row["__LAZYPROPERTIES"]).toEqual(["__QUALIFIER_SECURITYVERBS"]);
    expect(row["__QUALIFIER_SECURITYVERBS"]).toBeNull();
    expect(row["__PROPERTY_COUNT"]).toBe(9);
    expect(row["__RELPATH"]).toContain('SMS_PackageStatus.PackageID="P0100012",Personality=0,');
    expect(row["UpdateTime"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
  });

  it("a list omits lazy properties, and lists their names", async () => {
    const { rows } = await ask(site, "SMS_TaskSequencePackage?$filter=PackageID eq 'P010001F'");
    expect(rows[0]).not.toHaveProperty("Sequence");
    expect(rows[0]).not.toHaveProperty("References");
    expect(rows[0]?.["__LAZYPROPERTIES"]).toContain("Sequence");
  });

  it("a list omits lazy properties even if $select names them", async () => {
    const { rows } = await ask(site, "SMS_TaskSequencePackage?$select=PackageID,Sequence&$top=1");
    expect(rows[0]?.["Sequence"]).toBeNull();
  });

  it("a list has only the members that $select names", async () => {
    const { rows } = await ask(site, "SMS_Package?$select=Name,PackageID&$top=1");
    expect(Object.keys(rows[0] ?? {})).toEqual(["Name", "PackageID"]);
  });

  it("a list is refused if $select or $orderby has an unknown property", async () => {
    expect((await ask(site, "SMS_Package?$select=Nope")).status).toBe(404);
    expect((await ask(site, "SMS_Package?$orderby=Nope")).status).toBe(404);
  });

  it("a list has pages with $skip, $top and $orderby", async () => {
    const all = (await ask(site, "SMS_Package?$orderby=Name desc&$select=Name")).rows;
    const page = (await ask(site, "SMS_Package?$orderby=Name desc&$select=Name&$skip=2&$top=3")).rows;
    expect(page).toEqual(all.slice(2, 5));
  });

  it("a list of the abstract base class has instances of every concrete class", async () => {
    const { rows } = await ask(site, "SMS_PackageBaseclass");
    expect(new Set(rows.map(({ __CLASS }) => __CLASS))).toEqual(new Set(packages.map(({ className }) => className)));
  });

  it.each(["$count=true", "$expand=Programs", "$search=x"])("a list refuses the option %s", async (option) => {
    expect((await ask(site, `SMS_Package?${option}`)).status).toBe(404);
  });

  it("a list has pages with a next link if behavior.paging is set, and each row once", async () => {
    const paged = createSimulatedSite({ behavior: { paging: 7 } });
    const names: unknown[] = [];
    let next: string | undefined =
      "https://cm01.contoso.com/AdminService/wmi/SMS_PackageBaseclass?$orderby=PackageID&$skip=1";
    while (next !== undefined) {
      const page = (await (await paged.fetch(new Request(next))).json()) as {
        value: { PackageID: string }[];
        "@odata.nextLink"?: string;
      };
      expect(page.value.length).toBeLessThanOrEqual(7);
      names.push(...page.value.map(({ PackageID }) => PackageID));
      next = page["@odata.nextLink"];
    }
    const expected = packages.map(({ PackageID }) => PackageID).sort();
    expect(names).toEqual(expected.slice(1));
  });
});

describe("a keyed read", () => {
  it.each([
    "SMS_TaskSequencePackage('P010001F')",
    "SMS_TaskSequencePackage/P010001F",
    "SMS_TaskSequencePackage(PackageID='P010001F')",
  ])("a keyed read of %s returns one complete object in an array", async (path) => {
    const { rows, json } = await ask(site, path);
    expect(json["@odata.context"]).toMatch(/#SMS_TaskSequencePackage$/u);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.["Sequence"]).toMatch(/^<sequence version="3.10">/u);
    expect(rows[0]?.["__QUALIFIER_SECURITYVERBS"]).toBe(-1);
    expect(Object.keys(rows[0] ?? {}).at(-1)).toBe("Type");
  });

  it("a keyed read has the type of an embedded object as its first member", async () => {
    const { rows } = await ask(site, "SMS_TaskSequencePackage('P010001F')");
    const [reference = {}] = rows[0]?.["References"] as object[];
    expect(Object.entries(reference)[0]).toEqual(["@odata.type", "#AdminService.SMS_TaskSequence_Reference"]);
  });

  it("a keyed read accepts an integer as key", async () => {
    const { rows } = await ask(site, "SMS_DistributionDPStatus?$filter=PackageID eq 'P0100012'");
    const { rows: one } = await ask(site, `SMS_DistributionDPStatus(${String(rows[0]?.["ID"])})`);
    expect(one[0]?.["PackageID"]).toBe("P0100012");
  });

  it("a keyed read of a missing object returns 404", async () => {
    const answer = await ask(site, "SMS_Package('P01FFFFF')");
    expect(answer.status).toBe(404);
    expect(sentence(answer)).toMatch(/^Not found/u);
  });

  it("a keyed read returns 404 for a key with a quote, doubled or not, if no object has this key", async () => {
    expect((await ask(site, "SMS_Package('O''Brien')")).status).toBe(404);
    expect((await ask(site, "SMS_Package('O'Brien')")).status).toBe(404);
  });
});

describe("the route", () => {
  it("the route lists its entity sets", async () => {
    for (const path of ["", "?x=1"]) {
      const { status, json } = await ask(site, path);
      expect(status).toBe(200);
      expect(json["value"]).toContainEqual({ name: "SMS_Package", kind: "EntitySet", url: "SMS_Package" });
    }
  });

  it("$count returns the number of objects, with and without a filter", async () => {
    expect((await ask(site, "SMS_PackageBaseclass/$count")).text).toBe(String(packages.length));
    const taskSequences = packages.filter(({ className }) => className === "SMS_TaskSequencePackage");
    const count = await ask(site, "SMS_PackageBaseclass/$count?$filter=PackageType eq 4");
    expect(count.text).toBe(String(taskSequences.length));
  });

  it("the route accepts class names in any case from release 2006 on, and only in the documented case before", async () => {
    expect((await ask(site, "sms_site")).status).toBe(200);
    const old = createSimulatedSite({ release: "2002" });
    expect((await ask(old, "sms_site")).status).toBe(404);
    expect((await ask(old, "SMS_Site/")).status).toBe(200);
  });

  it.each([
    "SMS_Nope",
    "SMS_Package('P0100012')/Nope",
    "SMS_Package('P0100012'",
    "SMS_ScheduleToken",
    "SMS_Package/a/b/c/d",
  ])("the route returns 404 for %s", async (path) => {
    expect((await ask(site, path)).status).toBe(404);
  });

  it("the route returns 404 for a backslash, unless backslashInUrl is accepted", async () => {
    expect((await ask(site, "SMS_Package?$filter=PkgSourcePath eq '%5C%5Cserver'")).status).toBe(404);
    const lenient = createSimulatedSite({ behavior: { backslashInUrl: "accepted" } });
    expect((await ask(lenient, "SMS_Package?$filter=PkgSourcePath eq '%5C%5Cserver'")).status).toBe(200);
  });

  it("paths of other services return the 404 page of HTTP.sys", async () => {
    const response = await site.fetch(new Request("https://cm01.contoso.com/elsewhere/wmi/SMS_Site"));
    expect(response.status).toBe(404);
    expect(response.headers.get("Content-Type")).toContain("text/html");
  });

  it("the route accepts form-encoded queries, and refuses them with 400 if queryEncoding is refused", async () => {
    const query = "SMS_Package?%24filter=Name+eq+%277-Zip%27";
    expect((await ask(site, query)).rows).toHaveLength(1);
    expect((await ask(createSimulatedSite({ behavior: { queryEncoding: "refused" } }), query)).status).toBe(400);
  });
});

it("an object with a composite key is found by its keys, in any order, and only by all of them", async () => {
  const site = createSimulatedSite();
  const [row] = (await ask(site, "SMS_TaskSequencePackageReference?$filter=PackageID eq 'P0100023'&$top=1")).rows;
  const ObjectID = String(row?.["ObjectID"]);
  for (const keys of [`ObjectID='${ObjectID}',PackageID='P0100023'`, `PackageID='P0100023',ObjectID='${ObjectID}'`]) {
    const answer = await ask(site, `SMS_TaskSequencePackageReference(${keys})`);
    expect([answer.status, answer.rows]).toMatchObject([200, [{ ObjectID, PackageID: "P0100023" }]]);
  }
  for (const keys of ["PackageID='P0100023'", `ObjectID='${ObjectID}',PackageID='P0100024'`, "'P0100023'"]) {
    expect((await ask(site, `SMS_TaskSequencePackageReference(${keys})`)).status).toBe(404);
  }
});
