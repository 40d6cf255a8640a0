import { capabilities, findMethod } from "configmgr-sdk/sequence";
import type { RawResponse, RawRequest } from "./raw-site.js";
import type { Capture } from "./run-capture.js";

/** A step of the kit. It runs if the user of the kit agrees. */
export interface Step {
  /** Numbers of the open questions that the step helps to answer. */
  readonly questions: readonly number[];
  readonly title: string;
  /** What the step does to the site, as a text for the user. */
  readonly effect: string;
  /** A text that the user must type to agree, if the step does more than read. */
  readonly retype?: (capture: Capture) => string;
  /** Reason why the step cannot run now. */
  readonly unavailable?: (capture: Capture) => string | undefined;
  readonly run: (capture: Capture) => Promise<void>;
}

/** The steps in their order. The kit reads the package before a step changes it. */
export const steps: readonly Step[] = [
  {
    questions: [5, 14],
    title: "Read the package by its key",
    effect: "One GET. Changes nothing.",
    run: async (capture) => {
      capture.learn(await capture.send(get(packagePath(capture))));
    },
  },
  {
    questions: [10],
    title: "Send a request without a sign-in",
    effect: "One GET without credentials, which the site refuses. Its log gets one more line.",
    run: async (capture) => {
      await capture.send({ ...get(packagePath(capture)), anonymous: true });
    },
  },
  {
    questions: [1],
    title: "Find RefreshPkgSource in $metadata",
    effect: "One GET of some megabytes. Changes nothing.",
    run: lookForMethod,
  },
  {
    questions: [6],
    title: "Read the package by other forms of its key",
    effect: "Three GETs of the same package: key in lower case, key as a path segment, both. Changes nothing.",
    run: async (capture) => {
      const { className, PackageID } = capture.options;
      const lower = PackageID.toLowerCase();
      for (const path of [`${className}('${lower}')`, `${className}/${PackageID}`, `${className}/${lower}`]) {
        await capture.send(get(path));
      }
    },
  },
  {
    questions: [4],
    title: "Read a package that does not exist",
    effect: "One GET. Changes nothing.",
    run: async (capture) => {
      await capture.send(get(`${capture.options.className}('${absentID(capture)}')`));
    },
  },
  {
    questions: [7],
    title: "List packages",
    effect: "One GET of the IDs of all packages of the class; only their number is kept. Changes nothing.",
    run: countRows,
  },
  {
    questions: [15],
    title: "Read how many distribution points the site counts for the package",
    effect: "One GET of a summary. Changes nothing.",
    run: async (capture) => {
      const filter = encodeURIComponent(`PackageID eq '${capture.options.PackageID}'`);
      await capture.send(get(`SMS_PackageStatusRootSummarizer?$filter=${filter}&$select=PackageID,Targeted`));
    },
  },
  {
    questions: [9],
    title: "PATCH the package with the description that it already has",
    effect:
      "One PATCH. The site refuses it, or writes the description that the package already has, and might log your account.",
    retype: ({ options }) => options.PackageID,
    unavailable: notReadAsSafe,
    run: async (capture) => {
      const body = JSON.stringify({ Description: capture.read?.description ?? "" });
      await capture.send({ method: "PATCH", path: packagePath(capture), body });
    },
  },
  {
    questions: [1, 2, 4, 11],
    title: "Refresh the package",
    effect:
      "Calls RefreshPkgSource once. The package gets a new version, which goes to all of its distribution points. With an account without permission, it shows how the site refuses the call.",
    retype: ({ options }) => options.PackageID,
    unavailable: notReadAsSafe,
    run: async (capture) => {
      await capture.send(refresh(capture.options.className, capture.options.PackageID));
    },
  },
  {
    questions: [3],
    title: "Refresh a package that has no source files",
    effect: "Reads the package of --sourceless, and calls RefreshPkgSource once if the package has no source files.",
    retype: ({ options }) => options.sourcelessPackageID ?? "",
    unavailable: ({ options }) =>
      options.sourcelessPackageID === undefined ? "name a package without source files with --sourceless" : undefined,
    run: refreshSourceless,
  },
];

/** Questions that the kit cannot answer in one run, and what the user can do to answer them. */
export const questionsForTheUser: readonly { readonly question: number; readonly how: string }[] = [
  {
    question: 4,
    how: "Run the kit again with an account that has read permission only: the refresh shows how the site refuses.",
  },
  { question: 8, how: "Send more than 200 requests from one address in a load test, on a lab site only." },
  {
    question: 11,
    how: "Run the kit with --sign-in token and a token of an application; the report says whether the token belongs to an application.",
  },
  {
    question: 12,
    how: "As another user, open the package's properties in the console on another computer and change something without saving. Run the PATCH step in the meantime.",
  },
  {
    question: 13,
    how: "After the refresh, look in the status message viewer for the audit message of your account, and note its ID.",
  },
  {
    question: 14,
    how: "Run the kit with --sign-in negotiate before and after the fixes of August 2026, with --fix-level. The kit sends no channel binding.",
  },
  {
    question: 15,
    how: "Run the kit at a primary site and at its central administration site for the same package, and compare `Targeted`.",
  },
];

function get(path: string): RawRequest {
  return { method: "GET", path };
}

function refresh(className: string, PackageID: string): RawRequest {
  return { method: "POST", path: `${className}('${PackageID}')/AdminService.RefreshPkgSource`, body: "{}" };
}

function packagePath({ options }: Capture): string {
  return `${options.className}('${options.PackageID}')`;
}

// A PackageID of the same site that almost certainly does not exist: sites count PackageIDs up from 1 (seen).
function absentID({ options }: Capture): string {
  return `${options.PackageID.slice(0, 3)}FFFFE`;
}

/** Refuses a change of a package that could not be read, or that is a task sequence under another class name. */
function notReadAsSafe({ read }: Capture): string | undefined {
  if (read === undefined) return "the package was not read, or not found";
  return read.isTaskSequence ? "the package is a task sequence: a refresh would make it unusable" : undefined;
}

async function lookForMethod(capture: Capture): Promise<void> {
  const response = await capture.site.send(get("$metadata"));
  if ("noResponse" in response || response.status !== 200) {
    capture.observe("GET $metadata", capture.redactor.describe(response));
    return;
  }
  const known = await capabilities({ getMetadata: () => Promise.resolve({ ok: true, value: response.body }) });
  if (!known.ok) {
    capture.observe("GET $metadata", `200, ${response.body.length} characters, not a valid $metadata document`);
    return;
  }
  const { className } = capture.options;
  const classes = Object.keys(known.value.classes).filter((name) => findMethod(known.value, name, "RefreshPkgSource"));
  const found = findMethod(known.value, className, "RefreshPkgSource");
  capture.observe(
    "GET $metadata",
    [
      `200, ${response.body.length} characters`,
      `${className}: ${found === undefined ? "no RefreshPkgSource" : `RefreshPkgSource, ${found.kind}`}`,
      `classes with RefreshPkgSource: ${classes.join(", ") || "none"}`,
    ].join("\n"),
  );
}

async function countRows(capture: Capture): Promise<void> {
  const path = `${capture.options.className}?$select=PackageID`;
  const response = await capture.site.send(get(path));
  const page = "body" in response ? pageOf(response) : undefined;
  const shown =
    page === undefined
      ? capture.redactor.describe(response)
      : `200, ${page.rows} rows, ${page.hasNextLink ? "with" : "without"} @odata.nextLink`;
  capture.observe(`GET ${path}`, shown);
}

function pageOf({ status, body }: RawResponse): { rows: number; hasNextLink: boolean } | undefined {
  if (status !== 200) return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null || !("value" in parsed)) return undefined;
    if (!Array.isArray(parsed.value)) return undefined;
    return { rows: parsed.value.length, hasNextLink: "@odata.nextLink" in parsed };
  } catch {
    return undefined;
  }
}

async function refreshSourceless(capture: Capture): Promise<void> {
  const { className, sourcelessPackageID = "" } = capture.options;
  const read = capture.readPackage(await capture.send(get(`${className}('${sourcelessPackageID}')`)));
  if (read?.sourceFlag !== 1 || read.isTaskSequence) {
    capture.observe("(nothing sent)", "PkgSourceFlag is not 1: the package has source files, or it could not be read");
    return;
  }
  await capture.send(refresh(className, sourcelessPackageID));
}
