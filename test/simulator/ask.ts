import type { SimulatedSite } from "../../src/simulator/index.js";

/** A response of the site, with its JSON. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Sends a request to a path below `wmi/`. */
export async function ask(site: SimulatedSite, path: string, init?: RequestInit): Promise<Asked> {
  const response = await site.fetch(new Request(`https://cm01.contoso.com/AdminService/wmi/${path}`, init));
  const text = await response.text();
  const json = parsed(text);
  const rows = (json["value"] ?? []) as Asked["rows"];
  return { status: response.status, headers: response.headers, text, json, rows };
}

/** Calls a method or writes, with a JSON body. */
export async function send(site: SimulatedSite, path: string, body: unknown = {}, method = "POST"): Promise<Asked> {
  const headers = { "Content-Type": "application/json" };
  return await ask(site, path, { method, headers, body: JSON.stringify(body) });
}

/** The error text in an error envelope. */
export function sentence(asked: Asked): string {
  return (asked.json as { error?: { message?: string } }).error?.message ?? "";
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
