import type { TokenCredential as AzureTokenCredential } from "@azure/core-auth";
import { describe, expectTypeOf, it } from "vitest";
import { bearer } from "../../src/transport/admin-service/credential/bearer.js";
import type { TokenCredential } from "../../src/transport/admin-service/credential/token-credential.js";

describe("TokenCredential", () => {
  it("the credentials of @azure/identity are assignable to TokenCredential", () => {
    expectTypeOf<AzureTokenCredential>().toExtend<TokenCredential>();
    expectTypeOf(bearer).toBeCallableWith({} as AzureTokenCredential, { scope: "api://contoso/.default" });
  });

  it("an object without getToken is not assignable to TokenCredential", () => {
    expectTypeOf<{ token: string }>().not.toExtend<TokenCredential>();
  });
});
