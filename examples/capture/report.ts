import type { Redactor } from "./redact.js";
import type { Finding } from "./run-capture.js";
import { labelOf } from "./questions.js";
import { questionsForTheUser } from "./steps.js";

/** Facts at the beginning of a report. */
export interface ReportFacts {
  readonly className: string;
  readonly release: string;
  /** Fixes that are installed on the SMS Provider, as the user of the kit states them. */
  readonly fixLevel: string;
  /** How the user of the kit signed in. */
  readonly signedInWith: string;
  readonly libraryVersion: string;
}

/** Writes the report. Replaces private texts also in responses that arrived before the kit knew these texts. */
export function writeReport(facts: ReportFacts, findings: readonly Finding[], redactor: Redactor): string {
  return [
    "# Capture of an AdminService",
    "",
    `- Release of the site, as stated by the user: ${redactor.text(facts.release)}`,
    `- Fix level of the SMS Provider, as stated by the user: ${redactor.text(facts.fixLevel)}`,
    `- Class: ${facts.className}`,
    `- Signed in with: ${facts.signedInWith}`,
    `- configmgr-sdk ${facts.libraryVersion}`,
    "",
    "Host names, accounts, tokens, site codes, package IDs, names and texts were replaced in all responses.",
    ...findings.flatMap((finding) => findingText(finding, redactor)),
    "",
    "## Questions that you can answer",
    "",
    ...questionsForTheUser.map(
      ({ question, how }) => `- Question ${question}: ${how} ${labelOf(question)} Your finding:`,
    ),
    "",
  ].join("\n");
}

function findingText({ step, skipped, observed }: Finding, redactor: Redactor): string[] {
  const asked = step.questions.length === 1 ? "question" : "questions";
  const labels = step.questions.map((question) => `- Question ${question}: ${labelOf(question)}`);
  const head = ["", `## ${step.title} (${asked} ${step.questions.join(", ")})`, "", ...labels, ""];
  if (skipped !== undefined) return [...head, `Not done: ${skipped}.`];
  const responses = observed.flatMap(({ request, response }) => [
    `\`${redactor.known(request)}\``,
    "",
    fenced(redactor.known(response)),
    "",
  ]);
  return [...head, ...responses.slice(0, -1)];
}

// The fence is longer than any fence in the response. Otherwise a fence in the response would end the code block.
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
