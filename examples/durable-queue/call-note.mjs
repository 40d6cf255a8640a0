// The note in Redis about the one call of a job.
import { randomUUID } from "node:crypto";

/** Redis keeps a note for 90 days. Completed jobs are removed after 30 days. */
const keepSeconds = 90 * 86_400;

/** Key of a job's note in Redis. */
export const noteKey = (queueName, jobId) => `${queueName}:call:${jobId}`;

/**
 * Deletes a note only if its text is unchanged: a command that the client sends again after a reconnect must not delete a
 * newer note.
 */
const deleteIfSame = 'if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0';

/**
 * @typedef {object} Note
 * @property {number} before `SourceVersion` before the call
 * @property {number} notedAt time of the note, in milliseconds since 1970
 * @property {"unknown" | "executed"} execution whether the site ran the call
 * @property {string} owner the run of the job that wrote the note
 * @property {string} [why] the failure of the call
 */

/**
 * The note about the call of one job. A run of the job that wrote the note is the only one that is allowed to call the
 * site. Every other run that finds the note only reads `SourceVersion`.
 */
export class CallNote {
  #client;
  #key;
  #owner = randomUUID();
  #text = "";

  /** @param client the worker's Redis client */
  constructor(client, queueName, jobId) {
    this.#client = client;
    this.#key = noteKey(queueName, jobId);
  }

  /** @returns {Promise<Note | undefined>} */
  async read() {
    const text = await this.#client.get(this.#key);
    return text === null ? undefined : JSON.parse(text);
  }

  /** Writes the note before the call. `false`: another run wrote its note first. */
  async claim(before) {
    this.#text = JSON.stringify({ before, notedAt: Date.now(), execution: "unknown", owner: this.#owner });
    await this.#client.set(this.#key, this.#text, "EX", keepSeconds, "NX");
    // Reads the note back: after a reconnect, the client sends SET again, and the second SET finds our own note.
    return (await this.read())?.owner === this.#owner;
  }

  /** Notes how the call ended, and returns the note. Only the run that wrote the note is allowed to call this. */
  async settle(result) {
    const note = { ...JSON.parse(this.#text), ...result };
    await this.#client.set(this.#key, JSON.stringify(note), "EX", keepSeconds, "XX");
    return note;
  }

  /** Deletes the note, because the site certainly did not run the call. */
  async erase() {
    await this.#client.eval(deleteIfSame, 1, this.#key, this.#text);
  }
}
