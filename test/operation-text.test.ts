import { expect, test } from "vitest";
import { describeOperation } from "../src/operation-text.js";

test.each([
  [
    { className: "SMS_Package", methodName: "RefreshPkgSource", PackageID: "P0100012" },
    "RefreshPkgSource of SMS_Package P0100012",
  ],
  [{ className: "SMS_Package", PackageID: "P0100012" }, "Read of SMS_Package P0100012"],
  [{ className: "SMS_TaskSequencePackage", methodName: "GetContentHash" }, "GetContentHash of SMS_TaskSequencePackage"],
  [{ className: "", PackageID: "P0100012" }, "Read of P0100012"],
  [{ className: "" }, "Read"],
])("describeOperation(%j) returns %j", (operation, text) => {
  expect(describeOperation(operation)).toBe(text);
});

test("describeOperation returns the given action for an operation without a method", () => {
  expect(describeOperation({ className: "SMS_Package", PackageID: "P0100012" }, "Update")).toBe(
    "Update of SMS_Package P0100012",
  );
});
