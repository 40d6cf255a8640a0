import type { RawAnswer, NoAnswer, RawRequest, RawSite } from "./raw-site.js";
import type { Redactor } from "./redact.js";
import { steps, type Step } from "./steps.js";

/** What its user named. */
export interface CaptureOptions {
  readonly className: string;
  readonly PackageID: string;
  /** A package without a source, for the question what a refresh of it returns. */
  readonly sourcelessPackageID?: string | undefined;
}

/** Asks the person in front of the screen. */
export interface Person {
  /** Tells of a step, and whether to take it. */
  agrees(step: Step, retype: string | undefined): Promise<boolean>;
}

/** What a step found, as it may stand in the report. */
export interface Finding {
  readonly step: Step;
  /** Why it was not taken. */
  readonly skipped?: string;
  readonly observed: readonly { readonly request: string; readonly answer: string }[];
}

/** What was read of a package, for decisions; not for the report. */
export interface ReadPackage {
  readonly isTaskSequence: boolean;
  readonly sourceFlag: unknown;
  readonly description: string;
}

/** One run: takes the steps that its user agrees to, and keeps what was found, redacted. */
export class Capture {
  /** Set as soon as the package was read. */
  read: ReadPackage | undefined;
  #observed: { request: string; answer: string }[] = [];

  constructor(
    readonly site: RawSite,
    readonly options: CaptureOptions,
    readonly redactor: Redactor,
  ) {
    redactor.hide(options.PackageID, "<PackageID>");
    redactor.hide(options.sourcelessPackageID, "<PackageID without source>");
  }

  async run(person: Person): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const step of steps) {
      const reason = step.unavailable?.(this);
      if (reason !== undefined) findings.push({ step, skipped: reason, observed: [] });
      else if (!(await person.agrees(step, step.retype?.(this)))) {
        findings.push({ step, skipped: "its user did not want it", observed: [] });
      } else {
        this.#observed = [];
        await step.run(this);
        findings.push({ step, observed: this.#observed });
      }
    }
    return findings;
  }

  /** Asks the site, and keeps the answer. */
  async ask(request: RawRequest): Promise<RawAnswer | NoAnswer> {
    const answer = await this.site.ask(request);
    // Its values are private from here on, in this answer too.
    this.look(answer);
    const { method, path, body, anonymous } = request;
    const sent = `${method} ${path}${body === undefined ? "" : ` with a body of ${body.length}`}`;
    this.observe(anonymous === true ? `${sent}, not signed in` : sent, this.redactor.answer(answer));
    return answer;
  }

  /** Keeps what was found. */
  observe(request: string, answer: string): void {
    this.#observed.push({ request: this.redactor.text(request), answer });
  }

  /** Reads the answer to a keyed GET of the package. */
  learn(answer: RawAnswer | NoAnswer): void {
    this.read = this.look(answer);
  }

  /** What an answer says of a package, and from then on hides its texts. */
  look(answer: RawAnswer | NoAnswer): ReadPackage | undefined {
    const row = "body" in answer && answer.status < 300 ? packageIn(answer.body) : undefined;
    if (row === undefined) return undefined;
    for (const [name, value] of Object.entries(row)) {
      if (/^(?:@odata|__)/.test(name) || typeof value !== "string" || value === row["PackageID"]) continue;
      // A short text hides nothing, and would be found where it is something else.
      if (name !== "SourceSite" && value.length < 4) continue;
      this.redactor.hide(value, name === "SourceSite" ? "<site>" : "<text>");
    }
    const { PackageType, PkgSourceFlag, Description } = row;
    const kind = `${String(row["__CLASS"])} ${String(row["@odata.type"])}`;
    return {
      // 4 is the type of task sequences (documented).
      isTaskSequence: PackageType === 4 || kind.includes("SMS_TaskSequencePackage"),
      sourceFlag: PkgSourceFlag,
      description: typeof Description === "string" ? Description : "",
    };
  }
}

/** The object of a keyed GET: alone, or the only one of a list (both seen). */
function packageIn(body: string): Record<string, unknown> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const value = isObject(parsed) && "value" in parsed ? parsed["value"] : parsed;
  const row: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return isObject(row) && typeof row["PackageID"] === "string" ? row : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
