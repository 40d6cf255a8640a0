import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { succeed } from "../../src/result.js";
import { capabilities, parseSequence } from "../../src/sequence/index.js";
import { exampleXml } from "./sequence-xml.js";

const refused = (message: string) => ({
  ok: false,
  failure: {
    kind: "invalid-argument",
    execution: "not-executed",
    parameter: "text",
    operation: { className: "SMS_TaskSequencePackage" },
    message: expect.stringContaining(message) as string,
  },
});

describe("parseSequence with a text that is not a valid task sequence", () => {
  it.each([
    ["an empty text", "", "line 1, column 1"],
    ["text that is not XML", "secret", "(line 1"],
    ["an end that is cut off", exampleXml.slice(0, -40), "line 46, column"],
    ["a tag that is closed by another", "<sequence>\n  <group></step>\n</sequence>", "line 2, column 16"],
    ["an attribute that occurs twice", `<sequence version="1" version="2"/>`, "line 1"],
    ["two roots", "<sequence/>\n<sequence/>", "line 2"],
    ["U+0000", "<sequence>\n<step name='a\0'/></sequence>", "line 2, column 14"],
    ["a reference to U+0000", "<sequence>&#0;</sequence>", "line 1, column 14"],
    ["half a surrogate pair", "<sequence>\r\n\u{1F600}\uD800x</sequence>", "line 2, column 2"],
    ["a bare ampersand", "<sequence><action>a & b</action></sequence>", "line 1"],
    ["another document", "<SmsTaskSequence/>", "root element has another name"],
    ["a DOCTYPE", `<!DOCTYPE sequence SYSTEM "file:///etc/passwd"><sequence/>`, "DOCTYPE"],
    ["a processing instruction", "<sequence><?run it?></sequence>", "processing instruction"],
    ["a style sheet", `<?xml-stylesheet href="a"?><sequence/>`, "processing instruction"],
    ["an undeclared entity", "<sequence>&secret;</sequence>", "(line 1"],
    ["an entity that is named like a member of every object", "<sequence>&constructor;</sequence>", "line 1"],
  ])("parseSequence refuses %s, and the message has the reason", (_what, text, message) => {
    expect(parseSequence(text)).toMatchObject(refused(message));
  });

  it("parseSequence refuses a value that is not a string", () => {
    // @ts-expect-error a site returns null for a property without a value
    expect(parseSequence(null)).toMatchObject(refused("must be the text"));
  });

  it("parseSequence refuses a text with entities without expanding them (billion laughs)", () => {
    const entities = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
    const laughs = `<!DOCTYPE sequence [<!ENTITY l0 "ha">${entities}]><sequence>&l10;</sequence>`;
    expect(parseSequence(laughs)).toMatchObject(refused("DOCTYPE"));
  });

  it("parseSequence refuses a text whose nesting depth is too large", () => {
    const nested = (depth: number) => `<sequence>${"<group>".repeat(depth)}${"</group>".repeat(depth)}</sequence>`;
    expect(parseSequence(nested(99))).toMatchObject({ ok: true });
    expect(parseSequence(nested(100))).toMatchObject(refused("100"));
    expect(parseSequence("<group>".repeat(1_000_000))).toMatchObject(refused("100"));
  });

  it("parseSequence refuses a text that is longer than the maximum, and accepts a text of the maximum length", () => {
    const limit = 8 * 1024 * 1024;
    const filled = (length: number) => `<sequence a="${"x".repeat(length - 16)}"/>`;
    expect(filled(limit)).toHaveLength(limit);
    expect(parseSequence(filled(limit))).toMatchObject({ ok: true });
    expect(parseSequence(filled(limit + 1))).toMatchObject(refused(`${limit} characters`));
  });

  it("parseSequence refuses a text with too many elements", () => {
    const many = (count: number) => `<sequence>${"<a/>".repeat(count - 1)}</sequence>`;
    expect(parseSequence(many(250_000))).toMatchObject({ ok: true });
    expect(parseSequence(many(250_001))).toMatchObject(refused("250000 elements"));
  });

  it("the failure of parseSequence does not quote the text", () => {
    fc.assert(
      fc.property(fc.nat(exampleXml.length), fc.constantFrom("<", "&", "\0", ">", '"', "</", "\uDC00"), (at, wrong) => {
        const secret = exampleXml.replaceAll(/[A-Za-z]{4,}/g, "Passw0rd");
        const parsed = parseSequence(secret.slice(0, at) + wrong + secret.slice(at));
        expect(JSON.stringify(parsed.ok ? "" : parsed.failure)).not.toMatch(/Passw|ZZ10/);
      }),
    );
  });

  it("parseSequence and capabilities return a result and throw no exception, for any text", async () => {
    const scraps = fc.constantFrom(
      "<sequence>",
      "</sequence>",
      "<group",
      ">",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "&lt;",
      "\uD800",
      "\0",
      "<?",
      "?>",
      "<!DOCTYPE",
      "[",
      "a='1' ",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(scraps, fc.string({ unit: "binary" }))), async (pieces) => {
        const text = pieces.join("");
        expect(parseSequence(text)).toHaveProperty("ok");
        expect(await capabilities({ getMetadata: () => Promise.resolve(succeed(text)) })).toHaveProperty("ok");
      }),
    );
  });
});
