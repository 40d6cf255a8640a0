import type { Behavior } from "./behavior.js";

/** How sure a way is: a Microsoft page says it, a real site was seen to do it, or it was concluded. */
type EvidenceLabel = "documented" | "seen" | "inferred";

interface Evidence {
  readonly label: EvidenceLabel;
  readonly source: string;
}

const hunter = "garrettfoster13/sccmhunter, lib/scripts/pivot.py";
const toolkit = "dustinestes/MECM_Toolkit, output of a real site";
const joshua = "joshburkard/MECMAdminService";
const recipes = "autopkg/iancohn-recipes, McmApiLib";
const adam = "AdamGrossTX/ConfigMgr.AdminService";
const contentFlow = "Microsoft, Understand and troubleshoot content distribution, Update a package";
const noSample = "no public sample";

/** What each switch's default rests on. */
const switchEvidence: Readonly<Record<keyof Behavior, Evidence>> = {
  authentication: inferred("a convenience: real sites demand Negotiate, or a token at AdminService_TokenAuth"),
  classNameCase: documented("release notes of the administration service: any case from 2006 on"),
  ntlm: documented("What's new in version 2509: the administration service rejects NTLM"),
  queryEncoding: seen(`${recipes} sends both forms; CharlesNRU/mdm-adminservice issue 3 met 400`),
  abstractEmbeddedParameters: seen(`comments in ${adam}: from 2111 on`),
  methodStatus: seen(`${hunter} tests for 201`),
  methodBody: seen(`${toolkit}, on a static method; concluded for instance methods`),
  returnValue: documented("the page of each method: 0 is success"),
  nonZeroReturnValue: inferred(noSample),
  keyedGetEnvelope: seen(`${hunter}, ${recipes} and ${joshua} all take value[0]`),
  missingKey: seen(`${hunter} and ${joshua} test for 404`),
  lazyInLists: seen(`${joshua} and ${recipes}: absent or empty`),
  permission: seen("MSEndpointMgr/ModernDriverManagement issue 179; the other forms by probes"),
  arrayOfEmbeddedParameter: seen(`${adam} issue 12, AddMembershipRules`),
  backslashInUrl: seen("a public probe script: LogonName can't be filtered on"),
  stringEqualityFilter: seen("a public probe script met a site that refuses it; all others take it"),
  paging: inferred(`${noSample} of a next link`),
  errorBody: seen(`ModernDriverManagement issue 179 and ${adam} issue 12`),
  serviceState: seen("a home lab met the hang; Microsoft's approval page names the 503"),
  rateLimit: inferred("200 requests per client address is documented, what follows is not"),
  tls: documented("set-up of the administration service: the site's own certificate, issued by SMS Issuing"),
  cloudManagementGateway: inferred("off: nobody needs one to develop"),
  distribution: inferred("a choice"),
  failureMessageState: documented(
    "SMS_DistributionDPStatus: 3 is an error; SCCMdocs issue 2299 and memdocs issue 2847 report 4",
  ),
  refreshWhileRunning: inferred(noSample),
  postToKeyedUrl: seen(recipes),
  put: seen(`${joshua}; that it merges is not proven`),
  patch: inferred("no call found anywhere"),
  errorInSuccess: inferred(`${recipes} guards against it`),
  sedo: inferred("locks are documented, how they show over REST is not"),
  actionsMissing: inferred("no $metadata of a package class was ever published"),
  bootImageRebuildMs: documented("Microsoft KB 4096324 shows the rebuild inside the call; its length is invented"),
};

/** Ways of the simulated site that no switch turns. */
const fixedBehaviors: readonly (Evidence & { readonly name: string; readonly value: string })[] = [
  { name: "list", value: "an array under value, context $metadata#<Class>", ...seen(toolkit) },
  { name: "context of a keyed read", value: "as for lists", ...inferred(noSample) },
  { name: "create", value: "201, the bare object, context ending in /$entity", ...seen(toolkit) },
  { name: "POST to a set", value: "updates where the key in the body exists", ...seen("a conference demo of 2020") },
  { name: "PUT", value: "200 with the bare object", ...inferred(noSample) },
  { name: "DELETE", value: "204 without a body", ...seen(hunter) },
  { name: "etag", value: "the key values, joined with ;", ...seen(toolkit) },
  { name: "order of members", value: "etag, properties, system members, lazy ones and arrays", ...seen(toolkit) },
  { name: "dates", value: "whole seconds and Z", ...seen(toolkit) },
  { name: "$select", value: "the named members alone", ...seen("Misconfiguration Manager, credential pages") },
  { name: "filter functions", value: "contains, startswith, endswith, any", ...seen(`${hunter}; ${toolkit}`) },
  { name: "POST without a length", value: "411", ...seen("a Linux integration that shells out to curl") },
  { name: "wrong type of a parameter", value: "404", ...seen("trouble notes of a public PowerShell sample") },
  { name: "sentences of errors", value: "worded after Microsoft's OData library", ...inferred(noSample) },
  { name: "case of text in filters and keys", value: "ignored", ...inferred("the collation that ConfigMgr demands") },
  { name: "case of method names", value: "ignored", ...inferred("documentation and a working tool differ in it") },
  { name: "bound methods of packages", value: "AdminService.<Method>", ...inferred(`${recipes}, on a sibling class`) },
  { name: "order of a refresh", value: "queued, snapshot, version, points", ...documented(contentFlow) },
  { name: "status messages", value: "2300, 2376, 2311, 2333, 2301", ...documented(contentFlow) },
  { name: "messages of a point", value: "2342, 2330, 2302", ...inferred(noSample) },
  { name: "spans of a refresh", value: "seconds instead of minutes to hours", ...inferred("invented") },
  {
    name: "a refreshed task sequence",
    value: "shows nothing of being unusable",
    ...inferred("documented as unusable, not how it shows"),
  },
  { name: "Negotiate", value: "left to a server in front that sets X-Remote-User", ...inferred("invented") },
  { name: "roles", value: "five built-in ones, or none", ...inferred("a small choice of the product's own") },
];

/** Lists every way of a site with what it rests on, one to a line. */
export function describe(behavior: Behavior, defaults: Behavior, notSimulated: readonly string[]): string {
  const defaultValues = new Map<string, unknown>(Object.entries(defaults));
  const values = new Map<string, unknown>(Object.entries(behavior));
  const switches = Object.entries(switchEvidence).map(([name, { label, source }]) => {
    const [value, byDefault] = [written(values.get(name)), written(defaultValues.get(name))];
    const turned = value === byDefault ? "" : `, now ${value}`;
    return `behavior.${name}: ${byDefault}${turned} [${label}] ${source}`;
  });
  const others = fixedBehaviors.map(({ name, value, label, source }) => `${name}: ${value} [${label}] ${source}`);
  const refused = notSimulated.map((method) => `not simulated: ${method} (404, nothing runs)`);
  return ["A simulated site. It is not evidence about ConfigMgr.", ...switches, ...others, ...refused].join("\n");
}

function documented(source: string): Evidence {
  return { label: "documented", source };
}

function seen(source: string): Evidence {
  return { label: "seen", source };
}

function inferred(source: string): Evidence {
  return { label: "inferred", source };
}

function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
