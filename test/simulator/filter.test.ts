import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSimulatedSite } from "../../src/simulator/index.js";
import { fetchFrom, errorText } from "./site-requests.js";

const site = createSimulatedSite({
  packages: [
    {
      className: "SMS_Package",
      PackageID: "P0100001",
      Name: "Alpha",
      SourceVersion: 1,
      PackageSize: 10,
      SourceDate: "2024-01-01T00:00:00Z",
    },
    {
      className: "SMS_Package",
      PackageID: "P0100002",
      Name: "Beta",
      SourceVersion: 2,
      PackageSize: 20,
      SourceDate: "2025-01-01T00:00:00Z",
      ForcedDisconnectEnabled: true,
    },
    {
      className: "SMS_Package",
      PackageID: "P0100003",
      Name: "O'Brien & 100% {x}",
      SourceVersion: 3,
      PackageSize: 30,
      SourceDate: "2026-01-01T00:00:00Z",
      SecuredScopeNames: ["Print"],
    },
  ],
});

async function found(filter: string): Promise<string> {
  const response = await fetchFrom(site, `SMS_Package?$filter=${encodeURIComponent(filter)}&$select=PackageID`);
  if (response.status !== 200) return `${response.status}`;
  return response.rows.map(({ PackageID }) => String(PackageID).slice(-1)).join("");
}

describe("$filter", () => {
  it.each([
    ["Name eq 'Alpha'", "1"],
    ["Name ne 'Alpha'", "23"],
    ["SourceVersion gt 1", "23"],
    ["SourceVersion ge 2 and SourceVersion lt 3", "2"],
    ["SourceVersion le 1 or PackageSize eq 30", "13"],
    ["ForcedDisconnectEnabled eq true", "2"],
    ["ForcedDisconnectEnabled", "2"],
    ["contains(Name,'e')", "23"],
    ["contains(Name, 'lph') eq true", "1"],
    ["contains(Name,'lph') eq false", "23"],
    ["contains(Name,'lph') ne true", "23"],
    ["startswith(Name,'Al')", "1"],
    ["startsWith(Name,'Al')", "1"],
    ["endswith(Name,'ta') eq true", "2"],
    ["Name eq 'O''Brien & 100% {x}'", "3"],
    ["SecuredScopeNames/any(x: x eq 'Print')", "3"],
    ["not SecuredScopeNames/any(s:s eq 'Print')", "12"],
    ["SourceDate gt 2024-06-01T00:00:00Z", "23"],
    ["SourceDate eq 2025-01-01T00:00:00.000Z", "2"],
    ["SourceDate ge 2025-01-01T02:00:00+02:00", "23"],
    ["Manufacturer eq null", ""],
    ["MIFName eq null", "123"],
    ["not contains(Name,'Alpha') and SourceVersion eq 2", "2"],
    ["not (SourceVersion eq 1 and PackageSize eq 10) or SourceVersion eq 1", "123"],
    ["SourceVersion eq 1 or SourceVersion eq 2 and PackageSize eq 999", "1"],
    ["SourceVersion eq 1 and not startswith(Name,'X') or SourceVersion eq 3", "13"],
    ["SourceVersion eq 1 and contains(Name,'X') eq false or SourceVersion eq 3", "13"],
    ["not(SourceVersion eq 1)", "23"],
    ["true eq startswith(Name,'B')", "2"],
    ["false eq startswith(Name,'B') and SourceVersion gt 1", "3"],
    ["(contains(Name,'lph')) eq true", "1"],
    ["(contains(Name,'lph') eq false) ne true", "1"],
    ["(SourceVersion eq 1 or SourceVersion eq 2) and PackageSize eq 20", "2"],
    ["'Alpha' eq Name", "1"],
    ["PackageSize lt 99999999999", "123"],
    ["PackageSize gt -12345678901", "123"],
    ["name eq 'Alpha'", "404"],
  ])('$filter=%s finds, of packages 1, 2 and 3, the packages "%s"', async (filter, ids) => {
    expect(await found(filter)).toBe(ids);
  });
});

describe("$filter is refused with an error text", () => {
  it.each([
    "Name like 'A%'",
    "tolower(Name) eq 'alpha'",
    "year(SourceDate) eq 2024",
    "SourceVersion add 1 eq 2",
    "SecuredScopeNames/all(x: x eq 'Print')",
    "Nope eq 1",
    "Name eq 1",
    "SourceVersion eq 'x'",
    "Name eq 'open",
    "Name eq",
    "",
  ])("an invalid $filter is refused with 404 and an error text: %s", async (filter) => {
    const response = await fetchFrom(site, `SMS_Package?$filter=${encodeURIComponent(filter)}`);
    expect(response.status).toBe(404);
    expect(errorText(response)).not.toBe("");
  });
});

it("a filter with eq finds a package by its random Name, whatever characters the Name has", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (name) => {
      fc.pre(!name.includes("\\"));
      const own = createSimulatedSite({ packages: [{ className: "SMS_Package", PackageID: "P0100001", Name: name }] });
      const filter = encodeURIComponent(`Name eq '${name.replaceAll("'", "''")}'`);
      expect((await fetchFrom(own, `SMS_Package?$filter=${filter}`)).rows).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

it("with stringEqualityFilter refused, a filter with eq on text returns 404, and filters with eq on a number or endswith work", async () => {
  const odd = createSimulatedSite({ behavior: { stringEqualityFilter: "refused" } });
  expect((await fetchFrom(odd, "SMS_Package?$filter=Name eq '7-Zip'")).status).toBe(404);
  expect((await fetchFrom(odd, "SMS_Package?$filter=endswith(Name,'Zip')")).rows).toHaveLength(1);
  expect((await fetchFrom(odd, "SMS_Package?$filter=PackageSize eq 1640")).rows).toHaveLength(1);
});

describe("the precedence of not, and, or", () => {
  interface Term {
    readonly joint: "and" | "or";
    readonly negated: boolean;
    readonly term: string | readonly Term[];
  }

  const atoms: Readonly<Record<string, string>> = {
    "SourceVersion gt 1": "23",
    "PackageSize eq 20": "2",
    "contains(Name,'lph')": "1",
    "endswith(Name,'a') eq false": "3",
  };
  const { run } = fc.letrec<{ run: Term[]; term: Term["term"] }>((tie) => ({
    run: fc.array(fc.record({ joint: fc.constantFrom("and", "or"), negated: fc.boolean(), term: tie("term") }), {
      minLength: 1,
      maxLength: 4,
    }),
    term: fc.oneof({ maxDepth: 2 }, fc.constantFrom(...Object.keys(atoms)), tie("run")),
  }));

  function written(terms: readonly Term[]): string {
    return terms
      .map(({ joint, negated, term }, index) => {
        const text = typeof term === "string" ? term : `(${written(term)})`;
        return `${index === 0 ? "" : ` ${joint} `}${negated ? "not " : ""}${text}`;
      })
      .join("");
  }

  function holds(terms: readonly Term[], id: string): boolean {
    const alternatives: boolean[] = [];
    for (const { joint, negated, term } of terms) {
      const value = (typeof term === "string" ? (atoms[term] ?? "").includes(id) : holds(term, id)) !== negated;
      alternatives.push(joint === "and" ? (alternatives.pop() ?? true) && value : value);
    }
    return alternatives.includes(true);
  }

  it("a random filter without brackets is evaluated with 'not' before 'and', and 'and' before 'or'", async () => {
    await fc.assert(
      fc.asyncProperty(run, async (terms) => {
        expect(await found(written(terms))).toBe(["1", "2", "3"].filter((id) => holds(terms, id)).join(""));
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});

describe("the limits of a filter", () => {
  const many = (count: number, text: string, between: string) =>
    Array.from({ length: count }, () => text).join(between);

  it.each([
    ["brackets in brackets", "(".repeat(2000) + "SourceVersion eq 2" + ")".repeat(2000)],
    ["more than a thousand alternatives", many(1100, "SourceVersion eq 2", " or ")],
    ["more than a thousand negations", `${"not ".repeat(1100)}SourceVersion eq 2`],
  ])("a filter with %s is refused with 404", async (_, filter) => {
    expect(await found(filter)).toBe("404");
  });

  it("a filter with 500 alternatives, or with 90 levels of brackets and 4000 brackets inside a text, is accepted", async () => {
    expect(await found(many(500, "SourceVersion eq 2", " or "))).toBe("2");
    expect(await found(`${"(".repeat(90)}Name eq '${"(".repeat(4000)}' or SourceVersion eq 2${")".repeat(90)}`)).toBe(
      "2",
    );
  });
});
