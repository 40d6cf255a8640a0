import { describe, expect, it } from "vitest";
import type { Credential } from "../../src/index.js";
import { call, openTransport } from "../support/open-transport.js";
import { scriptedServer } from "../support/scripted-server.js";

// A Kerberos token is base64 text with plus signs and slashes, which a bearer token does not have.
const token = "YIIcanary+Zm9v/YmFybarbar+cXV4cXV4/Y29yZ2U==";
const credential: Credential = { authorize: () => Promise.resolve({ header: `Negotiate ${token}` }) };

// Parts of the token and of its base64 text. The last 7 characters of the token are too short to be hidden.
const parts = /canary|cXV4|YmFyb|WUlJY2FuYXJ5|xJY2FuYXJ5/i;

// Escape sequences of "canary", which is a part of the token.
const escapedParts = /63(?:\W|u00|25|x)+61(?:\W|u00|25|x)+6e(?:\W|u00|25|x)+61/i;

/** Writes each character of a text as an escape sequence, made of its code in hex with two digits. */
const escaped = (text: string, escapeOf: (hex: string) => string) =>
  Array.from(text, (character) => escapeOf(character.charCodeAt(0).toString(16))).join("");

const spellings: [string, string][] = [
  ["unchanged", token],
  ["without its padding", token.replaceAll("=", "")],
  ["its first 30 characters", token.slice(0, 30)],
  ["in lower case", token.toLowerCase()],
  ["in upper case", token.toUpperCase()],
  ["URL-encoded", encodeURIComponent(token)],
  ["URL-encoded in lower case", token.replaceAll("+", "%2b").replaceAll("/", "%2f")],
  ["URL-encoded twice", encodeURIComponent(encodeURIComponent(token))],
  ["as base64 text for URLs", token.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")],
  ["as base64 text of the header", btoa(`Negotiate ${token}`)],
  ["as base64 text of the token", btoa(token)],
  ["with letters before it", `id${token}`],
  ["with each character URL-encoded", escaped(token, (hex) => `%${hex}`)],
  ["with each character URL-encoded twice", escaped(token, (hex) => `%25${hex}`)],
  ["with each character escaped as in JSON", escaped(token, (hex) => `\\u00${hex}`)],
  ["with each character escaped as an HTML number", escaped(token, (hex) => `&#x${hex};`)],
];

const bodies: [string, string][] = [
  ...spellings.map(([name, text]): [string, string] => [
    `${name}, in JSON`,
    JSON.stringify({ error: { message: text } }),
  ]),
  ...spellings.map(([name, text]): [string, string] => [`${name}, in a page`, `<p>${text}</p>`]),
  ["escaped as .NET writes JSON", `{"error":{"message":"${token.replaceAll("+", "\\u002B")}"}}`],
  ["escaped as JavaScript does", `{"error":{"message":"${token.replaceAll("+", "\\u002b")}"}}`],
  ["with escaped slashes in JSON", `{"error":{"message":"${token.replaceAll("/", "\\/")}"}}`],
  ["as HTML", `<p>${token.replaceAll("+", "&#43;")}</p>`],
  ["as HTML with hex numbers", `<p>${token.replaceAll("+", "&#x2B;")}</p>`],
  ["as HTML with hex numbers in lower case", `<p>${token.replaceAll("+", "&#x2b;")}</p>`],
  ["escaped in two ways", `{"error":{"message":"${token.replaceAll("+", "\\u002B").replaceAll("/", "\\/")}"}}`],
  ["escaped as Gson writes JSON", `{"error":{"message":"${token.replaceAll("=", "\\u003d")}"}}`],
  ["as HTML with every sign escaped", `<p>${token.replaceAll("/", "&#x2F;").replaceAll("=", "&#x3D;")}</p>`],
  ["on two lines", `<p>${token.replace("Zm9v", "\n  Zm9v")}</p>`],
  ["at the end of the shown part of a page", `${"x ".repeat(2030)}${token}`],
];

describe("a token that the server shows in a body", () => {
  it.each(bodies)("a token that the server shows in a body is hidden in this spelling: %s", async (_name, text) => {
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(500).end(text);
    });
    await using transport = openTransport(server, { credential });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "provider-error" } });
    expect(JSON.stringify(result)).not.toMatch(parts);
    expect(JSON.stringify(result)).not.toMatch(escapedParts);
    expect(JSON.stringify(result)).toContain("(credential)");
  });
});

describe("a token that the server shows in headers", () => {
  it.each(spellings)(
    "a token that the server shows in headers is hidden in failures, challenges and events, in this spelling: %s",
    async (_name, text) => {
      for (const status of [201, 401, 500]) {
        const events: unknown[] = [];
        await using server = await scriptedServer((_request, response) => {
          response
            .writeHead(status, {
              "X-MS-Request-Id": text,
              Server: `gate (${text})`,
              Via: `1.1 ${text}`,
              "Content-Type": `text/${text}`,
              "WWW-Authenticate": `${text.replace(/[^\w-]/g, "-")}, Negotiate ${text}`,
            })
            .end("<p>no</p>");
        });
        await using transport = openTransport(server, { credential, onEvent: (event) => events.push(event) });
        const result = await call(transport);
        expect(result).toHaveProperty("failure.http.headers.server", expect.stringMatching(/^gate \(.*\(credential\)/));
        if (status === 401) expect(result).toHaveProperty("failure.challenges", expect.arrayContaining(["Negotiate"]));
        expect(events).toMatchObject([{ headers: { via: expect.stringContaining("(credential)") as string } }]);
        expect(JSON.stringify([result, events])).not.toMatch(parts);
        expect(JSON.stringify(result)).not.toMatch(escapedParts);
      }
    },
  );

  it("the token in a response header reaches the credential unchanged, so that the credential can check the server", async () => {
    const seen: string[] = [];
    const checking: Credential = {
      authorize: () =>
        Promise.resolve({
          header: `Negotiate ${token}`,
          verifyResponse: (headers) => {
            seen.push(String(headers["www-authenticate"]));
            return Promise.resolve(undefined);
          },
        }),
    };
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(500, { "WWW-Authenticate": `Negotiate ${token}` }).end();
    });
    await using transport = openTransport(server, { credential: checking });
    await call(transport);
    expect(seen).toEqual([`Negotiate ${token}`]);
  });
});
