import type { SimulatedSite } from "../../src/simulator/index.js";

/** A response of the simulated site. `rows` is the array in the member `value` of its JSON. */
export interface SiteResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Sends a request to a path below `wmi/` of the simulated site. */
export async function fetchFrom(site: SimulatedSite, path: string, init?: RequestInit): Promise<SiteResponse> {
  const response = await site.fetch(new Request(`https://cm01.contoso.com/AdminService/wmi/${path}`, init));
  const text = await response.text();
  const json = parsed(text);
  const rows = (json["value"] ?? []) as SiteResponse["rows"];
  return { status: response.status, headers: response.headers, text, json, rows };
}

/** Sends a request with a JSON body to a path below `wmi/` of the simulated site. */
export async function send(
  site: SimulatedSite,
  path: string,
  body: unknown = {},
  method = "POST",
): Promise<SiteResponse> {
  const headers = { "Content-Type": "application/json" };
  return await fetchFrom(site, path, { method, headers, body: JSON.stringify(body) });
}

/** Returns the error text of an error response. */
export function errorText(response: SiteResponse): string {
  return (response.json as { error?: { message?: string } }).error?.message ?? "";
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
