import { Parser } from "@odata/parser/lib/parser.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { filterText } from "../../src/transport/admin-service/odata/url-parts.js";
import { where } from "../../src/transport/filter.js";

const token = z.object({ type: z.string(), raw: z.string(), value: z.unknown() });

/** The literals and the kinds of nodes that an independent parser finds in the OData text of a condition. */
function parsed(text: string): { literals: string[]; shape: string[] } {
  const literals: string[] = [];
  const shape: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (typeof node !== "object" || node === null) return;
    const found = token.safeParse(node);
    if (found.success && found.data.type === "Literal") literals.push(decodeURIComponent(found.data.raw));
    if (found.success && found.data.type.endsWith("Expression")) shape.push(found.data.type);
    Object.values(node).forEach(visit);
  };
  visit(new Parser().filter(text));
  return { literals, shape };
}

const hostile = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .array(fc.constantFrom("'", "''", " or ", "1 eq 1", ")", "(", "%27", "\\", "+", "&$top=1", "Name", "\u2019"))
    .map((parts) => parts.join("")),
);

test("an OData parser finds one comparison with one literal for every text value", () => {
  const { shape } = parsed("Name%20eq%20'plain'");
  fc.assert(
    fc.property(hostile, (value) => {
      const found = parsed(encodeURIComponent(filterText(where`Name eq ${value}`)));
      expect(found.shape).toEqual(shape);
      expect(found.literals).toHaveLength(1);
      expect(found.literals[0]?.slice(1, -1).replaceAll("''", "'")).toBe(value);
    }),
    { numRuns: 500 },
  );
});

test("an OData parser finds one literal for each number, boolean and date", () => {
  const at = new Date("2024-08-30T20:55:06Z");
  const text = filterText(where`SourceVersion gt ${5} and IsPredefinedPackage eq ${true} and SourceDate lt ${at}`);
  expect(parsed(text).literals).toEqual(["5", "true", "2024-08-30T20:55:06.000Z"]);
});
