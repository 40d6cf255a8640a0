import https from "node:https";
import axios from "axios";
import { refreshPkgSource } from "../../src/operations/refresh-pkg-source.js";
import { AdminServiceTransport } from "../../src/transport/admin-service/admin-service-transport.js";
import { interleave, timed, type Round } from "./interleave.js";
import { packageID } from "./packages.js";
import { startService, type Service } from "./processes.js";

// Many short rounds, because the speed of a shared machine changes within a second.
const callsPerRound = 300;
const rounds = 45;
const warmUps = 5;

type Caller = (PackageID: string) => Promise<void>;

/** Measures refreshes per second, relative to axios and to bare `node:https`: one call after the other, and eight at once. */
export async function measureCalls(): Promise<Record<string, number>> {
  using service = await startService();
  const ours = throughLibrary(service);
  const theirs = throughAxios(service);
  const bare = throughNode(service);
  const perSecond = (caller: Caller, concurrency: number): Round => {
    return async () => (callsPerRound * 1000) / (await timed(() => callAll(caller, concurrency)));
  };
  const figures: Record<string, number> = {};
  for (const [name, concurrency] of [
    ["sequential", 1],
    ["concurrent8", 8],
  ] as const) {
    const contenders = {
      library: perSecond(ours.call, concurrency),
      axios: perSecond(theirs.call, concurrency),
      node: perSecond(bare.call, concurrency),
    };
    const { library, axios: plain, node } = await interleave(contenders, rounds, warmUps);
    figures[`call.${name}.vsAxios`] = library / plain;
    figures[`call.${name}.vsNode`] = library / node;
  }
  await ours.close();
  theirs.close();
  bare.close();
  return figures;
}

async function callAll(caller: Caller, concurrency: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < callsPerRound) await caller(packageID(next++));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function throughLibrary({ baseUrl, ca }: Service) {
  const transport = new AdminServiceTransport({ baseUrl, tls: { ca } });
  return {
    call: async (PackageID: string) => {
      const result = await refreshPkgSource(transport, { className: "SMS_Package", PackageID });
      if (!result.ok) throw new Error(result.failure.message);
    },
    close: () => transport.close(),
  };
}

// The usual code without this library: the default instance, and an agent that keeps connections.
function throughAxios({ baseUrl, ca }: Service) {
  const httpsAgent = new https.Agent({ keepAlive: true, maxSockets: 8, ca });
  return {
    call: async (PackageID: string) => {
      const url = `${baseUrl}/wmi/SMS_Package('${PackageID}')/AdminService.RefreshPkgSource`;
      const { data } = await axios.post<{ ReturnValue: number }>(url, {}, { httpsAgent });
      if (data.ReturnValue !== 0) throw new Error("refused");
    },
    close: () => {
      httpsAgent.destroy();
    },
  };
}

// The lower bound: no client library.
function throughNode({ port, ca }: Service) {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 8, ca });
  return {
    call: (PackageID: string) =>
      new Promise<void>((resolve, reject) => {
        https
          .request(
            {
              agent,
              host: "localhost",
              port,
              method: "POST",
              path: `/AdminService/wmi/SMS_Package('${PackageID}')/AdminService.RefreshPkgSource`,
              headers: { Accept: "application/json", "Content-Type": "application/json", "Content-Length": "2" },
            },
            (response) => {
              const chunks: Buffer[] = [];
              response.on("data", (chunk: Buffer) => chunks.push(chunk));
              response.once("end", () => {
                const { ReturnValue } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { ReturnValue: number };
                if (ReturnValue === 0) resolve();
                else reject(new Error("refused"));
              });
            },
          )
          .on("error", reject)
          .end("{}");
      }),
    close: () => {
      agent.destroy();
    },
  };
}
