// The server of the benchmarks, in a separate process. It responds as an AdminService does, and as fast as Node can.
import https from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createAuthority, createLeaf } from "../../support/certificates.js";
import { pageText } from "../packages.js";

const [totalText = "0", delayText = "0"] = process.argv.slice(2);
const total = Number(totalText);
const delayMs = Number(delayText);

let busyMs = 0;
let responses = 0;

// Delays from 75 % to 125 %, with the same average. With equal delays, Node's timers would send eight responses
// at once, and the benchmark would measure their queue in the client.
function nextShare(): number {
  responses += 1;
  return 0.75 + ((responses * 7) % 11) / 20;
}

const returned = JSON.stringify({
  "@odata.context": "https://localhost/AdminService/wmi/$metadata#__PARAMETERS",
  ReturnValue: 0,
});

const authority = await createAuthority("Benchmark Authority");
const leaf = await createLeaf(authority);

const server = https.createServer({ key: leaf.key, cert: leaf.cert }, (request, response) => {
  request.resume();
  request.once("end", () => {
    void respond(request.method === "POST" ? returned : pageOf(request.url ?? ""));
  });

  async function respond(text: string): Promise<void> {
    const startedAt = performance.now();
    if (delayMs > 0) await sleep(delayMs * nextShare());
    busyMs += performance.now() - startedAt;
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
    response.end(text);
  }
});

function pageOf(url: string): string {
  const query = new URL(url, "https://localhost").searchParams;
  const skip = Number(query.get("$skip") ?? 0);
  const count = Math.min(Number(query.get("$top") ?? total), total - skip);
  return pageText(skip, Math.max(0, count));
}

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port, ca: authority.cert });
});
// A timer fires late on a busy machine. So the server reports the real delays when the benchmark sends a message.
process.on("message", () => {
  process.send?.({ busyMs });
  busyMs = 0;
});
process.once("disconnect", () => process.exit());
