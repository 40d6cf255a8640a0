import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/transport/admin-service/odata/json.js";
import { withClassNames } from "../../src/transport/admin-service/odata/wmi-json.js";

const offsets = Array.from({ length: 33 }, (_, offset) => " ".repeat(offset));

describe("the JSON of an answer", () => {
  it.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", "9007199254740992"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["18446744073709551615", "18446744073709551615"],
    ["1.2345678901234567", 1.2345678901234567],
    ["123456789012345", 123456789012345],
    ['"18446744073709551615"', "18446744073709551615"],
    ['"a \\"18446744073709551615\\" b"', 'a "18446744073709551615" b'],
  ])("rounds no integer, wherever it stands in the text: %s", (written, value) => {
    for (const space of offsets) {
      expect(parseJson(`{"A":${space}${written}}`)).toEqual({ is: "json", value: { A: value } });
      expect(parseJson(`${space}${written}`)).toEqual({ is: "json", value });
    }
  });

  it.each([
    ["", "empty"],
    ["\uFEFF \r\n", "empty"],
    ["<html>", "other"],
    ['{"A":', "other"],
    ["12345678901234567890]", "other"],
  ])("is told from what is none: %j", (text, is) => {
    expect(parseJson(text)).toEqual({ is });
  });
});

describe("the types of entities", () => {
  it.each([
    ["in an object", { "@odata.type": "#AdminService.SMS_X", A: 1 }, { __CLASS: "SMS_X", A: 1 }],
    ["in a list", [{ "@odata.type": "#AdminService.SMS_X" }], [{ __CLASS: "SMS_X" }]],
    ["of another namespace not", { "@odata.type": "#Edm.String" }, { "@odata.type": "#Edm.String" }],
    ["of a member not", { "A@odata.type": "#AdminService.SMS_X" }, { "A@odata.type": "#AdminService.SMS_X" }],
    ["in a text not", { A: '"@odata.type":"#AdminService.SMS_X"' }, { A: '"@odata.type":"#AdminService.SMS_X"' }],
  ])("become classes: %s", (_where, body, named) => {
    expect(JSON.parse(withClassNames(JSON.stringify(body)))).toEqual(named);
  });
});
