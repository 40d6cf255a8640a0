import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findStatus } from "../../src/status/decode-status.js";

describe("findStatus", () => {
  it.each([
    ["User P01\\ann is not able to get the lock at this time. Error: 0x40480732", "0x40480732"],
    ["The provider failed (0x8004106c).", "0x8004106C"],
    ["ErrorCode = 1078462229;", "0x40480715"],
    ["ReturnValue:-2147217406", "0x80041002"],
    ["HRESULT=0X87D00324", "0x87D00324"],
    ["Failed with 0x8007EEEE, which is in no table", "0x8007EEEE"],
    ["2147749889", "0x80041001"],
    ["0xFFFFFFFF", "0xFFFFFFFF"],
  ])("findStatus finds the code in %j", (text, hex) => {
    expect(findStatus(text)?.hex).toBe(hex);
  });

  it.each([
    ["StatusCode 2147749889, ErrorCode 1078462258", "0x40480732"],
    ["0x80041001 then 0x80072EE2", "0x80072EE2"],
    ["Failed to download (0x80004005). BITS: 0x80190194", "0x80190194"],
    ["0x8007EEEE in step 2, hash of the content 0x80091007", "0x80091007"],
    ["0x80041001 0x8007EEEE", "0x8007EEEE"],
    ["installer: 0x80070643, then 0xC1900208", "0xC1900208"],
    ["at 0x0040F3A2: 0x80041001", "0x80041001"],
    ["at 0x0040F3A2: 0x80041003", "0x80041003"],
    ["0x80041003 and 0x80070005", "0x80041003"],
  ])("findStatus prefers the code that explains more in %j", (text, hex) => {
    expect(findStatus(text)?.hex).toBe(hex);
  });

  it.each([
    "",
    "Access denied",
    "The operation completed: 0x00000000",
    "1700000000 is a time, 9999999999 too large, -9999999999 too small",
    "at 0x00007FF780041003",
    "id 80041003, x0x80041003, 0x8004100",
    "{2147749889-0000} v1.2147749889 12147749889 2147749889.5",
    "5 of 10 failed",
  ])("findStatus finds no code in %j", (text) => {
    expect(findStatus(text)).toBeUndefined();
  });

  it("findStatus does not throw for any text", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("0x", "-", "80041003", "ffffffff", "2147749889", " "));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        findStatus(pieces.join(""));
      }),
    );
  });
});
