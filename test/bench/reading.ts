import { OData } from "@odata/client";
import * as z from "zod";
import { SMS_Package } from "../../src/package-classes/sms-package.js";
import { judgePage } from "../../src/transport/admin-service/judge/judge.js";
import type { RequestContext } from "../../src/transport/admin-service/connection/http-response.js";
import type { Transport } from "../../src/transport/transport.js";
import { interleave, timed } from "./interleave.js";
import { pageText } from "./packages.js";

const count = 10_000;
const invalidCount = 1_000;
const rounds = 9;

const context: RequestContext = { operation: { className: "SMS_Package" }, runs: "nothing", throughGateway: false };

/** Measures the time from the text of a response to typed objects, relative to `JSON.parse` and to another OData client. */
export async function measureReading(): Promise<Record<string, number>> {
  const text = pageText(0, count);
  // Several invalid objects, because the cost of a single one would be smaller than the noise.
  const withInvalid = text.replace(/"SourceVersion":\d*7,/g, '"SourceVersion":"many",');
  const client = clientOf(text);
  const median = await interleave(
    {
      library: () => timed(() => readAll(text)),
      withInvalid: () => timed(() => readAll(withInvalid)),
      jsonParse: () => timed(() => void JSON.parse(text)),
      odataClient: () => timed(() => readThrough(client)),
    },
    rounds,
  );
  return {
    "read.vsJsonParse": median.library / median.jsonParse,
    "read.vsODataClient": median.library / median.odataClient,
    // The cost of an object with a value that does not fit its type, relative to a valid object.
    "read.invalidObject": 1 + ((median.withInvalid - median.library) * count) / (median.library * invalidCount),
  };
}

async function readAll(text: string): Promise<void> {
  let read = 0;
  for await (const row of SMS_Package.query(transportOf(text))) if (row.ok) read += 1;
  if (read !== count) throw new Error(`${read} of ${count} packages were read`);
}

// Does the work of the transport after it has received the text of a response.
function transportOf(text: string): Transport {
  return {
    execQuery: async function* () {
      await Promise.resolve();
      const response = { status: 200, headers: { "content-type": "application/json" }, text, bytes: text.length };
      const page = judgePage(response, context);
      if (!page.ok) {
        yield page;
        return;
      }
      for (const value of page.value.objects) yield { ok: true, value };
    },
    getObject: unused,
    execMethod: unused,
    putInstance: unused,
  };
}

function unused(): Promise<never> {
  return Promise.reject(new Error("only queries are measured"));
}

// Runs the code with which the other OData client reads a response, without the network.
function clientOf(text: string) {
  return OData.New4({
    serviceEndpoint: "https://localhost/AdminService/wmi/",
    fetchProxy: () => Promise.resolve({ content: JSON.parse(text) as unknown, response: new Response(null) }),
  });
}

const plainTypes: Readonly<Record<string, z.ZodType>> = {
  Boolean: z.boolean(),
  UInt32: z.number().int().min(0).max(0xffff_ffff),
  SInt32: z.number().int(),
  DateTime: z.iso.datetime().transform((text) => new Date(text)),
  UInt8: z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64"))),
};

const plainSchema = z.looseObject(
  Object.fromEntries(
    Object.entries(SMS_Package.schema.shape).map(([name, { wmi }]) => {
      const plain = plainTypes[wmi.cimType] ?? z.string();
      const isList = wmi.array && wmi.cimType !== "UInt8";
      return [name, (isList ? z.array(plain) : plain).nullish()];
    }),
  ),
);

async function readThrough(client: ReturnType<typeof clientOf>): Promise<void> {
  const rows: unknown = await client.getEntitySet("SMS_Package").query();
  const read = z.array(plainSchema).parse(rows);
  if (read.length !== count) throw new Error(`${read.length} of ${count} packages were read`);
}
