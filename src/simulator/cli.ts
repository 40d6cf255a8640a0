#!/usr/bin/env node
import { runCommand } from "./command-line.js";

void runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  untilStopped: async () => {
    await new Promise<void>((resolve) => {
      process.once("SIGINT", () => {
        resolve();
      });
      process.once("SIGTERM", () => {
        resolve();
      });
    });
  },
}).then((exitCode) => {
  process.exitCode = exitCode;
});
