/** Whether a token belongs to an application or a person, from its claims. Does not return the value of a claim. */
export function describeToken(token: string): string {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    if (typeof claims !== "object" || claims === null) return "a token that can't be read";
    // Entra writes idtyp "app" into an application's token where asked to, and scp into a person's alone (documented).
    if ("idtyp" in claims && claims.idtyp === "app") return "a token of an application";
    return "scp" in claims ? "a token of a person" : "a token of an application, or of neither";
  } catch {
    return "a token that can't be read";
  }
}
