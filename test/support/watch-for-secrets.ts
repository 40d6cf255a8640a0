import { afterEach, expect, vi } from "vitest";
import type * as transportModule from "../../src/transport/admin-service/admin-service-transport.js";
import { secretsIn } from "./secrets.js";
import { leaks, watched } from "./watched-transport.js";

// For every test of the suite: no secret may come out of the library anywhere but in the value that was asked for. The
// class is not replaced by another behaviour: the real one is extended by looking at what comes out of it, which no
// test could be trusted to do each time.
vi.mock("../../src/transport/admin-service/admin-service-transport.js", async (importOriginal) => {
  const { AdminServiceTransport } = await importOriginal<typeof transportModule>();
  return { AdminServiceTransport: watched(AdminServiceTransport) };
});

for (const method of ["log", "info", "warn", "error", "debug"] as const) {
  const print = console[method].bind(console);
  console[method] = (...values: unknown[]) => {
    for (const secret of values.flatMap(secretsIn)) leaks.push(`${secret} in console.${method}`);
    print(...values);
  };
}
process.on("warning", (warning) => {
  for (const secret of secretsIn(warning)) leaks.push(`${secret} in a warning`);
});

afterEach(() => {
  expect(leaks.splice(0)).toEqual([]);
});
