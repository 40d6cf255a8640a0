import { interleave } from "./interleave.js";
import { runNode } from "./processes.js";

const rounds = 15;

/** Modules that the core must not load. They belong to other entries, or to credentials that the program does not use. */
const foreign = /node_modules\/(?:msw|kerberos|saxes|selfsigned|@odata)\b|dist\/(?:simulator|msw|sequence)\b/;

/** Measures the time to import the built library, relative to the time to import only its two dependencies. */
export async function measureImports(): Promise<Record<string, number>> {
  const { library, dependencies } = await interleave(
    {
      library: () => importTime(["configmgr-sdk"]),
      dependencies: () => importTime(["axios", "zod"]),
    },
    rounds,
  );
  await refuseForeignModules();
  return { "import.vsDependencies": library / dependencies };
}

async function importTime(specifiers: readonly string[]): Promise<number> {
  const imports = specifiers.map((specifier) => `await import("${specifier}");`).join("");
  const program = `const at = performance.now(); ${imports} console.log(performance.now() - at);`;
  return Number(await runNode(["--input-type=module", "-e", program]));
}

async function refuseForeignModules(): Promise<void> {
  const hook = "export const load = (url, context, next) => (console.log(url), next(url, context));";
  const program = `
    import { register } from "node:module";
    register("data:text/javascript," + encodeURIComponent("${hook}"));
    await import("configmgr-sdk");`;
  const loaded = (await runNode(["--input-type=module", "-e", program])).split("\n");
  const wrong = loaded.find((url) => foreign.test(url));
  if (wrong !== undefined) throw new Error(`importing configmgr-sdk loads ${wrong}`);
}
