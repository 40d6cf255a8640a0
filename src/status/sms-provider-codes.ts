import type { StatusMeaning } from "./status-meaning.js";
import { codeTable, type KnownCode } from "./tables/code-table.js";

// The layout of composite codes is documented (SMS_ExtendedStatus.ErrorCode). The names are from a header of 1998-99 in the
// SMS 2.0 SDK, the only published list. Codes of current sites follow that list, but also have newer reasons (seen).
const severities = ["S_NONE", "S_FUNC", "S_MINOR", "S_MAJOR"];
const facilities = /* @__PURE__ */ names("F_", "NONE INT NET FILE COM SQL CIMOM BC MEM SEC REG");
const actions = /* @__PURE__ */ names("A_", "NONE CREAT OPEN DEL READ WRITE PERST INST VAL EXEC LOCK");
const objects = /* @__PURE__ */ names(
  "O_",
  "NONE FACILITY DESCRIPTOR DATAFILE DIRECTORY CONNECTION TRANSACTION PARAMETER PROPERTY METHOD INSTANCE DATA RIGHTS ROW MEMORY QUERY COLLECTION USER FILELINE RESOURCE",
);
const reasons = /* @__PURE__ */ names(
  "R_",
  "NONE WINAPI SQL COM PDFERROR DISTSRC COLLERR TOKITSQL TOKENITEM OFFERSRC MFCFE SITE READONLY TIMEOUT NOTFOUND ALREADYEXISTS BADHANDLE BADDATA BADPARAM NETERR NOTSUPPORTED BADPROP INVALIDMTD STATMSG FIELDNO QUERYSRC",
);

const predefined = /* @__PURE__ */ codeTable(
  "E_",
  `
  00000000 NONE no error
  C2810500 REG_CREAT_CONN registry cannot be reached, or the WMI service (E_CIMOM_CREAT_CONN is the same number)
  C2820B00 REG_OPEN_DATA registry data cannot be read
  C1010A00 COM_CREAT_INST COM object creation failed
  80C10400 FILE_CREATE_DIR folder cannot be created
  80C60300 FILE_PERST_FILE file cannot be saved
  80C70300 FILE_INST_FILE file cannot be loaded
  80C20300 FILE_OPEN_FILE file cannot be opened
  80C50300 FILE_WRITE_FILE file cannot be written
  80C10300 FILE_CREAT_FILE file cannot be created
  C0810500 NET_CREAT_CONN network connection cannot be made
  C0840500 NET_READ_CONN network connection cannot be read
  C2010E00 MEM_CREAT_MEM out of memory
  40480700 INT_VAL_PARAM a parameter is wrong
  40480715 INT_VAL_PARAM_BP the instance passed has bad property values
  80480B00 INT_VAL_DATA internal data error
  40480916 INT_VAL_METHOD no such method
  40480914 INT_VAL_METHOD_NS method not supported
  C0410A00 INT_CREAT_INST internal object creation failed
  40410A0F INT_CREAT_INST_AE the instance already exists
  80420800 INT_OPEN_PROP property not found
  40450A0C INT_WRITE_INST_RO the class is read-only
  40450A00 INT_WRITE_INST the instance cannot be written
  40450A0E INT_WRITE_INST_NF update of an instance that does not exist
  80420A0E INT_OPEN_INST instance not found
  80430A00 INT_DEL_INST instance cannot be deleted
  80460A00 INT_PERST_INST instance cannot be stored
  80451000 INT_WRITE_COLL collection cannot be updated
  40481000 INT_VAL_COLL collection cannot be verified
  404A1000 INT_LOCK_COLL collection cannot be locked
  40480F00 INT_VAL_QUERY bad WQL
  40480F14 INT_VAL_QUERY_NS query not supported
  40441200 INT_READ_LINE text line cannot be parsed
  C1410500 SQL_CREAT_CONN no SQL connection
  C1480500 SQL_VAL_CONN general SQL problem
  C1410600 SQL_CREAT_TRANS transaction cannot be opened
  C1450600 SQL_WRITE_TRANS transaction cannot be committed
  C1490900 SQL_EXEC_METHOD stored procedure failed
  81490F00 SQL_EXEC_QUERY SQL query failed
  81420D00 SQL_OPEN_ROW row not found
  C1450D00 SQL_READ_ROW row data cannot be read
  81460D00 SQL_PERST_ROW row cannot be inserted
  81430D00 SQL_DEL_ROW row cannot be deleted
  81450D00 SQL_WRITE_ROW row cannot be updated
  42480C00 SEC_VAL_RIGHT the user lacks the right
  C2470200 SEC_CREAT_DESC security descriptor cannot be set up
  82420C00 SEC_OPEN_RIGHTS rights of the object cannot be read
  82481100 SEC_VAL_USER invalid user
  C2410500 SEC_CREAT_CONN security source cannot be reached
  82441300 SEC_READ_COLLLIMIT resource read without proper collection limiting
  C1C10A00 BC_CREAT_INST base class object creation failed`,
);

/** Codes of current sites with a reason that is not in the header (seen). */
const observed = new Map<number, KnownCode>([
  [0x4048_0732, { name: "E_INT_VAL_PARAM", message: "the object's SEDO lock is not available" }],
]);

const advice = new Map([
  [
    0x4048_0732,
    "Find the user that edits the object with Get-CMObjectLockDetails. When the lock is released, try again.",
  ],
  [
    0x4048_0715,
    "Read SMSProv.log on the server of the SMS Provider. Known causes (seen): the driver is already in the package, or the source folder cannot be reached.",
  ],
  [
    0x4248_0c00,
    "Give the account a security role that permits the call on the class, and a security scope that contains the object.",
  ],
]);
const logAdvice = "Read SMSProv.log on the server of the SMS Provider.";

/** Reasons in the {@link observed} codes. The header is older than these reasons, so they have no name. */
const observedReasons = new Set(Array.from(observed.keys(), (code) => code & 0xff));

/**
 * Reads the composite `ErrorCode` of `SMS_ExtendedStatus`. 0 is `E_NONE`, no error.
 *
 * @returns `undefined` if a field of the code is not known: codes of other components can have the same bits set
 * @see https://learn.microsoft.com/intune/configmgr/develop/reference/misc/sms_extendedstatus-server-wmi-class
 */
export function smsProviderMeaning(unsigned: number): StatusMeaning | undefined {
  const severity = unsigned >>> 30;
  const reserved = (unsigned >>> 28) & 0x3;
  const facility = (unsigned >>> 22) & 0x3f;
  const action = (unsigned >>> 16) & 0x3f;
  const object = (unsigned >>> 8) & 0xff;
  const reason = unsigned & 0xff;
  const isComposite =
    severity > 0 &&
    reserved === 0 &&
    isField(facilities, facility) &&
    isField(actions, action) &&
    isField(objects, object) &&
    (reason < reasons.length || observedReasons.has(reason));
  if (unsigned !== 0 && !isComposite) return undefined;
  return {
    severity: nameOf(severities, severity),
    facility: nameOf(facilities, facility),
    action: nameOf(actions, action),
    object: nameOf(objects, object),
    reason: nameOf(reasons, reason),
    ...knownCode(unsigned),
    source: "sms-provider",
    ...(unsigned !== 0 && { advice: advice.get(unsigned) ?? logAdvice }),
  };
}

function knownCode(unsigned: number): KnownCode | undefined {
  // The provider can set a reason in a code that was defined without one (documented in the header).
  const withoutReason = unsigned - (unsigned & 0xff);
  return observed.get(unsigned) ?? predefined().get(unsigned) ?? predefined().get(withoutReason);
}

function names(prefix: string, words: string): readonly string[] {
  return words.split(" ").map((word) => prefix + word);
}

/** Whether a field has a known value other than NONE. In the header, every code sets each field except the reason. */
function isField(list: readonly string[], value: number): boolean {
  return value > 0 && value < list.length;
}

function nameOf(list: readonly string[], value: number): string {
  return list[value] ?? String(value);
}
