import { afterEach, expect, vi } from "vitest";
import type * as transportModule from "../../src/transport/admin-service/admin-service-transport.js";
import { leaks, watchProcess, watched } from "./watched-transport.js";

// Checks after every test that the library showed no secret, except in the value of a success.
//
// This is the only mock of a module. A helper that opens a watched transport is not enough, because it does not check a test
// that forgets the helper. A changed prototype is not enough either: only a subclass sees events and the credential, which are
// arguments of the constructor. The subclass behaves like the original and checks its output.
vi.mock("../../src/transport/admin-service/admin-service-transport.js", async (importOriginal) => {
  const { AdminServiceTransport } = await importOriginal<typeof transportModule>();
  return { AdminServiceTransport: watched(AdminServiceTransport) };
});

watchProcess();

afterEach(() => {
  expect(leaks.splice(0)).toEqual([]);
});
