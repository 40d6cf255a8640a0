import { describe, expect, it } from "vitest";
import { createSimulatedSite, defaultSeed } from "../../src/simulator/index.js";
import { fetchFrom, errorText } from "./site-requests.js";

const site = createSimulatedSite();
const { packages = [] } = defaultSeed();

describe("a list", () => {
  it("a list has the context, and its objects have their members in the order that was seen on a real site", async () => {
    const response = await fetchFrom(site, "SMS_PackageStatus?$filter=PackageID eq 'P0100012'&$top=1");
    expect(response.json["@odata.context"]).toBe(
      "https://cm01.contoso.com/AdminService/wmi/$metadata#SMS_PackageStatus",
    );
    const [row = {}] = response.rows;
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

  it("an object in a list has no lazy properties, and has their names in __LAZYPROPERTIES", async () => {
    const { rows } = await fetchFrom(site, "SMS_TaskSequencePackage?$filter=PackageID eq 'P010001F'");
    expect(rows[0]).not.toHaveProperty("Sequence");
    expect(rows[0]).not.toHaveProperty("References");
    expect(rows[0]?.["__LAZYPROPERTIES"]).toContain("Sequence");
  });

  it("a lazy property in a list is null even if $select names it", async () => {
    const { rows } = await fetchFrom(site, "SMS_TaskSequencePackage?$select=PackageID,Sequence&$top=1");
    expect(rows[0]?.["Sequence"]).toBeNull();
  });

  it("an object in a list has only the members that $select names", async () => {
    const { rows } = await fetchFrom(site, "SMS_Package?$select=Name,PackageID&$top=1");
    expect(Object.keys(rows[0] ?? {})).toEqual(["Name", "PackageID"]);
  });

  it("a list returns 404 if $select or $orderby names an unknown property", async () => {
    expect((await fetchFrom(site, "SMS_Package?$select=Nope")).status).toBe(404);
    expect((await fetchFrom(site, "SMS_Package?$orderby=Nope")).status).toBe(404);
  });

  it("a list with $orderby, $skip and $top has only these rows of the ordered list", async () => {
    const all = (await fetchFrom(site, "SMS_Package?$orderby=Name desc&$select=Name")).rows;
    const page = (await fetchFrom(site, "SMS_Package?$orderby=Name desc&$select=Name&$skip=2&$top=3")).rows;
    expect(page).toEqual(all.slice(2, 5));
  });

  it("a list of SMS_PackageBaseclass has packages of each concrete class", async () => {
    const { rows } = await fetchFrom(site, "SMS_PackageBaseclass");
    expect(new Set(rows.map(({ __CLASS }) => __CLASS))).toEqual(new Set(packages.map(({ className }) => className)));
  });

  it.each(["$count=true", "$expand=Programs", "$search=x"])(
    "a list with the query option %s returns 404",
    async (option) => {
      expect((await fetchFrom(site, `SMS_Package?${option}`)).status).toBe(404);
    },
  );

  it("with behavior.paging, a list has pages with @odata.nextLink, and the pages together have each row once", async () => {
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
  ])("a keyed read of %s returns one object with its lazy properties, in an array", async (path) => {
    const { rows, json } = await fetchFrom(site, path);
    expect(json["@odata.context"]).toMatch(/#SMS_TaskSequencePackage$/u);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.["Sequence"]).toMatch(/^<sequence version="3.10">/u);
    expect(rows[0]?.["__QUALIFIER_SECURITYVERBS"]).toBe(-1);
    expect(Object.keys(rows[0] ?? {}).at(-1)).toBe("Type");
  });

  it("an embedded object in a keyed read has @odata.type as its first member", async () => {
    const { rows } = await fetchFrom(site, "SMS_TaskSequencePackage('P010001F')");
    const [reference = {}] = rows[0]?.["References"] as object[];
    expect(Object.entries(reference)[0]).toEqual(["@odata.type", "#AdminService.SMS_TaskSequence_Reference"]);
  });

  it("a keyed read accepts an integer as key", async () => {
    const { rows } = await fetchFrom(site, "SMS_DistributionDPStatus?$filter=PackageID eq 'P0100012'");
    const { rows: one } = await fetchFrom(site, `SMS_DistributionDPStatus(${String(rows[0]?.["ID"])})`);
    expect(one[0]?.["PackageID"]).toBe("P0100012");
  });

  it("a keyed read of a missing object returns 404", async () => {
    const response = await fetchFrom(site, "SMS_Package('P01FFFFF')");
    expect(response.status).toBe(404);
    expect(errorText(response)).toMatch(/^Not found/u);
  });

  it("a keyed read with a quote in the key, doubled or not, returns 404", async () => {
    expect((await fetchFrom(site, "SMS_Package('O''Brien')")).status).toBe(404);
    expect((await fetchFrom(site, "SMS_Package('O'Brien')")).status).toBe(404);
  });
});

describe("the wmi route", () => {
  it("GET of the wmi route lists the entity sets", async () => {
    for (const path of ["", "?x=1"]) {
      const { status, json } = await fetchFrom(site, path);
      expect(status).toBe(200);
      expect(json["value"]).toContainEqual({ name: "SMS_Package", kind: "EntitySet", url: "SMS_Package" });
    }
  });

  it("$count returns the number of objects, with and without a filter", async () => {
    expect((await fetchFrom(site, "SMS_PackageBaseclass/$count")).text).toBe(String(packages.length));
    const taskSequences = packages.filter(({ className }) => className === "SMS_TaskSequencePackage");
    const count = await fetchFrom(site, "SMS_PackageBaseclass/$count?$filter=PackageType eq 4");
    expect(count.text).toBe(String(taskSequences.length));
  });

  it("a class name in a URL can have any case from release 2006 on, and must have the documented case before", async () => {
    expect((await fetchFrom(site, "sms_site")).status).toBe(200);
    const old = createSimulatedSite({ release: "2002" });
    expect((await fetchFrom(old, "sms_site")).status).toBe(404);
    expect((await fetchFrom(old, "SMS_Site/")).status).toBe(200);
  });

  it.each([
    "SMS_Nope",
    "SMS_Package('P0100012')/Nope",
    "SMS_Package('P0100012'",
    "SMS_ScheduleToken",
    "SMS_Package/a/b/c/d",
  ])("GET of %s returns 404", async (path) => {
    expect((await fetchFrom(site, path)).status).toBe(404);
  });

  it("a URL with a backslash returns 404, unless backslashInUrl is accepted", async () => {
    expect((await fetchFrom(site, "SMS_Package?$filter=PkgSourcePath eq '%5C%5Cserver'")).status).toBe(404);
    const lenient = createSimulatedSite({ behavior: { backslashInUrl: "accepted" } });
    expect((await fetchFrom(lenient, "SMS_Package?$filter=PkgSourcePath eq '%5C%5Cserver'")).status).toBe(200);
  });

  it("a path outside of the AdminService returns the 404 page of HTTP.sys", async () => {
    const response = await site.fetch(new Request("https://cm01.contoso.com/elsewhere/wmi/SMS_Site"));
    expect(response.status).toBe(404);
    expect(response.headers.get("Content-Type")).toContain("text/html");
  });

  it("a query with %24 and + is accepted, and returns 400 if queryEncoding is refused", async () => {
    const query = "SMS_Package?%24filter=Name+eq+%277-Zip%27";
    expect((await fetchFrom(site, query)).rows).toHaveLength(1);
    expect((await fetchFrom(createSimulatedSite({ behavior: { queryEncoding: "refused" } }), query)).status).toBe(400);
  });
});

it("an object with two keys is found if the URL has both keys, in any order, and not if a key is missing or wrong", async () => {
  const site = createSimulatedSite();
  const [row] = (await fetchFrom(site, "SMS_TaskSequencePackageReference?$filter=PackageID eq 'P0100023'&$top=1")).rows;
  const ObjectID = String(row?.["ObjectID"]);
  for (const keys of [`ObjectID='${ObjectID}',PackageID='P0100023'`, `PackageID='P0100023',ObjectID='${ObjectID}'`]) {
    const response = await fetchFrom(site, `SMS_TaskSequencePackageReference(${keys})`);
    expect([response.status, response.rows]).toMatchObject([200, [{ ObjectID, PackageID: "P0100023" }]]);
  }
  for (const keys of ["PackageID='P0100023'", `ObjectID='${ObjectID}',PackageID='P0100024'`, "'P0100023'"]) {
    expect((await fetchFrom(site, `SMS_TaskSequencePackageReference(${keys})`)).status).toBe(404);
  }
});
