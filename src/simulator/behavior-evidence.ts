import type { Behavior } from "./behavior.js";

/** How sure a default is: a Microsoft page says it, a real site was seen to do it, or it was concluded. */
export type EvidenceLabel = "documented" | "seen" | "inferred";

/** What stands behind one way of the simulated site. */
export interface Evidence {
  readonly label: EvidenceLabel;
  readonly source: string;
}

const wire = (section: number): string => `adminservice-wire, section ${section}`;
const robustness = "adminservice-robustness, section D";

/** The evidence of each switch's default. */
export const switchEvidence: Readonly<Record<keyof Behavior, Evidence>> = {
  authentication: { label: "inferred", source: "for convenience: real sites demand Negotiate or a token (documented)" },
  classNameCase: { label: "documented", source: `release notes of the AdminService; ${wire(1)}` },
  ntlm: { label: "documented", source: `What's new in version 2509; ${wire(8)}` },
  queryEncoding: { label: "seen", source: `a client that sends both in production; ${wire(5)}` },
  abstractEmbeddedParameters: { label: "seen", source: `comments in two public clients; ${wire(2)}` },
  methodStatus: { label: "seen", source: `clients that test for 201; ${wire(2)}` },
  methodBody: { label: "seen", source: `on static methods; inferred for instance methods; ${wire(2)}` },
  returnValue: { label: "documented", source: "0 is success on every method's page" },
  nonZeroReturnValue: { label: "inferred", source: `${wire(7)}: no sample` },
  keyedGetEnvelope: { label: "seen", source: `three clients take value[0]; ${wire(4)}` },
  missingKey: { label: "seen", source: `two clients test for 404; ${wire(4)}` },
  lazyInLists: { label: "seen", source: `absent or empty; ${wire(4)}` },
  permission: { label: "seen", source: `on a denied query; other forms seen too; ${wire(7)}` },
  arrayOfEmbeddedParameter: { label: "seen", source: `AddMembershipRules, open since 2022; ${wire(7)}` },
  backslashInUrl: { label: "seen", source: wire(1) },
  stringEqualityFilter: { label: "seen", source: `404 on one site; ${wire(5)}` },
  paging: { label: "inferred", source: `${wire(5)}: no sample of a next link` },
  errorBody: { label: "seen", source: `twice; ${wire(7)}` },
  serviceState: { label: "seen", source: `hang and 503 are both real; ${wire(0)}` },
  rateLimit: {
    label: "inferred",
    source: `200 requests per client address is documented, what follows is not; ${wire(10)}`,
  },
  tls: { label: "documented", source: `the site's own certificate, issued by SMS Issuing; ${wire(8)}` },
  cloudManagementGateway: { label: "inferred", source: `off, since no gateway is needed to develop; ${wire(8)}` },
  distribution: {
    label: "inferred",
    source: `the order of messages is documented, the outcome is a choice; ${wire(11)}`,
  },
  refreshWhileRunning: { label: "inferred", source: robustness },
  postToKeyedUrl: { label: "seen", source: `in a public client; ${wire(6)}` },
  put: { label: "seen", source: `in a public client, merging not proven; ${wire(6)}` },
  patch: { label: "inferred", source: `${wire(6)}: no call found` },
  errorInSuccess: { label: "inferred", source: `one client guards for it; ${wire(6)}` },
  sedo: { label: "inferred", source: `locks are documented, their way over REST is not; ${wire(6)}` },
  actionsMissing: { label: "inferred", source: `no $metadata of a package class was published; ${wire(3)}` },
  bootImageRebuildMs: {
    label: "seen",
    source: "Microsoft KB 4096324 shows the rebuild inside the call; its length is invented",
  },
};

/** Ways of the simulated site that no switch turns. */
export const fixedEvidence: readonly (Evidence & { readonly name: string; readonly value: string })[] = [
  fixed("list", "array under value, context $metadata#<Class>", "seen", wire(4)),
  fixed("context of a keyed GET", "$metadata#<Class>, as for lists", "inferred", wire(4)),
  fixed("create", "201, bare object, context ending in /$entity", "seen", wire(6)),
  fixed("POST to a set", "creates, or updates where the key in the body exists", "seen", wire(6)),
  fixed("PUT", "200 with the bare object", "inferred", wire(6)),
  fixed("DELETE", "204", "seen", wire(6)),
  fixed("etag", "key values joined with ;", "seen", wire(4)),
  fixed("member order", "etag, properties, system members, lazy ones and arrays", "seen", wire(4)),
  fixed("dates", "whole seconds and Z", "seen", wire(4)),
  fixed("$select", "only the members named: no etag, no system members", "seen", wire(5)),
  fixed("POST without length", "411", "seen", wire(7)),
  fixed("wrong type of a parameter", "404", "seen", wire(2)),
  fixed("sentences of 404", "worded after Microsoft's OData library", "inferred", wire(7)),
  fixed("filter functions", "contains, startswith, endswith, any", "seen", wire(5)),
  fixed("case of text in filters and keys", "ignored, after the database's collation", "inferred", wire(5)),
  fixed("case of method names", "ignored", "inferred", wire(1)),
  fixed("instance methods of packages", "bound actions AdminService.<Method>", "inferred", wire(11)),
  fixed(
    "effect of a refresh",
    "queued, three packages at a time, then the version rises, then the points follow",
    "documented",
    wire(11),
  ),
  fixed("spans of a refresh", "seconds instead of minutes to hours", "inferred", "invented"),
  fixed(
    "refreshed task sequence",
    "nothing that could be read shows that it is unusable",
    "inferred",
    "class-facts, section 1",
  ),
  fixed("Negotiate", "left to a server in front, which sets X-Remote-User", "inferred", "invented"),
];

function fixed(
  name: string,
  value: string,
  label: EvidenceLabel,
  source: string,
): Evidence & { readonly name: string; readonly value: string } {
  return { name, value, label, source };
}

/** Lists every way of a site with its evidence, one to a line. */
export function describe(behavior: Behavior, defaults: Behavior): string {
  const usual = new Map<string, unknown>(Object.entries(defaults));
  const values = new Map<string, unknown>(Object.entries(behavior));
  const switches = Object.entries(switchEvidence).map(([name, { label, source }]) => {
    const [value, byDefault] = [written(values.get(name)), written(usual.get(name))];
    const turned = value === byDefault ? "" : `, now ${value}`;
    return `behavior.${name}: ${byDefault}${turned} [${label}] ${source}`;
  });
  const others = fixedEvidence.map(({ name, value, label, source }) => `${name}: ${value} [${label}] ${source}`);
  return ["A simulated site. It is not evidence about ConfigMgr.", ...switches, ...others].join("\n");
}

function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
