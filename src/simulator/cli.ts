#!/usr/bin/env node
import { once } from "node:events";
import { runCommand } from "./command-line.js";

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  untilStopped: async () => {
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  },
});
