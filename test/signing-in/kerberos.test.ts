import { describe, expect, it } from "vitest";
import { adviceFor, loadKerberos, noTicket } from "../../src/transport/admin-service/credential/kerberos.js";

const spn = "HTTP/cm01.contoso.com";

describe("an error text of the Kerberos library", () => {
  it.each([
    ["The credentials have expired", "expired", "kinit -k -t FILE"],
    ["Ticket not yet valid", "clock", "w32tm /resync"],
    ["Client not found in Kerberos database", "account", "klist -k"],
    ["Server not found in Kerberos database", "SPN", `kvno ${spn}`],
    ["Cannot find KDC for realm", "domain controller", "port 88"],
    ["Preauthentication failed", "keytab", "keytab"],
    ["Failed to negotiate a mechanism", "Kerberos", `setspn -Q ${spn}`],
    ["No credentials cache found", "ticket", "KRB5_CLIENT_KTNAME"],
  ])(
    "a known error text of the Kerberos library results in a reason and an advice for this error: %s",
    (message, reason, advice) => {
      const error = new Error(message);
      const outcome = noTicket(error, spn);
      expect(outcome).toMatchObject({ cause: { name: "Error", message } });
      expect(outcome.reason).toContain(reason);
      expect(outcome.advice).toContain(advice);
      expect(adviceFor(error, spn)).toBe(outcome.advice);
    },
  );

  it("an unknown error text of the Kerberos library results in an advice with klist, kinit and the SPN", () => {
    const outcome = noTicket(new Error("?"), spn);
    expect(outcome).toMatchObject({ reason: expect.stringContaining(spn) as string, cause: { message: "?" } });
    expect(outcome.advice).toMatch(new RegExp(`klist.*kinit.*setspn -Q ${spn}`));
    expect(adviceFor(new Error("?"), spn)).toBeUndefined();
  });
});

describe("the package kerberos", () => {
  const module = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;

  it.each([
    ["by name", "export const initializeClient = () => 1;"],
    ["as default, from CommonJS", "export default { initializeClient: () => 1 };"],
  ])("the package kerberos is accepted if it exports initializeClient %s", async (_how, text) => {
    expect(await loadKerberos(module(text))).toHaveProperty("initializeClient", expect.any(Function));
  });

  it.each(["export const initializeClient = 1;", "export default null;", "export default {};", ""])(
    "the package kerberos is refused if it has no function initializeClient: %j",
    async (text) => {
      await expect(loadKerberos(module(text))).rejects.toThrow(/initializeClient/);
    },
  );
});
