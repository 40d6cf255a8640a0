import { Command, CommanderError, Option } from "commander";
import { version } from "../version.js";
import type { ReadyOptions } from "./commands/ready.js";
import type { RedistributeOptions } from "./commands/redistribute.js";
import type { RefreshOptions } from "./commands/refresh.js";
import type { SetSourceSiteOptions } from "./commands/set-source-site.js";
import type { WatchOptions } from "./commands/watch.js";
import { exitCodes, UsageError, type ExitCode } from "./exit-codes.js";
import { err, surviveClosedOutput } from "./report/output.js";
import type { SessionOptions } from "./session.js";

/** Runs the command line and returns the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  surviveClosedOutput();
  let exitCode: ExitCode = exitCodes.done;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    // Commander has printed its own errors already; help and version have exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    err(`configmgr: ${error instanceof Error ? error.message : String(error)}`);
    // After an unexpected error, for example of a full disk, the results of the calls in progress were not reported.
    return error instanceof UsageError ? exitCodes.usage : exitCodes.unknown;
  }
}

/** Defines the commands. Each command is imported when it runs, so that `--help` does not load the library. */
function createProgram(ended: (code: ExitCode) => void): Command {
  const program = new Command("configmgr")
    .description("Refresh ConfigMgr (SCCM, MECM) packages over the AdminService, and learn what really happened.")
    .version(version)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, "configmgr: "));
      },
    })
    .addHelpText("after", exitCodeHelp);

  const command = (usage: string, summary: string, examples: readonly string[]) =>
    program
      .command(usage)
      .description(summary)
      .addHelpText("after", ["", "Examples:", ...examples.map((each) => `  $ configmgr ${each}`)].join("\n"));

  connected(command("plan <id>", "Show what a refresh would do. Calls no method.", ["plan P0100012"])).action(
    async (id: string, options: SessionOptions) => {
      const { plan } = await import("./commands/plan.js");
      ended(await plan(id, options));
    },
  );

  waiting(
    connected(
      command(
        "refresh [ids...]",
        "Refresh packages: the site reads their source files again and sends the changes to all distribution points.",
        [
          "refresh P0100012 --wait",
          "refresh --from packages.csv --wait --resume run.json",
          "refresh P0100003 --wait --simulate",
        ],
      ),
    ),
  )
    .option("--from <file>", "CSV file with the columns PackageID and, optionally, className")
    .addOption(new Option("--confirm", "wait until SourceVersion has increased").conflicts("wait"))
    .option("--wait", "wait until the new version is on all distribution points")
    .option("--concurrency <count>", "maximum number of calls at the same time (default: 4)")
    .option("--resume <file>", "record the run in this file; if the file exists, continue the run that it contains")
    .option("--acknowledge-inoperable", "required for a task sequence, because the refresh makes it unusable")
    .action(async (ids: string[], options: RefreshOptions) => {
      const { refresh } = await import("./commands/refresh.js");
      ended(await refresh(ids, options));
    });

  connected(
    command("status <ids...>", "Show the version on each distribution point, and the version of the package.", [
      "status P0100012",
      "status P0100012 P0100013 --json",
    ]),
  ).action(async (ids: string[], options: SessionOptions) => {
    const { status } = await import("./commands/status.js");
    ended(await status(ids, options));
  });

  connected(
    command(
      "ready <taskSequence>",
      "Show whether each distribution point has all packages that a task sequence needs.",
      ["ready P010001F", "ready P010001F --point DP01.contoso.com DP02.contoso.com"],
    ),
  )
    .option("--point <names...>", "server names of the distribution points to check (default: all)")
    .action(async (id: string, options: ReadyOptions) => {
      const { ready } = await import("./commands/ready.js");
      ended(await ready(id, options));
    });

  waiting(
    connected(
      command("watch <id>", "Wait until all distribution points have a version of a package, and show the progress.", [
        "watch P0100012 --source-version 5",
      ]),
    ),
  )
    .option("--source-version <number>", "the version to wait for (default: the version that the package has now)")
    .action(async (id: string, options: WatchOptions) => {
      const { watch } = await import("./commands/watch.js");
      ended(await watch(id, options));
    });

  connected(
    command("redistribute <id> <point>", "Send the whole content of a package to one distribution point again.", [
      "redistribute P0100012 DP01.contoso.com",
      "redistribute P0100012 DP01.contoso.com --site P02",
    ]),
  )
    .option(
      "--site <code>",
      "site code of the distribution point, if two sites have a distribution point with this name",
    )
    .action(async (id: string, point: string, options: RedistributeOptions) => {
      const { redistribute } = await import("./commands/redistribute.js");
      ended(await redistribute(id, point, options));
    });

  waiting(
    connected(
      command("set-source-site <id> <code>", "Make a site the owner of a package.", [
        "set-source-site P0100012 P02 --confirm",
      ]),
    ),
  )
    .option("--confirm", "wait until SourceSite of the package has the new code")
    .action(async (id: string, code: string, options: SetSourceSiteOptions) => {
      const { setSourceSite } = await import("./commands/set-source-site.js");
      ended(await setSourceSite(id, code, options));
    });

  connected(command("find <id>", "Show the class and the main properties of a package.", ["find P0100012"])).action(
    async (id: string, options: SessionOptions) => {
      const { find } = await import("./commands/find.js");
      ended(await find(id, options));
    },
  );

  // Without `allowUnknownOption`, a negative code such as -2147217405 would be read as an option.
  asJson(command("decode <code>", "Explain a status code. Sends nothing.", ["decode 0x80041003", "decode -2147217405"]))
    .allowUnknownOption()
    .action(async (code: string, options: { readonly json?: boolean }) => {
      const { decode } = await import("./commands/decode.js");
      ended(decode(code, options));
    });

  asJson(command("schedule <text>", "Explain a schedule string. Sends nothing.", ["schedule 0001200000100038"])).action(
    async (text: string, options: { readonly json?: boolean }) => {
      const { schedule } = await import("./commands/schedule.js");
      ended(schedule(text, options));
    },
  );

  return program;
}

function asJson(command: Command): Command {
  return command.option("--json", "print results as JSON lines on standard output");
}

function connected(command: Command): Command {
  return asJson(
    command
      .addOption(new Option("--base-url <url>", "address of the AdminService").env("CONFIGMGR_BASE_URL"))
      .addOption(
        new Option("--ca <file>", "file with the CA certificate that issued the server's certificate (PEM or DER)").env(
          "CONFIGMGR_CA",
        ),
      )
      .option("--simulate", "use a simulated site inside this process instead of a real site")
      .option("--verbose", "print each attempt to send a request"),
  );
}

function waiting(command: Command): Command {
  return command
    .option("--timeout-minutes <count>", "maximum duration of the whole wait, in minutes")
    .option("--interval-seconds <count>", "pause between two polls, in seconds");
}

const exitCodeHelp = `
Credential:
  A bearer token from the environment variable CONFIGMGR_TOKEN. Without it: Kerberos, as the account that runs the command.

Exit codes:
  0   the command succeeded
  1   at least one call or distribution certainly failed, or was not started
  2   the result is not known: check the package before you call again
  64  wrong arguments; nothing was sent`;
