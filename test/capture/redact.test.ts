import { describe, expect, it } from "vitest";
import { describeToken } from "../../examples/capture/describe-token.js";
import { Redactor } from "../../examples/capture/redact.js";

describe("Redactor", () => {
  it.each([
    ["No HTTP resource at 'https://cm01.corp.example/AdminService/wmi'", "https://<host>/AdminService"],
    ["User CORP\\svc-novak may not", "User <account> may not"],
    ["user novak@corp.example.com failed", "user <account> failed"],
    ["Source \\\\files01\\share$\\x is gone", "Source <path> is gone"],
    ["Source D:\\Sources\\x is gone", "Source <path> is gone"],
    ["Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc", "Authorization: Bearer <token>"],
    ["connect to 10.1.2.3 failed", "connect to <address> failed"],
    ["connect to fe80:1:2:3:4 failed", "connect to <address> failed"],
    ["point DP01.corp.example is down", "point <host> is down"],
    ["SID S-1-5-21-1-2-3-500", "SID <sid>"],
    ["id 01234567-89ab-cdef-0123-456789abcdef", "id <guid>"],
    ["WHERE Name = 'Payroll tools'", "WHERE Name = '<text>'"],
  ])("private data in a text is replaced by a placeholder: %s", (text, wanted) => {
    expect(new Redactor().text(text)).toContain(wanted);
  });

  it.each([
    "Access denied  WMI QUERY: SELECT * FROM SMS_Package",
    "The type 'AdminService.SMS_Package' has no such property, asked with 'GET'.",
    "System.Web.Http.HttpResponseException at 12:30:45",
    "Microsoft.ConfigurationManagement.ManagementProvider.WqlQueryEngine",
    "SMS_Package.RefreshPkgSource returned 0x80041001",
  ])("names of the AdminService and of Windows in a text are kept: %s", (text) => {
    expect(new Redactor().text(text)).toBe(text);
  });

  it("a text that was passed to hide() is replaced in upper and lower case, but not inside a longer word", () => {
    const redactor = new Redactor();
    redactor.hide("ABC", "<site>");
    redactor.hide("abc00012", "<PackageID>");
    expect(redactor.text("abc00012 of Abc, ABC;ABC00013 ABCD")).toBe("<PackageID> of <site>, <site>;ABC00013 ABCD");
  });

  it("in a JSON body, texts and dates are replaced, and property names, numbers and null are kept", () => {
    const body = JSON.stringify({
      "@odata.etag": "x",
      Name: "Payroll",
      SourceDate: "2024-05-06T07:08:09Z",
      PackageSize: 12,
      ISVString: null,
    });
    expect(JSON.parse(new Redactor().describe({ status: 200, headers: {}, body }).split("\n\n")[1] ?? "")).toEqual({
      "@odata.etag": "x",
      Name: "<text of 7>",
      SourceDate: "0000-00-00T00:00:00Z",
      PackageSize: 12,
      ISVString: null,
    });
  });

  it("a response header is removed unless it is on the list of harmless headers", () => {
    const headers = { "content-type": "text/html", "set-cookie": "session=1", "x-machine": "CM01" };
    expect(new Redactor().describe({ status: 200, headers, body: "" })).toBe("200\ncontent-type: text/html");
  });
});

describe("describeToken", () => {
  const tokenWith = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;

  it.each([
    [tokenWith({ idtyp: "app", oid: "secret" }), "a token of an application"],
    [tokenWith({ scp: "user_impersonation", upn: "secret" }), "a token of a person"],
    ["no token", "a token that can't be read"],
  ])("describeToken returns the kind of account of the token, and nothing else from it: %s", (token, wanted) => {
    expect(describeToken(token)).toBe(wanted);
  });
});
