import { describe, expect, it } from "vitest";
import { failedOperation, runMethod } from "../../src/operations/site/run-method.js";
import { succeed } from "../../src/result.js";
import { FakeSite } from "../support/fake-site.js";

const PackageID = "P0100012";
const call = {
  className: "SMS_Package",
  methodName: "RefreshPkgSource",
  path: { className: "SMS_Package", keys: { PackageID } },
};

function returning(returnValue: number) {
  const transport = new FakeSite();
  transport.onMethod = () => succeed({ returnValue, outParameters: {} });
  return runMethod(transport, call);
}

describe("a method whose ReturnValue is not 0", () => {
  it("runMethod fails with the method, the value and the meaning of a known ReturnValue", async () => {
    expect(await returning(-2147217405)).toMatchObject({
      ok: false,
      failure: {
        kind: "method-failed",
        operation: { className: "SMS_Package", methodName: "RefreshPkgSource", PackageID },
        message: expect.stringMatching(/P0100012: .*-2147217405 \(0x80041003: \w/) as string,
        advice: expect.stringContaining("security role") as string,
      },
    });
  });

  it("runMethod fails with an advice that names SMSProv.log for an unknown ReturnValue", async () => {
    expect(await returning(0x7fff_ffff)).toMatchObject({
      ok: false,
      failure: {
        message: expect.stringMatching(/P0100012: .* 2147483647 \(0x7FFFFFFF\)/) as string,
        advice: expect.stringContaining("SMSProv.log") as string,
      },
    });
  });
});

describe("the operation of a failure", () => {
  const named = { className: "SMS_Package", methodName: "RefreshPkgSource" };

  it.each([
    ["on a package", call, { ...named, PackageID }],
    ["on an object with another key", { ...call, path: { className: "SMS_Package", keys: { PackageID: 7 } } }, named],
    ["on a class", named, named],
  ])(
    "failedOperation returns the class, the method and the PackageID, if there is one, for a call %s",
    (_, of, expected) => {
      expect(failedOperation(of)).toStrictEqual(expected);
    },
  );
});
