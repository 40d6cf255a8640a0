const keptLines = 1000;

/** The last lines of `AdminService.log`, with the texts of real sites (documented). */
export class ServiceLog {
  readonly #lines: string[] = [];

  get lines(): readonly string[] {
    return this.#lines;
  }

  write(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > keptLines) this.#lines.shift();
  }

  /** The two lines of a request. */
  request(url: string, method: string, user: string, status: number): void {
    this.write(`Processing incoming request for resource [${url}], method: [${method}], User - [${user}]`);
    this.write(`Completing request with response code [${status}] reason [${status < 400 ? "OK" : "Error"}]`);
  }
}
