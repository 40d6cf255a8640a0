import type { Transport } from "../../transport/transport.js";
import { isTransient } from "../site/poll-timer.js";
import { canBeShortened, inGroups, maxPackagesInShortFilter, maxPackagesPerRead } from "../site/read-packages.js";
import { readNewMessages, type MessagesByPackage, type MessagesQuery, type RunRead } from "./site-messages.js";

/**
 * Reads the status messages of many packages again and again, each message once. Each step sends one request. The packages
 * are read in groups of 200, one group after the other.
 *
 * @param queries - called before each round for its packages, at least one
 * @returns yields the new messages of a group, or `undefined` if the group needs another request. Ends if the account
 *   cannot read messages
 */
export async function* newSiteMessages(
  transport: Transport,
  queries: () => readonly MessagesQuery[],
  run: RunRead,
): AsyncGenerator<MessagesByPackage | undefined, void> {
  const known = new Set<bigint>();
  let groupSize = maxPackagesPerRead;
  for (;;) {
    for (const group of inGroups(queries(), groupSize)) {
      const read = yield* readNewMessages(transport, group, known, groupSize, run);
      yield read.ok ? read.value : new Map();
      if (read.ok || isTransient(read.failure.kind)) continue;
      if (groupSize === maxPackagesInShortFilter || !canBeShortened(read.failure)) return;
      groupSize = maxPackagesInShortFilter;
      break;
    }
  }
}
