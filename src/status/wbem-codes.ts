import { hresultBits } from "./hresult.js";
import type { StatusMeaning } from "./status-meaning.js";
import { codeTable } from "./tables/code-table.js";

/** Error codes of WMI (WBEMSTATUS), without their upper half 0x8004: https://learn.microsoft.com/windows/win32/wmisdk/wmi-error-constants */
const errors = /* @__PURE__ */ codeTable(
  "WBEM_E_",
  `
  1001 FAILED call failed; the usual StatusCode of an SMS Provider error, details are in the extended status
  1002 NOT_FOUND no such object
  1003 ACCESS_DENIED the user lacks permission
  1004 PROVIDER_FAILURE the provider failed after start-up
  1005 TYPE_MISMATCH type mismatch
  1006 OUT_OF_MEMORY not enough memory
  1007 INVALID_CONTEXT bad context object
  1008 INVALID_PARAMETER a parameter is wrong
  1009 NOT_AVAILABLE resource (often a remote server) unavailable
  100A CRITICAL_ERROR internal critical error
  100B INVALID_STREAM corrupt packet in a remote session
  100C NOT_SUPPORTED not supported
  100D INVALID_SUPERCLASS bad parent class
  100E INVALID_NAMESPACE no such namespace (wrong site code in root\\sms\\site_XXX)
  100F INVALID_OBJECT bad instance
  1010 INVALID_CLASS no such class
  1011 PROVIDER_NOT_FOUND provider not registered
  1012 INVALID_PROVIDER_REGISTRATION provider registration is wrong
  1013 PROVIDER_LOAD_FAILURE provider cannot be loaded
  1014 INITIALIZATION_FAILURE component failed to initialize
  1015 TRANSPORT_FAILURE network error
  1016 INVALID_OPERATION operation not valid
  1017 INVALID_QUERY bad query
  1018 INVALID_QUERY_TYPE query language not supported
  1019 ALREADY_EXISTS create-only put found an existing instance
  101A OVERRIDE_NOT_ALLOWED qualifier may not be overridden
  101B PROPAGATED_QUALIFIER qualifier is inherited
  101C PROPAGATED_PROPERTY property is inherited
  101D UNEXPECTED illegal call sequence
  101E ILLEGAL_OPERATION illegal operation
  101F CANNOT_BE_KEY property cannot be a key
  1020 INCOMPLETE_CLASS class definition incomplete or unregistered
  1021 INVALID_SYNTAX bad query syntax
  1022 NONDECORATED_OBJECT reserved
  1023 READ_ONLY write to a read-only property
  1024 PROVIDER_NOT_CAPABLE provider cannot do this operation
  1025 CLASS_HAS_CHILDREN change would break a subclass
  1026 CLASS_HAS_INSTANCES class has instances
  1027 QUERY_NOT_IMPLEMENTED reserved
  1028 ILLEGAL_NULL null where a value is required
  1029 INVALID_QUALIFIER_TYPE bad qualifier type
  102A INVALID_PROPERTY_TYPE bad property type
  102B VALUE_OUT_OF_RANGE value out of range or of the wrong type
  102C CANNOT_BE_SINGLETON class cannot be a singleton
  102D INVALID_CIM_TYPE bad CIM type
  102E INVALID_METHOD no such method
  102F INVALID_METHOD_PARAMETERS method parameters are wrong
  1030 SYSTEM_PROPERTY qualifiers of a system property were asked for
  1031 INVALID_PROPERTY unknown property type
  1032 CALL_CANCELLED asynchronous call cancelled
  1033 SHUTTING_DOWN WMI is shutting down
  1034 PROPAGATED_METHOD method name reused with another signature
  1035 UNSUPPORTED_PARAMETER parameter value too complex
  1036 MISSING_PARAMETER_ID parameter missing from the call
  1037 INVALID_PARAMETER_ID bad parameter ID
  1038 NONCONSECUTIVE_PARAMETER_IDS parameter IDs not in sequence
  1039 PARAMETER_ID_ON_RETVAL return value carries an ID
  103A INVALID_OBJECT_PATH bad object path
  103B OUT_OF_DISK_SPACE disk or repository full
  103C BUFFER_TOO_SMALL buffer too small
  103D UNSUPPORTED_PUT_EXTENSION put option not supported
  103E UNKNOWN_OBJECT_TYPE unknown object while marshalling
  103F UNKNOWN_PACKET_TYPE unknown packet while marshalling
  1040 MARSHAL_VERSION_MISMATCH packet version not supported
  1041 MARSHAL_INVALID_SIGNATURE packet looks corrupt
  1042 INVALID_QUALIFIER qualifier in the wrong place
  1043 INVALID_DUPLICATE_PARAMETER parameter declared twice
  1044 TOO_MUCH_DATA reserved
  1045 SERVER_TOO_BUSY delivery to the sink failed
  1046 INVALID_FLAVOR bad qualifier flavour
  1047 CIRCULAR_REFERENCE circular reference
  1048 UNSUPPORTED_CLASS_UPDATE class update not supported
  1049 CANNOT_CHANGE_KEY_INHERITANCE key is in use
  1050 CANNOT_CHANGE_INDEX_INHERITANCE index is in use
  1051 TOO_MANY_PROPERTIES too many properties
  1052 UPDATE_TYPE_MISMATCH conflicting redefinition
  1053 UPDATE_OVERRIDE_NOT_ALLOWED override not allowed
  1054 UPDATE_PROPAGATED_METHOD conflicting method redefinition
  1055 METHOD_NOT_IMPLEMENTED method is declared but not implemented
  1056 METHOD_DISABLED method is disabled
  1057 REFRESHER_BUSY refresher busy
  1058 UNPARSABLE_QUERY filter query cannot be parsed
  1059 NOT_EVENT_CLASS not an event class
  105A MISSING_GROUP_WITHIN GROUP WITHIN missing
  105B MISSING_AGGREGATION_LIST aggregation over every property
  105C PROPERTY_NOT_AN_OBJECT dot notation on a plain property
  105D AGGREGATING_BY_OBJECT grouping by an embedded object
  105F UNINTERPRETABLE_PROVIDER_QUERY event provider query names no classes
  1060 BACKUP_RESTORE_WINMGMT_RUNNING repository in use
  1061 QUEUE_OVERFLOW consumer too slow
  1062 PRIVILEGE_NOT_HELD privilege missing
  1063 INVALID_OPERATOR operator not valid for the type
  1064 LOCAL_CREDENTIALS credentials given for a local connection
  1065 CANNOT_BE_ABSTRACT class cannot be abstract
  1066 AMENDED_OBJECT amended object written without the flag
  1067 CLIENT_TOO_SLOW client reads too slowly
  1068 NULL_SECURITY_DESCRIPTOR no security descriptor
  1069 TIMED_OUT timed out
  106A INVALID_ASSOCIATION bad association
  106B AMBIGUOUS_OPERATION ambiguous
  106C QUOTA_VIOLATION WMI memory or handle quota exceeded
  106D TRANSACTION_CONFLICT transaction conflict
  106E FORCED_ROLLBACK rolled back
  106F UNSUPPORTED_LOCALE locale not supported
  1070 HANDLE_OUT_OF_DATE stale handle
  1071 CONNECTION_FAILED SQL connection failed
  1072 INVALID_HANDLE_REQUEST bad handle request
  1073 PROPERTY_NAME_TOO_WIDE property name above 255 characters
  1074 CLASS_NAME_TOO_WIDE class name above 255 characters
  1075 METHOD_NAME_TOO_WIDE method name above 255 characters
  1076 QUALIFIER_NAME_TOO_WIDE qualifier name above 255 characters
  1077 RERUN_COMMAND SQL deadlock, run again
  1078 DATABASE_VER_MISMATCH database version mismatch
  1079 VETO_DELETE provider refuses the delete
  107A VETO_PUT provider refuses the put
  1080 INVALID_LOCALE bad locale
  1081 PROVIDER_SUSPENDED provider suspended
  1082 SYNCHRONIZATION_REQUIRED save and fetch the object again first
  1083 NO_SCHEMA no schema
  1084 PROVIDER_ALREADY_REGISTERED already registered
  1085 PROVIDER_NOT_REGISTERED not registered
  1086 FATAL_TRANSPORT_ERROR fatal transport error
  1087 ENCRYPTED_CONNECTION_REQUIRED encryption required
  1088 PROVIDER_TIMED_OUT provider timed out
  1089 NO_KEY instance has no key
  108A PROVIDER_DISABLED provider unloaded`,
);

/** Success codes of WMI, without WBEM_S_NO_ERROR (0) and WBEM_S_FALSE (1): a method returns 0 and 1 with another meaning. */
const successes = new Map([
  [0x4_0001, "WBEM_S_ALREADY_EXISTS"],
  [0x4_0002, "WBEM_S_RESET_TO_DEFAULT"],
  [0x4_0003, "WBEM_S_DIFFERENT"],
  [0x4_0004, "WBEM_S_TIMEDOUT"],
  [0x4_0005, "WBEM_S_NO_MORE_DATA"],
  [0x4_0006, "WBEM_S_OPERATION_CANCELLED"],
  [0x4_0007, "WBEM_S_PENDING"],
  [0x4_0008, "WBEM_S_DUPLICATE_OBJECTS"],
  [0x4_0009, "WBEM_S_ACCESS_DENIED"],
  [0x4_0010, "WBEM_S_PARTIAL_RESULTS"],
]);

const logAdvice = "Read SMSProv.log on the server of the SMS Provider. WMI reports only that the call failed.";
const roleAdvice =
  "Give the account a security role that permits the call on the class, and a security scope that contains the object.";
const waitAdvice = "Check whether the call took effect. If not, call again later: the error is temporary.";

const advice = new Map([
  ["WBEM_E_FAILED", logAdvice],
  ["WBEM_E_PROVIDER_FAILURE", logAdvice],
  ["WBEM_E_ACCESS_DENIED", roleAdvice],
  ["WBEM_E_NOT_AVAILABLE", waitAdvice],
  ["WBEM_E_TRANSPORT_FAILURE", waitAdvice],
  ["WBEM_E_SHUTTING_DOWN", waitAdvice],
  ["WBEM_E_SERVER_TOO_BUSY", waitAdvice],
  ["WBEM_E_TIMED_OUT", waitAdvice],
  ["WBEM_E_QUOTA_VIOLATION", waitAdvice],
  ["WBEM_E_TRANSACTION_CONFLICT", waitAdvice],
  ["WBEM_E_RERUN_COMMAND", waitAdvice],
  ["WBEM_E_PROVIDER_TIMED_OUT", waitAdvice],
]);

/** Explains codes of WMI: errors from 0x80041001 to 0x80044FFF, and success codes. */
export function wbemMeaning(unsigned: number): StatusMeaning | undefined {
  const success = successes.get(unsigned);
  if (success !== undefined) return { ...hresultBits(unsigned), name: success, source: "wbem" };
  if (unsigned < 0x8004_1001 || unsigned > 0x8004_4fff) return undefined;
  const known = errors().get(unsigned - 0x8004_0000);
  const text = advice.get(known?.name ?? "");
  return { ...hresultBits(unsigned), ...known, source: "wbem", ...(text !== undefined && { advice: text }) };
}
