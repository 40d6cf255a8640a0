#!/usr/bin/env node
import { once } from "node:events";
import { runCommand } from "./command-line.js";

// The handlers are set before the command prints its text, so that a program can stop the command as soon as it reads the
// text.
const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  untilStopped: async () => {
    await stopped;
  },
});
