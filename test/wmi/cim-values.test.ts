import { describe, expect, it } from "vitest";
import { isNever, readBytes, readDateTime, readNumber, readWallClock, writeBytes } from "../../src/wmi/cim-values.js";
import { comparableNalPath, serverNameOf } from "../../src/wmi/nal-path.js";

describe("readDateTime", () => {
  it.each([
    ["2026-01-05T22:00:00Z", "2026-01-05T22:00:00.000Z"],
    ["2026-01-05T22:00:00", "2026-01-05T22:00:00.000Z"],
    ["2026-01-05T22:00:00.5+01:00", "2026-01-05T21:00:00.500Z"],
  ])("readDateTime reads %s as %s", (text, iso) => {
    expect(readDateTime(text)?.toISOString()).toBe(iso);
  });

  it.each(["", "tomorrow", "2026-01-05", "2026-13-05T22:00:00Z", "20260105220000.000000+***", " 2026-01-05T22:00:00Z"])(
    "readDateTime returns undefined for %j, which is not ISO 8601 with date and time",
    (text) => {
      expect(readDateTime(text)).toBeUndefined();
      expect(readWallClock(text)).toBeUndefined();
    },
  );
});

it("readWallClock stores the local time in the UTC fields, and ignores the time zone of the text", () => {
  expect(readWallClock("2026-01-05T22:00:00+01:00")?.toISOString()).toBe("2026-01-05T22:00:00.000Z");
});

it.each([
  ["1970-01-01T00:00:00Z", true],
  ["1980-01-01T06:00:00Z", true],
  ["1980-01-01T12:00:00Z", true],
  ["1970-02-01T00:00:00Z", false],
  ["1980-01-02T00:00:00Z", false],
])("isNever for %s is %s", (text, never) => {
  expect(isNever(text)).toBe(never);
});

describe("readNumber", () => {
  it("readNumber returns a number for text that is a whole number of at most 10 digits", () => {
    expect(readNumber("4294967295")).toBe(4_294_967_295);
    expect(readNumber("-5")).toBe(-5);
  });

  it.each([7, "", "1.5", "0x10", "12345678901", " 1", null, undefined, true])(
    "readNumber returns %j unchanged",
    (value) => {
      expect(readNumber(value)).toBe(value);
    },
  );
});

describe("readBytes", () => {
  const bytes = Uint8Array.from({ length: 150 }, (_, index) => (index * 7) % 256);

  it("readBytes reads base64 with a line break every 76 characters", () => {
    const lines = writeBytes(bytes).match(/.{1,76}/g) ?? [];
    expect(lines.length).toBeGreaterThan(1);
    expect(readBytes(lines.join("\r\n"))).toEqual(bytes);
    expect(readBytes(`${lines.join("\n")}\n`)).toEqual(bytes);
  });

  it("readBytes reads base64 in the alphabet for URLs, with - and _", () => {
    expect(readBytes(Buffer.from(bytes).toString("base64url"))).toEqual(bytes);
  });

  it.each(["a*b=", "=", "YQ===", "YQ==YQ==", "YWJjZ"])(
    "readBytes returns undefined for %j, which is not base64",
    (text) => {
      expect(readBytes(text)).toBeUndefined();
    },
  );
});

describe("serverNameOf", () => {
  it.each([
    ['["Display=\\\\DP01.contoso.com\\"]MSWNET:["SMS_SITE=P01"]\\\\DP01.contoso.com\\', "DP01.contoso.com"],
    ['["Display=\\\\DP01.contoso.com\\"]MSWNET:["SMS_SITE=P01"]', "DP01.contoso.com"],
    ["DP01", "DP01"],
  ])("serverNameOf returns the server name of a NAL path: %s is %s", (nalPath, name) => {
    expect(serverNameOf(nalPath)).toBe(name);
  });
});

it("comparableNalPath returns the same text for NAL paths that differ only in case", () => {
  expect(comparableNalPath("\\\\DP01\\")).toBe(comparableNalPath("\\\\dp01\\"));
});
