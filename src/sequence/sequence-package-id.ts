// A package that was not found when the sequence was imported (seen).
const lostID = "00000000";

/** Whether a value means that its package was lost when the sequence was imported. */
export function isLost(value: string): boolean {
  return value.trim() === lostID;
}

/** The parts of a list that is separated by commas, without empty parts. */
export function listItems(value: string): string[] {
  return value
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/**
 * The PackageIDs in a value: one ID, or a list of IDs separated by commas. Omits a lost ID (`00000000`), and text that is
 * not an ID, such as the name of a variable (`%Name%`) that contains the ID when the sequence runs.
 */
export function packageIDsIn(value: string): string[] {
  return listItems(value)
    .filter((text) => /^[A-Za-z0-9]{8}$/.test(text) && !isLost(text))
    .map((text) => text.toUpperCase());
}
