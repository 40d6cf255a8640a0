import { afterEach, expect, vi } from "vitest";
import type * as transportModule from "../../src/transport/admin-service/admin-service-transport.js";
import { leaks, watchProcess, watched } from "./watched-transport.js";

// Checks after every test that the library showed no secret, except in a value that the test asked for.
//
// This is the only mock of a module. A helper that opens a watched transport would not do: a test that forgets the helper
// would not be checked. Nor would a change of the class's prototype: only a subclass sees the events and the credential,
// because both are arguments of the constructor. The subclass behaves as the original does and checks its output.
vi.mock("../../src/transport/admin-service/admin-service-transport.js", async (importOriginal) => {
  const { AdminServiceTransport } = await importOriginal<typeof transportModule>();
  return { AdminServiceTransport: watched(AdminServiceTransport) };
});

watchProcess();

afterEach(() => {
  expect(leaks.splice(0)).toEqual([]);
});
