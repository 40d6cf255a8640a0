import { codeTable } from "./code-table.js";

/** WinHTTP codes (12002 and so on) as HRESULTs: https://learn.microsoft.com/windows/win32/winhttp/error-messages */
export const winHttpTable = /* @__PURE__ */ codeTable(
  "ERROR_WINHTTP_",
  `
  80072EE1 OUT_OF_HANDLES no more handles are available
  80072EE2 TIMEOUT request timed out
  80072EE4 INTERNAL_ERROR internal error of WinHTTP
  80072EE5 INVALID_URL URL is invalid
  80072EE6 UNRECOGNIZED_SCHEME scheme of the URL is neither http nor https
  80072EE7 NAME_NOT_RESOLVED server name cannot be resolved
  80072EEF LOGIN_FAILURE login to the server failed
  80072EF1 OPERATION_CANCELLED operation was canceled
  80072EFD CANNOT_CONNECT connection to the server failed
  80072EFE CONNECTION_ERROR connection was reset or closed, or the TLS versions do not match
  80072F00 RESEND_REQUEST request must be sent again
  80072F0C CLIENT_AUTH_CERT_NEEDED server requires a client certificate
  80072F76 HEADER_NOT_FOUND requested header is missing
  80072F78 INVALID_SERVER_RESPONSE response of the server cannot be parsed
  80072F7C REDIRECT_FAILED redirect failed: the scheme changed, or there were too many
  80072F7D SECURE_CHANNEL_ERROR error in the TLS channel
  80072F87 UNABLE_TO_DOWNLOAD_SCRIPT proxy script (PAC) cannot be downloaded
  80072F89 SECURE_INVALID_CERT certificate is invalid
  80072F8A SECURE_CERT_REVOKED certificate is revoked
  80072F8F SECURE_FAILURE certificate of the server has errors
  80072F94 AUTODETECTION_FAILED proxy settings cannot be detected`,
);

/** https://learn.microsoft.com/windows/win32/bits/bits-return-values */
export const bitsTable = /* @__PURE__ */ codeTable(
  "BG_E_",
  `
  80190190 HTTP_ERROR_400 HTTP status 400: the server did not understand the request
  80190191 HTTP_ERROR_401 HTTP status 401: authentication is required
  80190193 HTTP_ERROR_403 HTTP status 403: access is forbidden
  80190194 HTTP_ERROR_404 HTTP status 404: the file does not exist on the server
  80190195 HTTP_ERROR_405 HTTP status 405: the method is not allowed
  80190197 HTTP_ERROR_407 HTTP status 407: the proxy requires authentication
  80190198 HTTP_ERROR_408 HTTP status 408: the server waited too long for the request
  8019019A HTTP_ERROR_410 HTTP status 410: the resource was removed
  801901A0 HTTP_ERROR_416 HTTP status 416: the requested range does not exist
  801901F4 HTTP_ERROR_500 HTTP status 500: internal error of the server
  801901F5 HTTP_ERROR_501 HTTP status 501: the server does not support the request
  801901F6 HTTP_ERROR_502 HTTP status 502: a gateway received an invalid response
  801901F7 HTTP_ERROR_503 HTTP status 503: the service is overloaded
  801901F8 HTTP_ERROR_504 HTTP status 504: a gateway timed out
  80200001 NOT_FOUND job not found
  80200002 INVALID_STATE action is not allowed in the current state of the job
  80200003 EMPTY job contains no files
  80200004 FILE_NOT_AVAILABLE error does not belong to a file
  80200005 PROTOCOL_NOT_AVAILABLE error does not belong to a protocol
  8020000D DESTINATION_LOCKED destination volume is locked
  8020000E VOLUME_CHANGED destination volume changed
  8020000F ERROR_INFORMATION_UNAVAILABLE job has no error information
  80200010 NETWORK_DISCONNECTED network adapter is not connected
  80200011 MISSING_FILE_SIZE server did not return Content-Length
  80200012 INSUFFICIENT_HTTP_SUPPORT server does not support HTTP/1.1
  80200013 INSUFFICIENT_RANGE_SUPPORT server or a proxy does not support Content-Range
  80200014 REMOTE_NOT_SUPPORTED BITS cannot be used remotely
  80200015 NEW_OWNER_DIFF_MAPPING drive mapping of the new owner is different
  80200016 NEW_OWNER_NO_FILE_ACCESS new owner has no permission to the temporary files
  80200018 PROXY_LIST_TOO_LARGE proxy list is above 32 KB
  80200019 PROXY_BYPASS_LIST_TOO_LARGE proxy bypass list is above 32 KB
  8020001C TOO_MANY_FILES an upload job can have only one file
  8020001D LOCAL_FILE_CHANGED local file changed during the transfer
  80200020 TOO_LARGE upload file is larger than the server allows
  80200021 STRING_TOO_LONG string is too long
  80200022 CLIENT_SERVER_PROTOCOL_MISMATCH client and server have no upload protocol in common
  80200027 INVALID_AUTH_TARGET authentication target is invalid
  80200028 INVALID_AUTH_SCHEME authentication scheme is invalid
  8020002B INVALID_RANGE byte range is outside the file
  8020002C OVERLAPPING_RANGES byte ranges overlap
  8020003E BLOCKED_BY_POLICY group policy blocks background jobs now
  8020003F INVALID_PROXY_INFO proxy list or proxy bypass list is invalid
  80200040 INVALID_CREDENTIALS credentials have an invalid form
  80200047 PEERCACHING_DISABLED peer caching is disabled
  80200049 TOO_MANY_JOBS_PER_USER user has too many jobs (policy MaxJobsPerUser)
  80200050 TOO_MANY_JOBS_PER_MACHINE computer has too many jobs (policy MaxJobsPerMachine)
  80200051 TOO_MANY_FILES_IN_JOB job has too many files (policy MaxFilesPerJob)
  80200052 TOO_MANY_RANGES_IN_FILE file has too many ranges (policy MaxRangesPerFile)
  80200053 VALIDATION_FAILED downloaded data failed the validation`,
);

/** https://learn.microsoft.com/windows/win32/delivery_optimization/do-return-values */
export const deliveryOptimizationTable = /* @__PURE__ */ codeTable(
  "DO_E_",
  `
  80D01001 NO_SERVICE Delivery Optimization cannot provide the service
  80D02002 DOWNLOAD_NO_PROGRESS download made no progress within the time limit
  80D02003 JOB_NOT_FOUND job not found
  80D02004 JOB_EMPTY job contains no file
  80D0200D LOCALPATH_NOT_SET download has no local file path
  80D02010 FILE_NOT_AVAILABLE no file is available
  80D02011 UNKNOWN_PROPERTY_ID property ID is unknown
  80D02012 READ_ONLY_PROPERTY property is read-only
  80D02013 INVALID_STATE action is not allowed in the current state of the job
  80D02014 ERROR_INFORMATION_UNAVAILABLE no error has occurred
  80D03002 NO_DOWNLOAD_EXTSETTINGS settings of the user or the administrator do not allow the download
  80D03801 BLOCKED_BY_COST_TRANSFER_POLICY paused: cost policy of the connection
  80D03803 BLOCKED_BY_CELLULAR_POLICY paused: policy for cellular networks
  80D03804 BLOCKED_BY_POWER_STATE paused: the device runs on battery
  80D03805 BLOCKED_BY_NO_NETWORK paused: no network connection
  80D03807 BLOCKED_BY_VPN_POLICY paused: a VPN was detected
  80D03808 BLOCKED_BY_CRITICAL_MEMORY_USAGE paused: the system is low on memory
  80D05001 HTTP_BLOCKSIZE_MISMATCH HTTP response has another size than requested
  80D05010 INVALID_RANGE byte range is invalid
  80D05011 INSUFFICIENT_RANGE_SUPPORT server does not support HTTP ranges
  80D05012 OVERLAPPING_RANGES byte ranges overlap
  80D06802 FATAL_CORE_ERROR fatal error in the core`,
);
