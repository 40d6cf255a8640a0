import v8 from "node:v8";
import vm from "node:vm";
import { expect, it } from "vitest";
import { scanJson } from "../../src/transport/admin-service/odata/scan-json.js";
import { isJsonObject, toWmiObject } from "../../src/transport/admin-service/odata/wmi-json.js";

v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc") as () => void;

function usedBytes(): number {
  collectGarbage();
  return v8.getHeapStatistics().used_heap_size;
}

const count = 50_000;

// V8 needs most memory for objects whose names differ from all other objects, and for rows that are copied.
it.each<[string, (id: string) => string]>([
  ["empty objects", () => "{}"],
  ["objects with the same name", () => '{"a":1}'],
  ["objects with different names", (id) => `{"k${id}":1}`],
  ["objects with 3 names, one of them different", (id) => `{"a":1,"k${id}":1,"b":2}`],
  ["objects with an empty object", (id) => `{"k${id}":{}}`],
  ["objects with a list of lists", (id) => `{"k${id}":[[]]}`],
  ["objects with an object that has an annotation", (id) => `{"k${id}":{"@x":1}}`],
  ["objects with a class and a different name", (id) => `{"@odata.type":"#X.A","k${id}":1}`],
])("scanJson estimates at least the memory of the parsed text and its rows: %s", (_objects, write) => {
  const items = Array.from({ length: count }, (_, index) => write(index.toString(36)));
  const text = Buffer.from(`[${items.join(",")}]`).toString();
  const before = usedBytes();
  const parsed: unknown = JSON.parse(text);
  const rows = Array.isArray(parsed) ? parsed.filter(isJsonObject).map(toWmiObject) : [];
  const used = usedBytes() - before;
  expect([parsed, rows]).toHaveProperty("1.length", count);
  expect(scanJson(text, 100).heapBytes).toBeGreaterThan(used);
});
