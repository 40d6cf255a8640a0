import type { Behavior } from "./setting-types.js";

/** Kinds of evidence: a Microsoft page states it, a real site was observed to do it, or we conclude it without proof. */
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

/** The evidence for the default value of each setting. */
const settingEvidence: Readonly<Record<keyof Behavior, Evidence>> = {
  authentication: inferred("for convenience; real sites require Negotiate, or a token at AdminService_TokenAuth"),
  classNameCase: documented("release notes of the administration service: any case from 2006 on"),
  ntlm: documented("What's new in version 2509: the administration service rejects NTLM"),
  queryEncoding: seen(`${recipes} sends both forms; CharlesNRU/mdm-adminservice issue 3 got 400`),
  abstractEmbeddedParameters: seen(`comments in ${adam}: from 2111 on`),
  methodStatus: seen(`${hunter} tests for 201`),
  methodBody: seen(`${toolkit}, on a static method; inferred for instance methods`),
  returnValue: documented("the page of each method: 0 is success"),
  nonZeroReturnValue: inferred(noSample),
  keyedGetEnvelope: seen(`${hunter}, ${recipes} and ${joshua} all read value[0]`),
  missingKey: seen(`${hunter} and ${joshua} test for 404`),
  lazyInLists: seen(`${joshua} and ${recipes}: absent or empty`),
  permission: seen("MSEndpointMgr/ModernDriverManagement issue 179; the other forms by probes"),
  arrayOfEmbeddedParameter: seen(`${adam} issue 12, AddMembershipRules`),
  backslashInUrl: seen("a public probe script: a filter on LogonName fails"),
  stringEqualityFilter: seen("a public probe script found one site that refuses it; all others accept it"),
  paging: inferred(`${noSample} of a next link`),
  errorBody: seen(`ModernDriverManagement issue 179 and ${adam} issue 12`),
  serviceState: seen("the hang: a home lab; the 503: Microsoft's page on script approval"),
  rateLimit: inferred("200 requests per client address is documented, the response above it is not"),
  tls: documented("set-up of the administration service: the site's own certificate, issued by SMS Issuing"),
  cloudManagementGateway: inferred("for convenience; development needs no gateway"),
  distribution: inferred("a choice of this project"),
  failureMessageState: documented(
    "SMS_DistributionDPStatus: 3 is an error; SCCMdocs issue 2299 and memdocs issue 2847 report 4",
  ),
  refreshWhileRunning: inferred(noSample),
  postToKeyedUrl: seen(recipes),
  put: seen(`${joshua}; not proven that a PUT keeps the other properties`),
  patch: inferred("no public code sends PATCH"),
  errorInSuccess: inferred(`${recipes} guards against it`),
  sedo: inferred("locks are documented, their errors over REST are not"),
  actionsMissing: inferred("no $metadata of a package class was ever published"),
  bootImageRebuildMs: documented("Microsoft KB 4096324 shows the rebuild inside the call; its length is invented"),
};

/** Behaviors of the simulated site that no setting can change. */
const fixedBehaviors: readonly (Evidence & { readonly name: string; readonly value: string })[] = [
  { name: "list", value: "an array under value, context $metadata#<Class>", ...seen(toolkit) },
  { name: "context of a keyed read", value: "the same as for a list", ...inferred(noSample) },
  { name: "create", value: "201, the bare object, context ending in /$entity", ...seen(toolkit) },
  {
    name: "POST to a set",
    value: "updates the object if the key in the body exists",
    ...seen("a conference demo of 2020"),
  },
  { name: "PUT", value: "200 with the bare object", ...inferred(noSample) },
  { name: "DELETE", value: "204 without a body", ...seen(hunter) },
  { name: "etag", value: "the key values with ; between them", ...seen(toolkit) },
  {
    name: "order of members",
    value: "etag, properties, system members, then lazy properties and arrays",
    ...seen(toolkit),
  },
  { name: "dates", value: "whole seconds, then Z", ...seen(toolkit) },
  { name: "bytes", value: "base64 with a line break after 76 characters", ...seen("AZITC lab notes, provider 5.2509") },
  { name: "$select", value: "only the named members", ...seen("Misconfiguration Manager, credential pages") },
  { name: "filter functions", value: "contains, startswith, endswith, any", ...seen(`${hunter}; ${toolkit}`) },
  { name: "POST without a length", value: "411", ...seen("a Linux integration that runs curl") },
  { name: "wrong type of a parameter", value: "404", ...seen("trouble notes of a public PowerShell sample") },
  { name: "error texts", value: "from Microsoft's OData library", ...inferred(noSample) },
  { name: "case of text in filters and keys", value: "ignored", ...inferred("the collation that ConfigMgr requires") },
  {
    name: "case of method names",
    value: "ignored",
    ...inferred("documentation and a working tool use different case"),
  },
  { name: "bound methods of packages", value: "AdminService.<Method>", ...inferred(`${recipes}, on a sibling class`) },
  { name: "order of a refresh", value: "queue, snapshot, version, distribution points", ...documented(contentFlow) },
  {
    name: "refresh of a package that another site owns or that has no source files",
    value: "the call returns 0, SourceVersion does not increase",
    ...seen("vinaypamnani-msft/memlabs, notes verified in the source of the distribution manager"),
  },
  { name: "status messages", value: "2300, 2376, 2311, 2333, 2301", ...documented(contentFlow) },
  { name: "status messages of a distribution point", value: "2342, 2330, 2302", ...inferred(noSample) },
  { name: "duration of a refresh", value: "seconds instead of minutes to hours", ...inferred("invented") },
  {
    name: "a refreshed task sequence",
    value: "no property shows that it is unusable",
    ...inferred("Microsoft documents that it is unusable, but not which property shows it"),
  },
  { name: "Negotiate", value: "a server in front checks the ticket and sets X-Remote-User", ...inferred("invented") },
  { name: "security roles", value: "five built-in roles", ...inferred("a small selection of the product's roles") },
];

/** Makes the text of `site.describeBehavior()`: a line for each behavior, and for each method that is not simulated. */
export function describeSettings(behavior: Behavior, defaults: Behavior, notSimulated: readonly string[]): string {
  const defaultValues = new Map<string, unknown>(Object.entries(defaults));
  const values = new Map<string, unknown>(Object.entries(behavior));
  const settings = Object.entries(settingEvidence).map(([name, { label, source }]) => {
    const [value, byDefault] = [formatted(values.get(name)), formatted(defaultValues.get(name))];
    const changed = value === byDefault ? "" : `, now ${value}`;
    return `behavior.${name}: ${byDefault}${changed} [${label}] ${source}`;
  });
  const others = fixedBehaviors.map(({ name, value, label, source }) => `${name}: ${value} [${label}] ${source}`);
  const refused = notSimulated.map((method) => `not simulated: ${method} (404, nothing runs)`);
  return ["A simulated site. It is not evidence about ConfigMgr.", ...settings, ...others, ...refused].join("\n");
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

function formatted(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
