import { codeTable } from "./code-table.js";

/** Certificates, hashes and logons: https://learn.microsoft.com/windows/win32/com/com-error-codes-4 */
export const securityTable = /* @__PURE__ */ codeTable(
  "",
  `
  80090003 NTE_BAD_KEY key is invalid
  80090006 NTE_BAD_SIGNATURE signature is invalid
  80090008 NTE_BAD_ALGID algorithm is invalid
  8009000D NTE_NO_KEY key does not exist
  80090010 NTE_PERM access denied to a key
  80090011 NTE_NOT_FOUND object not found
  80090016 NTE_BAD_KEYSET key set does not exist
  80090019 NTE_KEYSET_NOT_DEF key set is not defined
  8009001D NTE_PROVIDER_DLL_FAIL cryptographic provider failed to initialize
  80090020 NTE_FAIL internal error of the cryptographic provider
  80090029 NTE_NOT_SUPPORTED operation is not supported by the provider
  80090302 SEC_E_UNSUPPORTED_FUNCTION function is not supported
  80090303 SEC_E_TARGET_UNKNOWN target is unknown or cannot be reached
  80090304 SEC_E_INTERNAL_ERROR local security authority cannot be contacted
  80090308 SEC_E_INVALID_TOKEN security token is invalid
  8009030C SEC_E_LOGON_DENIED logon failed
  8009030D SEC_E_UNKNOWN_CREDENTIALS credentials are not recognized
  8009030E SEC_E_NO_CREDENTIALS no credentials are available
  80090311 SEC_E_NO_AUTHENTICATING_AUTHORITY no authority for authentication can be contacted
  80090317 SEC_E_CONTEXT_EXPIRED security context expired
  80090322 SEC_E_WRONG_PRINCIPAL target principal name is wrong (often a wrong SPN or server name)
  80090324 SEC_E_TIME_SKEW clocks of client and server differ too much
  80090325 SEC_E_UNTRUSTED_ROOT certificate chain ends in an untrusted root
  80090326 SEC_E_ILLEGAL_MESSAGE message is unexpected or has a bad form
  80090327 SEC_E_CERT_UNKNOWN error while processing a certificate
  80090328 SEC_E_CERT_EXPIRED certificate expired
  80090331 SEC_E_ALGORITHM_MISMATCH client and server have no algorithm in common
  80090342 SEC_E_KDC_UNKNOWN_ETYPE encryption type is not supported by the KDC
  80090346 SEC_E_BAD_BINDINGS channel bindings of client and server do not match
  80090349 SEC_E_CERT_WRONG_USAGE certificate is not valid for this usage
  80090367 SEC_E_APPLICATION_PROTOCOL_MISMATCH client and server have no application protocol in common
  80091007 CRYPT_E_HASH_VALUE hash value is wrong (for content: it differs from the hash of the site)
  8009100E CRYPT_E_SIGNER_NOT_FOUND original signer not found
  80092002 CRYPT_E_BAD_ENCODE error while encoding or decoding
  80092003 CRYPT_E_FILE_ERROR error while reading or writing a file
  80092004 CRYPT_E_NOT_FOUND certificate or object not found
  80092009 CRYPT_E_NO_MATCH no match found
  8009200B CRYPT_E_NO_KEY_PROPERTY certificate has no private key
  8009200D CRYPT_E_BAD_MSG cryptographic message is bad
  80092010 CRYPT_E_REVOKED certificate is revoked
  80092012 CRYPT_E_NO_REVOCATION_CHECK revocation could not be checked
  80092013 CRYPT_E_REVOCATION_OFFLINE revocation server is offline
  80096004 TRUST_E_CERT_SIGNATURE signature of the certificate cannot be verified
  80096005 TRUST_E_TIME_STAMP timestamp cannot be verified
  80096010 TRUST_E_BAD_DIGEST digital signature does not match the object
  800B0001 TRUST_E_PROVIDER_UNKNOWN trust provider is unknown
  800B0003 TRUST_E_SUBJECT_FORM_UNKNOWN form of the subject is unknown to the trust provider
  800B0004 TRUST_E_SUBJECT_NOT_TRUSTED subject is not trusted
  800B0100 TRUST_E_NOSIGNATURE no signature
  800B0101 CERT_E_EXPIRED certificate is outside its validity period
  800B0105 CERT_E_CRITICAL critical extension of a certificate is unknown
  800B0107 CERT_E_ISSUERCHAINING parent did not issue the certificate
  800B0108 CERT_E_MALFORMED certificate misses an important field
  800B0109 CERT_E_UNTRUSTEDROOT certificate chain ends in an untrusted root
  800B010A CERT_E_CHAINING no certificate chain to a trusted root
  800B010B TRUST_E_FAIL general trust failure
  800B010C CERT_E_REVOKED issuer revoked the certificate
  800B010E CERT_E_REVOCATION_FAILURE revocation check could not be completed
  800B010F CERT_E_CN_NO_MATCH name in the certificate does not match the server name
  800B0110 CERT_E_WRONG_USAGE certificate is not valid for this usage
  800B0111 TRUST_E_EXPLICIT_DISTRUST administrator distrusts the certificate
  800B0112 CERT_E_UNTRUSTEDCA a certificate authority in the chain is not trusted`,
);
