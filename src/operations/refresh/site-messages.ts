import * as z from "zod";
import type { DistributionPointReason } from "../../distribution-progress.js";
import { succeed, type Result } from "../../result.js";
import { anyOf, where } from "../../transport/filter.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { messageSeverity } from "../distribution/point-reasons.js";
import { isTransient } from "../site/poll-timer.js";
import { canBeShortened, inGroups, maxPackagesInShortFilter, maxPackagesPerRead } from "../site/read-packages.js";
import { readRows } from "../site/read-rows.js";
import { optionalText, optionalUint32, siteTimeMs, uint32 } from "../../wmi/row-values.js";

/** A status message of the site about a package. */
export interface SiteMessage extends DistributionPointReason {
  /** When the component wrote it, by the site's clock (ISO 8601). */
  readonly time: string;
  /** The component that wrote it, such as `SMS_DISTRIBUTION_MANAGER`. */
  readonly component?: string;
}

/** `SMS_StatMsgAttributes.AttributeID` of an attribute whose value is the ID of a package (documented). */
const packageIDAttribute = 400;

/** Maximum number of messages of one package in one read. A successful refresh writes four messages (documented). */
const maxMessages = 10;

/** Maximum number of messages that one read finds. For more rows of an ordered query, the transport sends a second request. */
const maxMessagesFound = 1_000;

/**
 * Maximum number of rows of one response: ten messages of each package in a request, or ten insertion strings of each
 * message in a request (documented maximum).
 */
const maxRows = 10 * maxPackagesPerRead;

/** `RecordID` is an SInt64. The transport returns it as text if a JavaScript number cannot hold it. */
const recordID = z.union([z.int(), z.string().regex(/^\d{1,19}$/)]).transform(BigInt);

const attributeRow = z.object({
  RecordID: recordID,
  AttributeID: optionalUint32,
  AttributeValue: optionalText,
  AttributeTime: z.string(),
});
const messageRow = z.object({
  RecordID: recordID,
  MessageID: uint32,
  Severity: uint32,
  Time: z.string(),
  Component: optionalText,
});
const textRow = z.object({ RecordID: recordID, InsStrIndex: optionalUint32, InsStrValue: optionalText });

/** A package, and the time of the site after which its messages are read. Without `since`: all messages. */
interface MessagesQuery {
  readonly PackageID: string;
  readonly since: string | undefined;
}

/** New messages of some packages, newest first. */
export type MessagesByPackage = ReadonlyMap<string, readonly SiteMessage[]>;

/** A status message that names a package. Its content is in rows of other classes. */
type MessageRecord = readonly [RecordID: bigint, PackageID: string];

/** Runs one read within the time that is left for it. */
type RunRead = <T>(read: (options: CallOptions) => Promise<Result<T>>) => Promise<Result<T>>;

/**
 * Reads the newest status messages of a package since a time. Only these messages show that the site cannot read the
 * source folder. Reading them needs a separate permission (documented).
 *
 * @returns the messages, newest first
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/manage/sms_statmsgattributes-server-wmi-class
 */
export async function readSiteMessages(
  transport: Transport,
  query: MessagesQuery,
  options: CallOptions,
): Promise<Result<readonly SiteMessage[]>> {
  const steps = readNewMessages(transport, [query], new Set(), maxPackagesPerRead, (read) => read(options));
  for (;;) {
    const step = await steps.next();
    if (step.done !== true) continue;
    return step.value.ok ? succeed(step.value.value.get(query.PackageID) ?? []) : step.value;
  }
}

/**
 * Reads the status messages of many packages again and again, each message once. Each step sends one request. The packages
 * are read in groups of 200, one group after the other.
 *
 * @param queries - called before each round; returns the packages of the round, at least one
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

/**
 * Reads the newest messages of some packages, except those in `known`, and adds them to `known`. Each step sends one
 * request, so that a caller can spread the requests over several polls.
 *
 * @param known - `RecordID` of each message that was read before
 * @param maxMessagesAtOnce - maximum number of messages to read; a later call reads the others
 */
async function* readNewMessages(
  transport: Transport,
  queries: readonly MessagesQuery[],
  known: Set<bigint>,
  maxMessagesAtOnce: number,
  run: RunRead,
): AsyncGenerator<undefined, Result<MessagesByPackage>> {
  const found = await run((options) => findMessages(transport, queries, options));
  if (!found.ok) return found;
  const records = found.value.filter(([RecordID]) => !known.has(RecordID)).slice(0, maxMessagesAtOnce);
  const anyRecord = anyOf(records.map(([RecordID]) => where`RecordID eq ${RecordID}`));
  if (anyRecord === undefined) return succeed(new Map());
  yield undefined;
  const messages = await run((options) =>
    readRows(transport, { className: "SMS_StatusMessage", where: anyRecord, maxRows }, messageRow, options),
  );
  if (!messages.ok) return messages;
  yield undefined;
  const texts = await run((options) =>
    readRows(transport, { className: "SMS_StatMsgInsStrings", where: anyRecord, maxRows }, textRow, options),
  );
  if (!texts.ok && isTransient(texts.failure.kind)) return texts;
  const packageOf = new Map(records);
  const byPackage = new Map<string, SiteMessage[]>();
  for (const message of messages.value.toSorted((a, b) => (a.RecordID < b.RecordID ? 1 : -1))) {
    const PackageID = packageOf.get(message.RecordID);
    if (PackageID === undefined) continue;
    const siteMessage = toSiteMessage(message, texts.ok ? texts.value : []);
    byPackage.set(PackageID, [...(byPackage.get(PackageID) ?? []), siteMessage]);
  }
  for (const [RecordID] of records) known.add(RecordID);
  return succeed(byPackage);
}

/**
 * Finds the newest messages of some packages, at most ten of each. A message names its package by an attribute. If one of
 * the packages has very many new messages, older messages of the others are not found.
 */
async function findMessages(
  transport: Transport,
  queries: readonly MessagesQuery[],
  options: CallOptions,
): Promise<Result<MessageRecord[]>> {
  const anyPackage = anyOf(queries.map(({ PackageID }) => where`AttributeValue eq ${PackageID}`));
  const query = {
    className: "SMS_StatMsgAttributes",
    where: anyPackage && where`AttributeID eq ${packageIDAttribute} and ${anyPackage}`,
    orderBy: "AttributeTime desc",
    top: Math.min(maxMessages * queries.length, maxMessagesFound),
    maxRows,
  };
  const rows = await readRows(transport, query, attributeRow, options);
  if (!rows.ok) return rows;
  return succeed(
    queries.flatMap(({ PackageID, since }) => {
      const sinceMs = since === undefined ? -Infinity : siteTimeMs(since);
      return rows.value
        .filter(({ AttributeValue }) => AttributeValue?.toUpperCase() === PackageID)
        .slice(0, maxMessages)
        .filter(({ AttributeTime }) => siteTimeMs(AttributeTime) > sinceMs)
        .map(({ RecordID }): MessageRecord => [RecordID, PackageID]);
    }),
  );
}

function toSiteMessage(
  { RecordID, MessageID, Severity, Time, Component }: z.output<typeof messageRow>,
  texts: readonly z.output<typeof textRow>[],
): SiteMessage {
  return {
    messageID: MessageID,
    severity: messageSeverity(Severity),
    insertionStrings: texts
      .filter((row) => row.RecordID === RecordID)
      .toSorted((a, b) => (a.InsStrIndex ?? 0) - (b.InsStrIndex ?? 0))
      .map(({ InsStrValue = "" }) => InsStrValue)
      .filter((text) => text !== ""),
    time: Time,
    ...(Component !== undefined && { component: Component }),
  };
}
