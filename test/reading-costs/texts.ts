/** JSON texts of a given size that are expensive to read, each for another reason. */
export const texts: Readonly<Record<string, (bytes: number) => string>> = {
  "rows of packages": (bytes) => list(packageRow, bytes),
  "empty objects": (bytes) => list(() => "{}", bytes),
  "empty arrays": (bytes) => list(() => "[]", bytes),
  "empty texts and one integer of 17 digits": (bytes) =>
    list((index) => (index === 0 ? "12345678901234567" : '""'), bytes),
  "short texts": (bytes) => list((index) => `"${index.toString(36)}"`, bytes),
  "one long text": (bytes) => `{"value":["${"abcdefgh12345678".repeat(bytes / 16)}"]}`,
  "a text of escapes": (bytes) => `{"value":["${'\\\\\\"'.repeat(bytes / 4)}",12345678901234567]}`,
  "small numbers": (bytes) => list(() => "1", bytes),
  "numbers with a fraction": (bytes) => list(() => "1.5", bytes),
  "integers of 16 digits": (bytes) => list(() => "1234567890123456", bytes),
  "integers of 17 digits": (bytes) => list(() => "12345678901234567", bytes),
  "integers of 20 digits": (bytes) => list(() => "12345678901234567890", bytes),
  "different integers of 20 digits": (bytes) => list((index) => `12345678901${1e8 + index}`, bytes),
  "numbers that are too small": (bytes) => list(() => "1e-400", bytes),
  "numbers that are too large": (bytes) => list(() => "1e400", bytes),
  "numbers with an exponent": (bytes) => list(() => "1e-300", bytes),
  "objects of one member": (bytes) => list(() => '{"a":1}', bytes),
  "objects of different members": (bytes) => list((index) => `{"${index.toString(36)}":1}`, bytes),
  "one object of many members": (bytes) => `{"value":[{${pieces((index) => `"${index.toString(36)}":1`, bytes)}}]}`,
  "arrays in arrays": (bytes) => "[".repeat(bytes),
};

function list(item: (index: number) => string, bytes: number): string {
  return `{"value":[${pieces(item, bytes)}]}`;
}

function pieces(item: (index: number) => string, bytes: number): string {
  const parts: string[] = [];
  for (let length = 0, index = 0; length < bytes; index += 1) {
    const part = item(index);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join(",");
}

function packageRow(index: number): string {
  return JSON.stringify({
    "@odata.etag": 'W/"1"',
    PackageID: `P01${index.toString(16).padStart(5, "0")}`,
    Name: `Package ${index}`,
    Manufacturer: "Contoso",
    SourceVersion: index % 50,
    SourceDate: "2024-08-30T20:55:06Z",
    PkgFlags: 16777216,
    IsPredefinedPackage: false,
    MIFName: null,
    ShareName: "",
  });
}
