import { SMS_TaskSequencePackage, type Transport } from "configmgr-sdk";

export async function update(transport: Transport): Promise<readonly string[]> {
  const read = await SMS_TaskSequencePackage.get(transport, "P010001F");
  if (!read.ok) return [];
  const updated = await read.value.update({ Description: "x" });
  return updated.ok ? updated.value.sent : [];
}
