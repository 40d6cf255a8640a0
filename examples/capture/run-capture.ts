import type { RawResponse, NoResponse, RawRequest, RawSite } from "./raw-site.js";
import type { Redactor } from "./redact.js";
import { steps, type Step } from "./steps.js";

/** The packages that the user of the kit named. */
export interface CaptureOptions {
  readonly className: string;
  readonly PackageID: string;
  /** A package without source files, to find out what its refresh returns. */
  readonly sourcelessPackageID?: string | undefined;
}

/** The person who decides about each step. */
export interface Person {
  /**
   * Shows a step to the person and returns whether the person agrees. `retype`: a text that the person must type to agree.
   */
  agrees(step: Step, retype: string | undefined): Promise<boolean>;
}

/** Result of a step for the report, without private texts. */
export interface Finding {
  readonly step: Step;
  /** Reason why the step did not run. */
  readonly skipped?: string;
  readonly observed: readonly { readonly request: string; readonly response: string }[];
}

/** Properties of a package that decide about later steps. They are not in the report. */
export interface ReadPackage {
  readonly isTaskSequence: boolean;
  readonly sourceFlag: unknown;
  readonly description: string;
}

/** One run of the kit: runs the steps that the user agrees to, and keeps their results without private texts. */
export class Capture {
  /** The package; `undefined` until it was read. */
  read: ReadPackage | undefined;
  #observed: { request: string; response: string }[] = [];

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
        findings.push({ step, skipped: "the user did not agree", observed: [] });
      } else {
        this.#observed = [];
        await step.run(this);
        findings.push({ step, observed: this.#observed });
      }
    }
    return findings;
  }

  /** Sends a request to the site, and keeps the response for the report. */
  async send(request: RawRequest): Promise<RawResponse | NoResponse> {
    const response = await this.site.send(request);
    // Hides the values of the package in this response and in all later ones.
    this.readPackage(response);
    const { method, path, body, anonymous } = request;
    const sent = `${method} ${path}${body === undefined ? "" : ` with a body of ${body.length}`}`;
    this.observe(anonymous === true ? `${sent}, not signed in` : sent, this.redactor.describe(response));
    return response;
  }

  /** Keeps a request and the text of its result for the report. */
  observe(request: string, response: string): void {
    this.#observed.push({ request: this.redactor.text(request), response });
  }

  /** Reads the package from the response to a GET by its key. */
  learn(response: RawResponse | NoResponse): void {
    this.read = this.readPackage(response);
  }

  /** Reads a package from a response, and hides its texts from then on. `undefined` if the response contains no package. */
  readPackage(response: RawResponse | NoResponse): ReadPackage | undefined {
    const row = "body" in response && response.status < 300 ? packageIn(response.body) : undefined;
    if (row === undefined) return undefined;
    for (const [name, value] of Object.entries(row)) {
      if (/^(?:@odata|__)/.test(name) || typeof value !== "string" || value === row["PackageID"]) continue;
      // A text of less than 4 characters is not private, and would be replaced in other words too.
      if (name !== "SourceSite" && value.length < 4) continue;
      this.redactor.hide(value, name === "SourceSite" ? "<site>" : "<text>");
    }
    const { PackageType, PkgSourceFlag, Description } = row;
    const kind = `${String(row["__CLASS"])} ${String(row["@odata.type"])}`;
    return {
      // `PackageType` 4 is a task sequence (documented).
      isTaskSequence: PackageType === 4 || kind.includes("SMS_TaskSequencePackage"),
      sourceFlag: PkgSourceFlag,
      description: typeof Description === "string" ? Description : "",
    };
  }
}

/** The object in the response to a GET by key. Sites return the object, or a list with this object (both seen). */
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
