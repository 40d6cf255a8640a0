import { allClasses } from "./classes/catalog.js";
import { releases } from "./settings/setting-types.js";

/** Text of `configmgr-simulator --help`. */
export const help = `Usage: configmgr-simulator [options]

A simulated ConfigMgr site that speaks the AdminService over HTTPS on this computer. It is not evidence about ConfigMgr.

  --port <number>     port to listen on (default: any free port)
  --release <name>    release to simulate: ${releases.join(", ")} (default: 2509)
  --seed <file>       contents of the site, as JSON (default: a site with packages of each class)
  --packages <count>  use the default contents with this number of packages
  --faults <file>     faults to apply to requests, as JSON
  --speed <factor>    speed of the site's clock; 1 is real time (default: 1)
  --readonly          refuse each request that changes something
  --save <file>       when the site stops, write its contents to this file, in the format of --seed
  --describe          print each behavior with its evidence and the methods that are not simulated, then stop
  --version           print the version, then stop
  --help              print this, then stop

--seed: a JSON object; each member is optional.
  { "siteCode": "P01", "release": "2509", "otherSites": ["P02"],
    "distributionPoints": ["DP01.contoso.com", { "name": "DP02.contoso.com", "siteCode": "P02" }],
    "distributionPointGroups": [{ "name": "All", "distributionPoints": ["DP01.contoso.com"] }],
    "packages": [{ "className": "SMS_Package", "PackageID": "P0100012", "Name": "Tools",
      "distributionPoints": ["DP01.contoso.com", { "name": "DP02.contoso.com", "state": "failed" }] }],
    "accounts": [{ "name": "CONTOSO\\\\admin", "roles": ["Full Administrator"], "token": "secret" }],
    "contentScripts": { "P0100012": { "source": "missing" } },
    "locks": [{ "PackageID": "P0100012", "user": "CONTOSO\\\\other" }],
    "behavior": { "methodStatus": 200 } }

--faults: a JSON array.
  [{ "match": { "method": "POST", "urlIncludes": "RefreshPkgSource" }, "after": 0, "times": 1,
     "effect": { "reset": "after-execution" } }]
  An effect is one of { "status": 503 }, { "reset": ... }, { "hang": ... }, { "delayMs": 500 }, { "cutAfterBytes": 20 };
  reset and hang are "before" or "after-execution".

Routes below /AdminService/wmi/ and /AdminService_TokenAuth/wmi/ (no other route, no /v1.0/):
  $metadata, <Class>, <Class>/$count, <Class>('<key>'), <Class>.<StaticMethod>, <Class>('<key>')/AdminService.<Method>

Classes with objects or methods (no other class):
${classList()}
`;

function classList(): string {
  const names = allClasses.filter(({ embedded }) => !embedded).map(({ name }) => `  ${name}`);
  return names.sort().join("\n");
}
