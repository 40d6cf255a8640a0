import { describe, expect, it } from "vitest";
import { parseBaseUrl } from "../../src/transport/admin-service/odata/base-url.js";
import {
  getRequest,
  linkRequest,
  methodRequest,
  queryRequest,
  writeRequest,
} from "../../src/transport/admin-service/odata/requests.js";
import { where } from "../../src/transport/filter.js";

const path = { className: "SMS_Package", keys: { PackageID: "P0100012" } };

describe("a base URL", () => {
  it.each([
    ["https://provider.contoso.com/AdminService", "https://provider.contoso.com", "/AdminService", 443],
    ["https://provider.contoso.com:8443/AdminService/", "https://provider.contoso.com:8443", "/AdminService", 8443],
    ["https://provider/AdminService_TokenAuth", "https://provider", "/AdminService_TokenAuth", 443],
    ["http://localhost:8080/AdminService", "http://localhost:8080", "/AdminService", 8080],
    ["http://127.0.0.1/AdminService", "http://127.0.0.1", "/AdminService", 80],
    ["http://[::1]:8080/AdminService", "http://[::1]:8080", "/AdminService", 8080],
  ])("parseBaseUrl returns the origin, the path and the port of %s", (baseUrl, origin, basePath, port) => {
    expect(parseBaseUrl(baseUrl)).toMatchObject({ origin, basePath, port, throughGateway: false });
  });

  it.each(["CCM_Proxy_MutualAuth", "CCM_Proxy_ServerAuth"])(
    "parseBaseUrl recognizes the path of a cloud management gateway: %s",
    (proxy) => {
      const address = parseBaseUrl(`https://contoso.cloudapp.net/${proxy}/72057594037927937/AdminService`);
      expect(address.throughGateway).toBe(true);
    },
  );

  it.each([
    ["text that is not a URL", "provider", "is not a URL"],
    ["plain HTTP to another machine", "http://provider.contoso.com/AdminService", "loopback only"],
    ["plain HTTP to a name like loopback", "http://localhost.contoso.com/AdminService", "loopback only"],
    ["another scheme", "ftp://provider/AdminService", "start with https://"],
    ["no path", "https://provider.contoso.com/", 'end in "/AdminService"'],
    ["the wmi route", "https://provider.contoso.com/AdminService/wmi", 'end in "/AdminService"'],
    [
      "a path whose last part only ends with AdminService",
      "https://provider.contoso.com/MyAdminService",
      'end in "/AdminService"',
    ],
    ["a user", "https://user@provider.contoso.com/AdminService", "user or a password"],
    ["a password", "https://:secret@provider.contoso.com/AdminService", "user or a password"],
    ["a query", "https://provider.contoso.com/AdminService?x=1", "query or a fragment"],
    ["a fragment", "https://provider.contoso.com/AdminService#x", "query or a fragment"],
  ])("parseBaseUrl refuses a baseUrl with %s, and the message gives a valid example", (_name, baseUrl, requirement) => {
    expect(() => parseBaseUrl(baseUrl)).toThrow(
      expect.objectContaining({
        name: "TypeError",
        message: expect.stringMatching(/^baseUrl .*https:\/\/provider\.contoso\.com\/AdminService"$/) as string,
      }) as Error,
    );
    expect(() => parseBaseUrl(baseUrl)).toThrow(requirement);
    expect(() => parseBaseUrl(baseUrl)).not.toThrow(/secret/);
  });

  it("parseBaseUrl returns an IPv6 host without brackets", () => {
    expect(parseBaseUrl("http://[::1]:8080/AdminService")).toMatchObject({ hostname: "::1", protocol: "http:" });
    expect(parseBaseUrl("https://provider/AdminService")).toMatchObject({ hostname: "provider", protocol: "https:" });
  });

  it("parseBaseUrl accepts several slashes at the end", () => {
    expect(parseBaseUrl("https://provider/AdminService//").basePath).toBe("/AdminService");
  });
});

describe("a keyed request", () => {
  it.each([
    ["text", { PackageID: "P0100012" }, "/wmi/SMS_Package('P0100012')"],
    ["a number", { CI_ID: 16777219 }, "/wmi/SMS_Package(16777219)"],
    ["a quote, doubled", { Name: "O'Brien" }, "/wmi/SMS_Package('O''Brien')"],
    ["a quote that tries to close", { Name: "x') or ('" }, "/wmi/SMS_Package('x'')%20or%20(''')"],
    ["braces of a GUID", { ID: "{0}" }, "/wmi/SMS_Package('%7B0%7D')"],
    ["percent, query and fragment", { Name: "50%?#&+" }, "/wmi/SMS_Package('50%25%3F%23%26%2B')"],
    ["dots", { Name: ".." }, "/wmi/SMS_Package('..')"],
    ["letters of any script", { Name: "Ärger😀" }, "/wmi/SMS_Package('%C3%84rger%F0%9F%98%80')"],
    ["several keys", { A: "x", B: 1 }, "/wmi/SMS_Package(A='x',B=1)"],
  ])("a read has its key encoded in the URL: %s", (_name, keys, pathAndQuery) => {
    expect(getRequest({ className: "SMS_Package", keys })).toEqual({
      ok: true,
      value: { method: "GET", pathAndQuery },
    });
  });

  it.each([
    ["a slash", "a/b"],
    ["a backslash", "DOM\\user"],
    ["a line break", "a\r\nHost: elsewhere"],
    ["U+0000", "a\0"],
    ["half a surrogate pair", "\uD800"],
    ["no characters", ""],
    ["10 MB", "x".repeat(10_000_000)],
    ["a fraction", 0.5],
    ["not a number", Number.NaN],
    ["more than a number holds", 2 ** 60],
  ])("a read, a method call and a write are refused if the key is not valid: %s", (_name, PackageID) => {
    const keyed = { className: "SMS_Package", keys: { PackageID } };
    for (const request of [
      getRequest(keyed),
      methodRequest({ className: "SMS_Package", methodName: "RefreshPkgSource", path: keyed }),
      writeRequest(keyed, { Name: "x" }, "post-keyed"),
    ]) {
      expect(request).toMatchObject({ ok: false, failure: { kind: "invalid-argument", execution: "not-executed" } });
    }
  });

  it.each(["SMS_Package/x", "SMS_Package('x')", "../v1.0", "", "SMS Package", "SMS_Package\0"])(
    "a class name that would change the path is refused: %j",
    (className) => {
      const refused = { ok: false, failure: { kind: "invalid-argument", parameter: "className" } };
      expect(getRequest({ className, keys: { ID: 1 } })).toMatchObject(refused);
      expect(queryRequest({ className })).toMatchObject(refused);
      expect(methodRequest({ className, methodName: "M" })).toMatchObject(refused);
    },
  );
});

describe("a query", () => {
  it("a query's URL has $ unencoded and spaces as %20, which every release accepts", () => {
    const query = {
      className: "SMS_Package",
      where: where`Name eq ${"a b+c'd"}`,
      select: ["PackageID", "Name"],
      orderBy: "Name desc",
      top: 5,
    };
    expect(queryRequest(query)).toMatchObject({
      value: {
        pathAndQuery:
          "/wmi/SMS_Package?$filter=Name%20eq%20'a%20b%2Bc''d'&$select=PackageID%2CName&$orderby=Name%20desc&$top=5",
      },
    });
  });
});

describe("a method's request", () => {
  it("the request of a method without parameters has the body {}, because the site refuses a POST without a length", () => {
    expect(methodRequest({ className: "SMS_Site", methodName: "GetSiteID" })).toEqual({
      ok: true,
      value: { method: "POST", pathAndQuery: "/wmi/SMS_Site.GetSiteID", body: "{}" },
    });
  });

  it("the request of a method has the type of each embedded object as its first member, at each depth", () => {
    const inParameters = { rule: { __CLASS: "SMS_Rule", Name: "x", Sub: [{ __CLASS: "SMS_Sub" }] } };
    const request = methodRequest({ className: "SMS_Collection", methodName: "Add", inParameters });
    expect(request.ok && request.value.body).toBe(
      '{"rule":{"@odata.type":"#AdminService.SMS_Rule","Name":"x","Sub":[{"@odata.type":"#AdminService.SMS_Sub"}]}}',
    );
  });
});

describe("a write", () => {
  const changes = { Description: "new", __CLASS: "SMS_Package" };

  it.each([
    ["post-keyed", "POST", "/wmi/SMS_Package('P0100012')", '{"Description":"new"}'],
    ["put-keyed", "PUT", "/wmi/SMS_Package('P0100012')", '{"Description":"new"}'],
    ["patch-keyed", "PATCH", "/wmi/SMS_Package('P0100012')", '{"Description":"new"}'],
    ["post-collection", "POST", "/wmi/SMS_Package", '{"Description":"new","PackageID":"P0100012"}'],
  ] as const)("a write can be sent as %s", (form, method, pathAndQuery, body) => {
    expect(writeRequest(path, changes, form)).toEqual({ ok: true, value: { method, pathAndQuery, body } });
  });

  it("a write has a composite key with a backslash in its body, because a site returns 404 for a backslash in a URL", () => {
    const keys = { PackageID: "P0100012", ServerNALPath: '["Display=\\\\DP01\\"]MSWNET:', SiteCode: "P01" };
    const request = writeRequest({ className: "SMS_DistributionPoint", keys }, { RefreshNow: true }, "post-keyed");
    expect(request).toMatchObject({ value: { method: "POST", pathAndQuery: "/wmi/SMS_DistributionPoint" } });
    expect(request.ok && JSON.parse(request.value.body ?? "")).toEqual({ RefreshNow: true, ...keys });
  });
});

describe("a link to the next page", () => {
  const address = parseBaseUrl("https://provider.contoso.com:8443/AdminService");
  const follow = (link: string, visited = new Set<string>()) => linkRequest(address, link, visited, "SMS_Package");

  it.each([
    ["absolute", "https://provider.contoso.com:8443/AdminService/wmi/SMS_Package?$skiptoken=2"],
    ["relative", "SMS_Package?$skiptoken=2"],
    ["from the root", "/AdminService/wmi/SMS_Package?$skiptoken=2"],
  ])("a link to the next page is followed if it is below the service's address: %s", (_name, link) => {
    expect(follow(link)).toMatchObject({ value: { method: "GET", pathAndQuery: "/wmi/SMS_Package?$skiptoken=2" } });
  });

  it.each([
    ["another host", "https://elsewhere.com/AdminService/wmi/SMS_Package"],
    ["another port", "https://provider.contoso.com/AdminService/wmi/SMS_Package"],
    ["another scheme", "http://provider.contoso.com:8443/AdminService/wmi/SMS_Package"],
    ["another path", "https://provider.contoso.com:8443/Other/wmi/SMS_Package"],
    ["a host without a scheme", "//elsewhere.com/AdminService/wmi/SMS_Package"],
    ["a user in front of another host", "https://provider.contoso.com:8443@elsewhere.com/AdminService/wmi/x"],
    ["dots that leave the service", "/AdminService/../Other"],
    ["an address of over 16 KiB", `SMS_Package?$skiptoken=${"x".repeat(16_384)}`],
  ])("a link to the next page is not followed if it leads to %s", (_name, link) => {
    expect(follow(link)).toMatchObject({ failure: { kind: "invalid-response", execution: "not-executed" } });
  });

  it("a link to the next page is followed if it is longer than the longest query, because the site adds to the query", () => {
    expect(follow(`SMS_Package?$skiptoken=${"x".repeat(14_000)}`)).toMatchObject({ ok: true });
  });

  it("a link to the next page is not followed a second time", () => {
    const visited = new Set<string>();
    expect(follow("SMS_Package?$skip=1", visited)).toMatchObject({ ok: true });
    expect(follow("SMS_Package?$skip=1", visited)).toMatchObject({ ok: false });
  });
});
