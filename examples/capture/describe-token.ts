/**
 * Says whether a token belongs to an application or a person. Reads the claims of the token and returns no value of them.
 */
export function describeToken(token: string): string {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    if (typeof claims !== "object" || claims === null) return "a token that can't be read";
    // Entra ID writes the claim idtyp "app" into a token of an application if the application is configured so, and the
    // claim scp
    // only into a token of a person (documented).
    if ("idtyp" in claims && claims.idtyp === "app") return "a token of an application";
    return "scp" in claims ? "a token of a person" : "probably a token of an application";
  } catch {
    return "a token that can't be read";
  }
}
