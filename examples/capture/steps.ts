import { capabilities, findMethod } from "configmgr-sdk/sequence";
import type { RawAnswer, RawRequest } from "./raw-site.js";
import type { Capture } from "./run-capture.js";

/** Something that is asked of the site, when its user agrees. */
export interface Step {
  /** Numbers of the open questions that it helps to answer. */
  readonly questions: readonly number[];
  readonly title: string;
  /** What it does to the site, for the person who is asked. */
  readonly effect: string;
  /** Has to be typed to agree, where more than reading happens. */
  readonly retype?: (capture: Capture) => string;
  /** Why it can't be done now. */
  readonly unavailable?: (capture: Capture) => string | undefined;
  readonly run: (capture: Capture) => Promise<void>;
}

/** In this order. The package is read before anything is done to it. */
export const steps: readonly Step[] = [
  {
    questions: [5, 14],
    title: "Read the package by its key",
    effect: "One GET. Changes nothing.",
    run: async (capture) => {
      capture.learn(await capture.ask(get(packagePath(capture))));
    },
  },
  {
    questions: [10],
    title: "Ask without signing in",
    effect: "One GET without credentials, which the site refuses. Its log has one line more.",
    run: async (capture) => {
      await capture.ask({ ...get(packagePath(capture)), anonymous: true });
    },
  },
  {
    questions: [1],
    title: "Look for RefreshPkgSource in $metadata",
    effect: "One GET of some megabytes. Changes nothing.",
    run: lookForMethod,
  },
  {
    questions: [6],
    title: "Write the key in other ways",
    effect: "Three GETs of the same package: key in lower case, key as a path segment, both. Changes nothing.",
    run: async (capture) => {
      const { className, PackageID } = capture.options;
      const lower = PackageID.toLowerCase();
      for (const path of [`${className}('${lower}')`, `${className}/${PackageID}`, `${className}/${lower}`]) {
        await capture.ask(get(path));
      }
    },
  },
  {
    questions: [4],
    title: "Read a package that does not exist",
    effect: "One GET. Changes nothing.",
    run: async (capture) => {
      await capture.ask(get(`${capture.options.className}('${absentID(capture)}')`));
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
      await capture.ask(get(`SMS_PackageStatusRootSummarizer?$filter=${filter}&$select=PackageID,Targeted`));
    },
  },
  {
    questions: [9],
    title: "PATCH the package's description with what it is already",
    effect: "One PATCH. The site refuses it, or writes the description that the package has, and may note who did so.",
    retype: ({ options }) => options.PackageID,
    unavailable: notReadAsSafe,
    run: async (capture) => {
      const body = JSON.stringify({ Description: capture.read?.description ?? "" });
      await capture.ask({ method: "PATCH", path: packagePath(capture), body });
    },
  },
  {
    questions: [1, 2, 4, 11],
    title: "Refresh the package",
    effect:
      "Calls RefreshPkgSource once. The package gets a new version, which goes to all of its distribution points. With an account that may not, this shows how the site refuses.",
    retype: ({ options }) => options.PackageID,
    unavailable: notReadAsSafe,
    run: async (capture) => {
      await capture.ask(refresh(capture.options.className, capture.options.PackageID));
    },
  },
  {
    questions: [3],
    title: "Refresh a package that has no source",
    effect: "Reads the package that you named for this, and calls RefreshPkgSource once if it has no source.",
    retype: ({ options }) => options.sourcelessPackageID ?? "",
    unavailable: ({ options }) =>
      options.sourcelessPackageID === undefined ? "name one with --sourceless" : undefined,
    run: refreshSourceless,
  },
];

/** Questions that no harmless step answers, and how to answer them by hand. */
export const leftToTheUser: readonly { readonly question: number; readonly how: string }[] = [
  { question: 4, how: "Run the kit again with an account that may only read: the refresh then shows the refusal." },
  { question: 8, how: "What answers above 200 requests of one address takes a load test: on a lab site only." },
  {
    question: 11,
    how: "Run the kit with --sign-in token and a token of an application; the report says which kind it was.",
  },
  {
    question: 12,
    how: "Open the package's properties in the console on another machine, change something without saving, and run the PATCH step meanwhile.",
  },
  {
    question: 13,
    how: "After the refresh, look in the status message viewer for the audit message of your account, and note its ID.",
  },
  {
    question: 14,
    how: "Run the kit with --sign-in negotiate before and after the fixes of August 2026, with --fix-level. Kerberos here sends no channel binding.",
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

// Of the same site and very unlikely: sites count package IDs up from 1 (seen).
function absentID({ options }: Capture): string {
  return `${options.PackageID.slice(0, 3)}FFFFE`;
}

/** Nothing is written to what could not be looked at, nor to a task sequence under another class' name. */
function notReadAsSafe({ read }: Capture): string | undefined {
  if (read === undefined) return "the package was not read, or not found";
  return read.isTaskSequence ? "the package is a task sequence: a refresh would leave it unusable" : undefined;
}

async function lookForMethod(capture: Capture): Promise<void> {
  const answer = await capture.site.ask(get("$metadata"));
  if ("noAnswer" in answer || answer.status !== 200) {
    capture.observe("GET $metadata", capture.redactor.answer(answer));
    return;
  }
  const known = await capabilities({ getMetadata: () => Promise.resolve({ ok: true, value: answer.body }) });
  if (!known.ok) {
    capture.observe("GET $metadata", `200, ${answer.body.length} characters, and not readable as $metadata`);
    return;
  }
  const { className } = capture.options;
  const classes = Object.keys(known.value.classes).filter((name) => findMethod(known.value, name, "RefreshPkgSource"));
  const found = findMethod(known.value, className, "RefreshPkgSource");
  capture.observe(
    "GET $metadata",
    [
      `200, ${answer.body.length} characters`,
      `${className}: ${found === undefined ? "no RefreshPkgSource" : `RefreshPkgSource, ${found.kind}`}`,
      `classes with RefreshPkgSource: ${classes.join(", ") || "none"}`,
    ].join("\n"),
  );
}

async function countRows(capture: Capture): Promise<void> {
  const path = `${capture.options.className}?$select=PackageID`;
  const answer = await capture.site.ask(get(path));
  const page = "body" in answer ? pageOf(answer) : undefined;
  const shown =
    page === undefined
      ? capture.redactor.answer(answer)
      : `200, ${page.rows} rows, ${page.hasNextLink ? "with" : "without"} @odata.nextLink`;
  capture.observe(`GET ${path}`, shown);
}

function pageOf({ status, body }: RawAnswer): { rows: number; hasNextLink: boolean } | undefined {
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
  const read = capture.look(await capture.ask(get(`${className}('${sourcelessPackageID}')`)));
  if (read?.sourceFlag !== 1 || read.isTaskSequence) {
    capture.observe("(nothing sent)", "PkgSourceFlag is not 1, so the package has a source or could not be read");
    return;
  }
  await capture.ask(refresh(className, sourcelessPackageID));
}
