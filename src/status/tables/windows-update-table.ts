import { codeTable } from "./code-table.js";

/** https://learn.microsoft.com/windows/deployment/update/windows-update-error-reference */
export const windowsUpdateTable = /* @__PURE__ */ codeTable(
  "WU_E_",
  `
  80240001 NO_SERVICE Windows Update Agent cannot provide the service
  80240002 MAX_CAPACITY_REACHED maximum capacity of the service was exceeded
  80240003 UNKNOWN_ID ID not found
  80240004 NOT_INITIALIZED object is not initialized
  80240007 INVALIDINDEX index is invalid
  80240008 ITEMNOTFOUND key not found
  80240009 OPERATIONINPROGRESS another operation is in progress
  8024000B CALL_CANCELLED operation was canceled
  8024000C NOOP nothing had to be done
  8024000D XML_MISSINGDATA update metadata misses data
  8024000E XML_INVALID update metadata is invalid
  80240010 TOO_DEEP_RELATION update relations are nested too deeply
  80240012 REG_VALUE_INVALID registry value is invalid
  80240013 DUPLICATE_ITEM item is already in the list
  80240016 INSTALL_NOT_ALLOWED another installation or a restart is pending
  80240017 NOT_APPLICABLE no update is applicable
  80240018 NO_USERTOKEN user token is missing
  80240019 EXCLUSIVE_INSTALL_CONFLICT exclusive update cannot be installed together with others
  8024001A POLICY_NOT_SET policy value is not set
  8024001B SELFUPDATE_IN_PROGRESS agent updates itself
  8024001D INVALID_UPDATE update contains invalid metadata
  8024001E SERVICE_STOP service was stopped
  8024001F NO_CONNECTION no network connection
  80240020 NO_INTERACTIVE_USER no user is logged on
  80240021 TIME_OUT timeout
  80240022 ALL_UPDATES_FAILED operation failed for all updates
  80240023 EULAS_DECLINED license terms were declined
  80240024 NO_UPDATE there are no updates
  80240025 USER_ACCESS_DISABLED group policy blocks access to Windows Update
  80240026 INVALID_UPDATE_TYPE type of the update is invalid
  80240028 UNINSTALL_NOT_ALLOWED update cannot be uninstalled
  80240029 INVALID_PRODUCT_LICENSE license of a product is invalid
  8024002A MISSING_HANDLER component to apply the update is missing
  8024002B LEGACYSERVER server is too old for this operation
  8024002E WU_DISABLED access to an unmanaged server is not allowed
  80240030 INVALID_PROXY_SERVER proxy list has an invalid form
  80240031 INVALID_FILE file has a wrong form
  80240032 INVALID_CRITERIA search criteria are invalid
  80240033 EULA_UNAVAILABLE license terms cannot be downloaded
  80240034 DOWNLOAD_FAILED update download failed
  80240035 UPDATE_NOT_PROCESSED update was not processed
  80240037 NOT_SUPPORTED functionality is not supported
  80240FFF UNEXPECTED error that has no other code
  80244007 PT_SOAPCLIENT_SOAPFAULT server returned a SOAP fault
  80244010 PT_EXCEEDED_MAX_SERVER_TRIPS maximum number of round trips to the server was exceeded
  80244016 PT_HTTP_STATUS_BAD_REQUEST HTTP status 400: the server did not understand the request
  80244017 PT_HTTP_STATUS_DENIED HTTP status 401: authentication is required
  80244018 PT_HTTP_STATUS_FORBIDDEN HTTP status 403: access is forbidden
  80244019 PT_HTTP_STATUS_NOT_FOUND HTTP status 404: not found
  8024401B PT_HTTP_STATUS_PROXY_AUTH_REQ HTTP status 407: the proxy requires authentication
  8024401C PT_HTTP_STATUS_REQUEST_TIMEOUT HTTP status 408: the server waited too long for the request
  8024401F PT_HTTP_STATUS_SERVER_ERROR HTTP status 500: internal error of the server
  80244021 PT_HTTP_STATUS_BAD_GATEWAY HTTP status 502: a gateway received an invalid response
  80244022 PT_HTTP_STATUS_SERVICE_UNAVAIL HTTP status 503: the service is overloaded
  80244023 PT_HTTP_STATUS_GATEWAY_TIMEOUT HTTP status 504: a gateway timed out
  8024402C PT_WINHTTP_NAME_NOT_RESOLVED name of the proxy or the server cannot be resolved
  8024402F PT_ECP_SUCCEEDED_WITH_ERRORS external cab processing had errors
  80246001 DM_URLNOTAVAILABLE URL of the file is not available
  80246002 DM_INCORRECTFILEHASH hash of the downloaded file is wrong
  80246005 DM_NONETWORK no network connection
  80246007 DM_NOTDOWNLOADED update is not downloaded
  80246008 DM_FAILTOCONNECTTOBITS connection to BITS failed
  80248007 DS_NODATA requested information is not in the data store
  80248014 DS_UNKNOWNSERVICE service is not in the data store`,
);

/** Intune software update agent: https://learn.microsoft.com/intune/device-updates/windows/ref-agent-error-codes */
export const intuneUpdateTable = /* @__PURE__ */ codeTable(
  "OM_E_",
  `
  80CF0001 NO_SERVICE agent cannot provide the service
  80CF0002 MAX_CAPACITY_REACHED maximum capacity of the service was exceeded
  80CF0003 UNKNOWN_ID ID not found
  80CF0004 NOT_INITIALIZED object cannot be initialized
  80CF0007 INVALIDINDEX index is invalid
  80CF0008 ITEMNOTFOUND key not found
  80CF0009 OPERATIONINPROGRESS another operation is in progress
  80CF000B CALL_CANCELLED operation was canceled
  80CF000C NOOP nothing had to be done
  80CF000D XML_MISSINGDATA update metadata misses data
  80CF000E XML_INVALID update metadata is invalid
  80CF000F CYCLE_DETECTED update relations form a cycle
  80CF0010 TOO_DEEP_RELATION update relations are nested too deeply
  80CF0011 INVALID_RELATIONSHIP an update relation is invalid
  80CF0012 REG_VALUE_INVALID registry value is invalid
  80CF0013 DUPLICATE_ITEM item is already in the list
  80CF0014 INVALID_INSTALL_REQUESTED caller cannot install the requested updates
  80CF0016 INSTALL_NOT_ALLOWED another installation or a restart is pending`,
);
