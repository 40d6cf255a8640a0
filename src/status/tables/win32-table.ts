import { codeTable } from "./code-table.js";

/**
 * Win32 codes, in hexadecimal as the low half of an HRESULT. Names and numbers are those of the pages; the texts are ours.
 *
 * 0x1 to 0x1F3: https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-
 * 0x1F4 to 0x3E7: https://learn.microsoft.com/windows/win32/debug/system-error-codes--500-999-
 * 0x3E8 to 0x513: https://learn.microsoft.com/windows/win32/debug/system-error-codes--1000-1299-
 * 0x514 to 0x6A3: https://learn.microsoft.com/windows/win32/debug/system-error-codes--1300-1699-
 * 0x6A4 to 0xF9F: https://learn.microsoft.com/windows/win32/debug/system-error-codes--1700-3999-
 * 0x1068: https://learn.microsoft.com/windows/win32/debug/system-error-codes--4000-5999-
 * 0x1770, 0x1771: https://learn.microsoft.com/windows/win32/debug/system-error-codes--6000-8199-
 */
export const win32Table = /* @__PURE__ */ codeTable(
  "",
  `
  1 ERROR_INVALID_FUNCTION invalid function
  4 ERROR_TOO_MANY_OPEN_FILES too many open files
  8 ERROR_NOT_ENOUGH_MEMORY not enough memory for this command
  B ERROR_BAD_FORMAT a program was loaded in a wrong format
  D ERROR_INVALID_DATA invalid data
  F ERROR_INVALID_DRIVE drive not found
  10 ERROR_CURRENT_DIRECTORY the current folder cannot be removed
  11 ERROR_NOT_SAME_DEVICE source and target are on different drives
  12 ERROR_NO_MORE_FILES no more files
  13 ERROR_WRITE_PROTECT media is write-protected
  15 ERROR_NOT_READY device is not ready
  17 ERROR_CRC data error (checksum is wrong)
  1D ERROR_WRITE_FAULT write to the device failed
  1E ERROR_READ_FAULT read from the device failed
  1F ERROR_GEN_FAILURE a device does not work
  20 ERROR_SHARING_VIOLATION another process uses the file
  21 ERROR_LOCK_VIOLATION another process locked a part of the file
  26 ERROR_HANDLE_EOF end of the file
  27 ERROR_HANDLE_DISK_FULL disk full
  32 ERROR_NOT_SUPPORTED request not supported
  33 ERROR_REM_NOT_LIST remote computer cannot be found or is busy
  34 ERROR_DUP_NAME duplicate computer name on the network
  36 ERROR_NETWORK_BUSY network is busy
  37 ERROR_DEV_NOT_EXIST network resource or device is no longer available
  3A ERROR_BAD_NET_RESP server cannot perform the operation
  3B ERROR_UNEXP_NET_ERR unexpected network error
  40 ERROR_NETNAME_DELETED the network connection to the share was lost
  41 ERROR_NETWORK_ACCESS_DENIED network access denied
  42 ERROR_BAD_DEV_TYPE wrong type of network resource
  43 ERROR_BAD_NET_NAME share name not found
  46 ERROR_SHARING_PAUSED server is paused or still starting
  47 ERROR_REQ_NOT_ACCEP server accepts no more connections
  50 ERROR_FILE_EXISTS file exists
  52 ERROR_CANNOT_MAKE file or folder cannot be created
  55 ERROR_ALREADY_ASSIGNED local device name is already in use
  56 ERROR_INVALID_PASSWORD network password is wrong
  59 ERROR_NO_PROC_SLOTS no further process can be started now
  6D ERROR_BROKEN_PIPE pipe was closed
  6E ERROR_OPEN_FAILED device or file cannot be opened
  6F ERROR_BUFFER_OVERFLOW file name is too long
  70 ERROR_DISK_FULL not enough disk space
  78 ERROR_CALL_NOT_IMPLEMENTED function is not supported on this system
  79 ERROR_SEM_TIMEOUT semaphore timeout (often a slow network or disk)
  7A ERROR_INSUFFICIENT_BUFFER buffer too small
  7B ERROR_INVALID_NAME name or path has invalid syntax
  7E ERROR_MOD_NOT_FOUND module (DLL) not found
  7F ERROR_PROC_NOT_FOUND procedure not found in a module
  91 ERROR_DIR_NOT_EMPTY folder is not empty
  A1 ERROR_BAD_PATHNAME path is invalid
  AA ERROR_BUSY resource is in use
  B7 ERROR_ALREADY_EXISTS object already exists
  C1 ERROR_BAD_EXE_FORMAT not a valid program for this system
  CE ERROR_FILENAME_EXCED_RANGE file name or extension is too long
  DF ERROR_FILE_TOO_LARGE file is larger than the limit
  E8 ERROR_NO_DATA pipe is being closed
  EA ERROR_MORE_DATA more data is available
  F0 ERROR_VC_DISCONNECTED session was canceled
  102 WAIT_TIMEOUT wait ended by its timeout
  103 ERROR_NO_MORE_ITEMS no more data
  10B ERROR_DIRECTORY folder name is invalid
  12B ERROR_PARTIAL_COPY only part of a memory request was done
  216 ERROR_ARITHMETIC_OVERFLOW arithmetic overflow
  3E3 ERROR_OPERATION_ABORTED operation was aborted (thread ended or application request)
  3E5 ERROR_IO_PENDING operation is in progress
  3E6 ERROR_NOACCESS invalid access to memory
  3ED ERROR_UNRECOGNIZED_VOLUME file system of the volume is not recognized
  3EE ERROR_FILE_INVALID volume of an open file changed
  3F0 ERROR_NO_TOKEN token does not exist
  3FA ERROR_KEY_DELETED registry key is marked for deletion
  41B ERROR_DEPENDENT_SERVICES_RUNNING other running services depend on this service
  41D ERROR_SERVICE_REQUEST_TIMEOUT service did not respond in time
  420 ERROR_SERVICE_ALREADY_RUNNING service is already running
  422 ERROR_SERVICE_DISABLED service is disabled
  424 ERROR_SERVICE_DOES_NOT_EXIST service is not installed
  425 ERROR_SERVICE_CANNOT_ACCEPT_CTRL service cannot accept control messages now
  426 ERROR_SERVICE_NOT_ACTIVE service is not started
  42B ERROR_PROCESS_ABORTED process ended unexpectedly
  42C ERROR_SERVICE_DEPENDENCY_FAIL a required service did not start
  42D ERROR_SERVICE_LOGON_FAILED service could not log on
  430 ERROR_SERVICE_MARKED_FOR_DELETE service is marked for deletion
  45B ERROR_SHUTDOWN_IN_PROGRESS system shutdown is in progress
  45D ERROR_IO_DEVICE input or output error of a device
  47E ERROR_OLD_WIN_VERSION program requires a newer version of Windows
  483 ERROR_NO_ASSOCIATION no application is associated with the file
  490 ERROR_NOT_FOUND element not found
  4B0 ERROR_BAD_DEVICE device name is invalid
  4B8 ERROR_EXTENDED_ERROR extended error
  4B9 ERROR_INVALID_GROUPNAME group name has an invalid form
  4BA ERROR_INVALID_COMPUTERNAME computer name has an invalid form
  4C3 ERROR_SESSION_CREDENTIAL_CONFLICT a connection to the server under another user name exists
  4C7 ERROR_CANCELLED canceled by the user
  4C9 ERROR_CONNECTION_REFUSED remote system refused the connection
  4CF ERROR_NETWORK_UNREACHABLE network location cannot be reached
  4D0 ERROR_HOST_UNREACHABLE remote system cannot be reached
  4D1 ERROR_PROTOCOL_UNREACHABLE remote system does not support the transport protocol
  4D2 ERROR_PORT_UNREACHABLE no service uses the port on the remote system
  4D3 ERROR_REQUEST_ABORTED request was aborted
  4D4 ERROR_CONNECTION_ABORTED local system aborted the connection
  4D5 ERROR_RETRY operation could not be completed and should be retried
  4DC ERROR_NOT_AUTHENTICATED user is not authenticated
  4DD ERROR_NOT_LOGGED_ON user is not logged on to the network
  4DE ERROR_CONTINUE continue with the work in progress
  4DF ERROR_ALREADY_INITIALIZED already initialized
  4EC ERROR_ACCESS_DISABLED_BY_POLICY program is blocked by group policy
  4F1 ERROR_DOWNGRADE_DETECTED possible attack on security: the authentication server cannot be contacted
  514 ERROR_NOT_ALL_ASSIGNED not all requested privileges are assigned
  51B ERROR_INVALID_OWNER security ID cannot be the owner of the object
  51F ERROR_NO_LOGON_SERVERS no logon server is available
  520 ERROR_NO_SUCH_LOGON_SESSION logon session does not exist
  522 ERROR_PRIVILEGE_NOT_HELD client does not have a required privilege
  524 ERROR_USER_EXISTS account already exists
  525 ERROR_NO_SUCH_USER account does not exist
  52B ERROR_WRONG_PASSWORD current password is wrong
  52E ERROR_LOGON_FAILURE user name or password is wrong
  52F ERROR_ACCOUNT_RESTRICTION account restrictions prevent the logon
  530 ERROR_INVALID_LOGON_HOURS logon is not allowed at this time
  531 ERROR_INVALID_WORKSTATION logon is not allowed from this computer
  532 ERROR_PASSWORD_EXPIRED password expired
  533 ERROR_ACCOUNT_DISABLED account is disabled
  534 ERROR_NONE_MAPPED account name and security ID cannot be mapped
  53A ERROR_INVALID_SECURITY_DESCR security descriptor is invalid
  542 ERROR_BAD_IMPERSONATION_LEVEL no impersonation level, or an invalid one
  54B ERROR_NO_SUCH_DOMAIN domain does not exist or cannot be contacted
  568 ERROR_TOO_MANY_CONTEXT_IDS too many security identifiers (often too many groups)
  569 ERROR_LOGON_TYPE_NOT_GRANTED logon type is not granted to the user on this computer
  570 ERROR_FILE_CORRUPT file or folder is corrupt
  574 ERROR_WRONG_TARGET_NAME target account name is wrong (often a wrong SPN)
  575 ERROR_MUTUAL_AUTH_FAILED mutual authentication failed
  576 ERROR_TIME_SKEW clocks of client and server differ too much
  5AA ERROR_NO_SYSTEM_RESOURCES not enough system resources
  5AF ERROR_COMMITMENT_LIMIT page file is too small
  5B4 ERROR_TIMEOUT timeout
  641 ERROR_INSTALL_SERVICE_FAILURE Windows Installer service cannot be accessed
  642 ERROR_INSTALL_USEREXIT user canceled the installation
  643 ERROR_INSTALL_FAILURE fatal error during the installation
  644 ERROR_INSTALL_SUSPEND installation is suspended
  645 ERROR_UNKNOWN_PRODUCT product is not installed
  646 ERROR_UNKNOWN_FEATURE feature is not registered
  648 ERROR_UNKNOWN_PROPERTY property is unknown
  64A ERROR_BAD_CONFIGURATION configuration data of the product is corrupt
  64C ERROR_INSTALL_SOURCE_ABSENT installation source is not available
  64D ERROR_INSTALL_PACKAGE_VERSION package requires a newer Windows Installer service
  64E ERROR_PRODUCT_UNINSTALLED product is uninstalled
  652 ERROR_INSTALL_ALREADY_RUNNING another installation is in progress
  653 ERROR_INSTALL_PACKAGE_OPEN_FAILED installation package cannot be opened
  654 ERROR_INSTALL_PACKAGE_INVALID installation package is invalid
  655 ERROR_INSTALL_UI_FAILURE user interface of Windows Installer failed to start
  656 ERROR_INSTALL_LOG_FAILURE installation log cannot be opened
  657 ERROR_INSTALL_LANGUAGE_UNSUPPORTED language of the package is not supported
  658 ERROR_INSTALL_TRANSFORM_FAILURE a transform cannot be applied
  659 ERROR_INSTALL_PACKAGE_REJECTED installation is forbidden by policy
  65A ERROR_FUNCTION_NOT_CALLED function was not run
  65E ERROR_UNSUPPORTED_TYPE data type is not supported
  660 ERROR_INSTALL_TEMP_UNWRITABLE temporary folder is full or cannot be accessed
  663 ERROR_PATCH_PACKAGE_OPEN_FAILED patch package cannot be opened
  664 ERROR_PATCH_PACKAGE_INVALID patch package is invalid
  666 ERROR_PRODUCT_VERSION another version of the product is installed
  667 ERROR_INVALID_COMMAND_LINE command line argument is invalid
  668 ERROR_INSTALL_REMOTE_DISALLOWED installation is not allowed in a remote session
  669 ERROR_SUCCESS_REBOOT_INITIATED success; a restart was started
  66A ERROR_PATCH_TARGET_NOT_FOUND program to patch is missing or has another version
  66B ERROR_PATCH_PACKAGE_REJECTED patch is forbidden by policy
  66C ERROR_INSTALL_TRANSFORM_REJECTED a transform is forbidden by policy
  6B3 RPC_S_NOT_LISTENING RPC server is not listening
  6BB RPC_S_SERVER_TOO_BUSY RPC server is too busy
  6BE RPC_S_CALL_FAILED remote procedure call failed
  6BF RPC_S_CALL_FAILED_DNE remote procedure call failed and did not run
  6C0 RPC_S_PROTOCOL_ERROR RPC protocol error
  6D3 RPC_S_UNKNOWN_AUTHN_SERVICE authentication service is unknown
  6D9 EPT_S_NOT_REGISTERED endpoint mapper has no more endpoints
  6FB ERROR_NO_TRUST_SAM_ACCOUNT computer account for this workstation's trust does not exist on the server
  6FC ERROR_TRUSTED_DOMAIN_FAILURE trust between the domains failed
  6FD ERROR_TRUSTED_RELATIONSHIP_FAILURE trust between this computer and the domain failed
  709 ERROR_INVALID_PRINTER_NAME printer name is invalid
  71A RPC_S_CALL_CANCELLED remote procedure call was canceled
  721 RPC_S_SEC_PKG_ERROR error in a security package
  775 ERROR_ACCOUNT_LOCKED_OUT account is locked out
  BC2 ERROR_SUCCESS_REBOOT_REQUIRED success; a restart is required
  BC9 ERROR_FAIL_REBOOT_REQUIRED failed; a restart is required before the next try
  1068 ERROR_WMI_GUID_NOT_FOUND WMI data provider does not know the GUID
  1770 ERROR_ENCRYPTION_FAILED file cannot be encrypted
  1771 ERROR_DECRYPTION_FAILED file cannot be decrypted`,
);
