import { inspect } from "node:util";

/** Secrets that tests use as tokens, passwords and cookies. All start with the same text, so that a test finds each of them. */
export const canaries = {
  token: "canary-token-5f1d7c",
  password: "canary-password-0b8e21",
  cookie: "canary-cookie-93ac44",
  policy: "canary-policy-secret-7d20e6",
  sequence: "canary-sequence-password-c8840f",
} as const;

const canary = /canary-[\w-]+/;
const learned = new Set<string>();

/** Adds a secret to search for. Ignores short texts, because they occur by chance in other texts. */
export function learnSecret(secret: string): void {
  if (secret.length >= 12) learned.add(secret);
}

/** Returns the secrets that a value contains, in each form in which a program can print the value. */
export function secretsIn(value: unknown): string[] {
  const printed = [inspect(value, { depth: 20, showHidden: true, maxStringLength: Infinity }), stringified(value)];
  if (value instanceof Error) printed.push(String(value.stack), ...secretsIn(value.cause));
  return printed.flatMap((text) => [
    ...(canary.exec(text) ?? []),
    ...[...learned].filter((secret) => text.includes(secret)),
  ]);
}

function stringified(value: unknown): string {
  try {
    return JSON.stringify({ value });
  } catch (error) {
    // A circular object: `inspect` shows its contents.
    return String(error);
  }
}
