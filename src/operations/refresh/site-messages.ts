import * as z from "zod";
import type { DistributionPointReason } from "../../distribution-progress.js";
import { succeed, type Result } from "../../result.js";
import { anyOf, where } from "../../transport/filter.js";
import type { CallOptions, Transport } from "../../transport/transport.js";
import { isTransient, type PollTimer } from "../site/poll-timer.js";
import { messageSeverity } from "../distribution/message-severity.js";
import { readRows } from "../site/read-rows.js";
import { optionalText, optionalUint32, siteTimeMs, uint32 } from "../../wmi/row-values.js";

/** A status message of the site about a package. */
export interface SiteMessage extends DistributionPointReason {
  /** When it was raised, by the site's clock (ISO 8601). */
  readonly time: string;
  /** The component that raised it, such as `SMS_DISTRIBUTION_MANAGER`. */
  readonly component?: string;
}

/** `SMS_StatMsgAttributes.AttributeID` of a package's ID (documented). */
const packageIDAttribute = 400;

/** As many as a person reads of a log. A successful refresh leaves four messages (documented). */
const maxMessages = 10;

/** Ten messages have at most 100 text parts (documented). This leaves room for a site that ignores `top`. */
const maxRows = 1_000;

/** SInt64. A value that a number cannot hold is read as digits. */
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
const insertionRow = z.object({ RecordID: recordID, InsStrIndex: optionalUint32, InsStrValue: optionalText });

/**
 * What the site's status messages say of a package, newest first: an unreadable source folder shows here and nowhere
 * else. A message knows its package by an attribute, and its text parts are rows of their own.
 *
 * @param since - older messages are left out; a time of the site's own
 * @returns the messages, newest first. Reading them needs a separate permission (documented)
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/core/servers/manage/sms_statmsgattributes-server-wmi-class
 */
export async function readSiteMessages(
  transport: Transport,
  PackageID: string,
  since: string | undefined,
  options: CallOptions,
): Promise<Result<SiteMessage[]>> {
  const attributes = await readRows(
    transport,
    {
      className: "SMS_StatMsgAttributes",
      where: where`AttributeID eq ${packageIDAttribute} and AttributeValue eq ${PackageID}`,
      orderBy: "AttributeTime desc",
      top: maxMessages,
      maxRows,
    },
    attributeRow,
    options,
  );
  if (!attributes.ok) return attributes;
  const sinceMs = since === undefined ? -Infinity : siteTimeMs(since);
  const records = attributes.value
    .slice(0, maxMessages)
    .filter(({ AttributeTime }) => siteTimeMs(AttributeTime) > sinceMs);
  const anyRecord = anyOf(records.map(({ RecordID }) => where`RecordID eq ${RecordID}`));
  if (anyRecord === undefined) return succeed([]);

  const messages = await readRows(
    transport,
    { className: "SMS_StatusMessage", where: anyRecord, maxRows },
    messageRow,
    options,
  );
  if (!messages.ok) return messages;
  const insertions = await readRows(
    transport,
    { className: "SMS_StatMsgInsStrings", where: anyRecord, maxRows },
    insertionRow,
    options,
  );
  return succeed(
    messages.value
      .toSorted((a, b) => (a.RecordID < b.RecordID ? 1 : -1))
      .map(({ RecordID, MessageID, Severity, Time, Component }) => ({
        messageID: MessageID,
        severity: messageSeverity(Severity),
        insertionStrings: insertions.ok ? textOf(insertions.value, RecordID) : [],
        time: Time,
        ...(Component !== undefined && { component: Component }),
      })),
  );
}

/** Reads the status messages about a package again and again, and returns each message once. */
export class NewSiteMessages {
  readonly #transport: Transport;
  readonly #PackageID: string;
  readonly #since: string | undefined;
  readonly #known = new Set<string>();
  #isReadable = true;

  constructor(transport: Transport, PackageID: string, since: string | undefined) {
    this.#transport = transport;
    this.#PackageID = PackageID;
    this.#since = since;
  }

  /** Messages that the last read did not have. Empty from the first failure on that is not transient. */
  async read(timer: PollTimer): Promise<SiteMessage[]> {
    if (!this.#isReadable) return [];
    const messages = await timer.read((options) =>
      readSiteMessages(this.#transport, this.#PackageID, this.#since, options),
    );
    if (!messages.ok) {
      this.#isReadable = isTransient(messages.failure.kind);
      return [];
    }
    return messages.value.filter((message) => {
      const key = JSON.stringify(message);
      const isNew = !this.#known.has(key);
      this.#known.add(key);
      return isNew;
    });
  }
}

function textOf(rows: readonly z.output<typeof insertionRow>[], RecordID: bigint): string[] {
  return rows
    .filter((row) => row.RecordID === RecordID)
    .toSorted((a, b) => (a.InsStrIndex ?? 0) - (b.InsStrIndex ?? 0))
    .flatMap(({ InsStrValue }) => (InsStrValue === undefined || InsStrValue === "" ? [] : [InsStrValue]));
}
