import { describe, expect, it } from "vitest";
import type { Credential } from "../../src/index.js";
import { call, openTransport } from "../support/open-transport.js";
import { scriptedServer } from "../support/scripted-server.js";

// A Kerberos token is base64 with its plus signs and slashes, where a web token has none.
const token = "YIIcanary+Zm9v/YmFybarbar+cXV4cXV4/Y29yZ2U==";
const credential: Credential = { authorize: () => Promise.resolve({ header: `Negotiate ${token}` }) };

describe("a token that a refusal shows", () => {
  it.each<[string, string]>([
    ["as it was sent", `{"error":{"message":"${token}"}}`],
    ["as .NET writes JSON", `{"error":{"message":"${token.replaceAll("+", "\\u002B")}"}}`],
    ["as JavaScript escapes", `{"error":{"message":"${token.replaceAll("+", "\\u002b")}"}}`],
    ["as others write JSON", `{"error":{"message":"${token.replaceAll("/", "\\/")}"}}`],
    ["in a page", `<p>${token.replaceAll("+", "&#43;")}</p>`],
    ["in a page, in hex", `<p>${token.replaceAll("+", "&#x2B;")}</p>`],
    ["in a page, in small hex", `<p>${token.replaceAll("+", "&#x2b;")}</p>`],
    ["in a link", `<a href="/?t=${encodeURIComponent(token)}">`],
    ["in a link, in small hex", `<a href="/?t=${token.replaceAll("+", "%2b").replaceAll("/", "%2f")}">`],
    ["in a link in a link", `<a href="/?t=${encodeURIComponent(encodeURIComponent(token))}">`],
    ["in two ways at once", `{"error":{"message":"${token.replaceAll("+", "\\u002B").replaceAll("/", "\\/")}"}}`],
    ["as Gson writes JSON", `{"error":{"message":"${token.replaceAll("=", "\\u003d")}"}}`],
    ["in a page, every sign", `<p>${token.replaceAll("/", "&#x2F;").replaceAll("=", "&#x3D;")}</p>`],
    ["as base64 for URLs", `<p>${token.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}</p>`],
    ["over several lines", `<p>${token.replace("Zm9v", "\n  Zm9v")}</p>`],
    ["where the shown part of a page ends", `${"x ".repeat(2030)}${token}`],
    ["in capitals", `<p>${token.toUpperCase()}</p>`],
  ])("is not in the failure: %s", async (_name, text) => {
    await using server = await scriptedServer((_request, response) => {
      response.writeHead(500).end(text);
    });
    await using transport = openTransport(server, { credential });
    const result = await call(transport);
    expect(result).toMatchObject({ failure: { kind: "provider-error" } });
    expect(JSON.stringify(result)).not.toMatch(/canary|cXV4/i);
    expect(JSON.stringify(result)).toContain("(credential)");
  });
});
