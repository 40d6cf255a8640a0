import type { Redactor } from "./redact.js";
import type { Finding } from "./run-capture.js";
import { labelOf } from "./questions.js";
import { leftToTheUser } from "./steps.js";

/** What stands at the head of a report. */
export interface ReportFacts {
  readonly className: string;
  readonly release: string;
  /** Fixes that are installed on the SMS Provider, as its user states them. */
  readonly fixLevel: string;
  /** How its user signed in, as far as the kit can tell. */
  readonly signedInWith: string;
  readonly libraryVersion: string;
}

/** Writes the report. What became known as private later on is taken out of earlier answers here. */
export function writeReport(facts: ReportFacts, findings: readonly Finding[], redactor: Redactor): string {
  return [
    "# Capture of an AdminService",
    "",
    `- Release of the site, as its user says: ${redactor.text(facts.release)}`,
    `- Fix level of the SMS Provider, as its user says: ${redactor.text(facts.fixLevel)}`,
    `- Class: ${facts.className}`,
    `- Signed in with: ${facts.signedInWith}`,
    `- configmgr-sdk ${facts.libraryVersion}`,
    "",
    "Host names, accounts, tokens, site codes, package IDs, names and texts were replaced when the answers came in.",
    ...findings.flatMap((finding) => findingText(finding, redactor)),
    "",
    "## Left to the user",
    "",
    ...leftToTheUser.map(({ question, how }) => `- Question ${question}: ${how} ${labelOf(question)} Answer:`),
    "",
  ].join("\n");
}

function findingText({ step, skipped, observed }: Finding, redactor: Redactor): string[] {
  const asked = step.questions.length === 1 ? "question" : "questions";
  const labels = step.questions.map((question) => `- Question ${question}: ${labelOf(question)}`);
  const head = ["", `## ${step.title} (${asked} ${step.questions.join(", ")})`, "", ...labels, ""];
  if (skipped !== undefined) return [...head, `Not done: ${skipped}.`];
  const answers = observed.flatMap(({ request, answer }) => [
    `\`${redactor.known(request)}\``,
    "",
    fenced(redactor.known(answer)),
    "",
  ]);
  return [...head, ...answers.slice(0, -1)];
}

// Longer than any fence within the answer, which could end it.
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
