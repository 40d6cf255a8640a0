export { andThen, inOrder, orThrow, SmsProviderError } from "./result.js";
export type { Failed, InOrderFailed, InOrderResult, Result, Step, Success } from "./result.js";
export type * from "./failure.js";

export { refreshPkgSource } from "./operations/refresh-pkg-source.js";
export type {
  AcknowledgedRefreshOptions,
  RefreshAccepted,
  RefreshPkgSourceOptions,
} from "./operations/refresh-pkg-source.js";
export { setSourceSite } from "./operations/set-source-site.js";
export type { SourceSiteAccepted } from "./operations/set-source-site.js";
export { packageClassNames, packageTarget } from "./operations/package-target.js";
export type {
  PackageClassName,
  PackageTarget,
  SafePackageClassName,
  TaskSequenceClassName,
} from "./operations/package-target.js";

export { SMS_PackageBaseclass } from "./package-classes/sms-package-baseclass.js";
export { SMS_Package } from "./package-classes/sms-package.js";
export { SMS_TaskSequencePackage } from "./package-classes/sms-task-sequence-package.js";
export type { Changes, Listed, Selected } from "./package-classes/package-types.js";

export { decodeStatus, type DecodedStatus } from "./status/decode-status.js";
export { findStatus } from "./status/find-status.js";
export { decodeScheduleString, encodeScheduleString } from "./schedule/schedule-string.js";
export { describeSchedule } from "./schedule/describe-schedule.js";
export type * from "./schedule/schedule-token.js";

export { where, type Filter, type FilterValue } from "./transport/filter.js";
export type * from "./transport/transport.js";
export type { MetadataSource } from "./transport/metadata-source.js";
export { AdminServiceTransport } from "./transport/admin-service/admin-service-transport.js";
export type { AdminServiceOptions } from "./transport/admin-service/options.js";
export { negotiate, type NegotiateOptions } from "./transport/admin-service/negotiate.js";
export { bearer } from "./transport/admin-service/bearer.js";
export type { AccessToken, BearerOptions, TokenCredential } from "./transport/admin-service/bearer.js";
export type {
  Authorization,
  AuthorizationRequest,
  Credential,
  NoAuthorization,
} from "./transport/admin-service/credential.js";
export type { AttemptEvent, TransportEvent, UntrustedEvent } from "./transport/admin-service/events.js";
export type { Connect } from "./transport/admin-service/connections.js";
export type { UpdateForm } from "./transport/admin-service/requests.js";
export type { RetryOptions } from "./transport/admin-service/retry.js";
export type { ClientCertificate, TlsOptions } from "./transport/admin-service/tls-settings.js";
export type { Clock } from "./clock.js";
