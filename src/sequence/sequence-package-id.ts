// A package that was not found on import (seen).
const lostID = "00000000";

/** Whether a value says that its package was lost when the sequence was imported. */
export function isLost(value: string): boolean {
  return value.trim() === lostID;
}

/**
 * The PackageIDs of a value: one ID, or a list of them separated by commas. What is no ID is left out: a lost one
 * (`00000000`), and the name of a variable (`%Name%`) that gives it when the sequence runs.
 */
export function packageIDsIn(value: string): string[] {
  return value
    .split(",")
    .map((text) => text.trim())
    .filter((text) => /^[A-Za-z0-9]{8}$/.test(text) && !isLost(text))
    .map((text) => text.toUpperCase());
}
