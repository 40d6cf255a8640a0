/**
 * Operations on packages, the package classes, results and failures, and the transport to the AdminService.
 *
 * @module
 */
export { andThen, inOrder, orThrow, ConfigMgrError } from "./result.js";
export type { CompletedStep, Failed, InOrderFailed, InOrderResult, Result, Step, Success } from "./result.js";
export type * from "./failure.js";
export type * from "./distribution-progress.js";

export { refreshPkgSource } from "./operations/refresh-pkg-source.js";
export type {
  AcknowledgedRefreshOptions,
  RefreshAccepted,
  RefreshConfirmed,
  RefreshObserved,
  RefreshOutcome,
  RefreshPkgSourceOptions,
} from "./operations/refresh-pkg-source.js";
export { setSourceSite } from "./operations/set-source-site.js";
export type {
  SetSourceSiteOptions,
  SourceSiteAccepted,
  SourceSiteConfirmed,
  SourceSiteObserved,
  SourceSiteOutcome,
} from "./operations/set-source-site.js";
export type { Confirm, ConfirmLimits } from "./operations/site/confirm.js";
export type { PackageVersion } from "./package-version.js";
export type { SiteMessage } from "./operations/refresh/site-messages.js";
export { planRefreshPkgSource } from "./operations/plan-refresh-pkg-source.js";
export type { PlannedPoint } from "./operations/distribution/points.js";
export type { RefreshCheck, RefreshPlan } from "./operations/plan-refresh-pkg-source.js";
export { watchDistribution, watchDistributions } from "./operations/watch-distribution.js";
export type { WatchDistributionOptions } from "./operations/watch-distribution.js";
export { taskSequenceReadiness } from "./operations/task-sequence-readiness.js";
export type { TaskSequenceReadinessOptions } from "./operations/task-sequence-readiness.js";
export type { PackageReadiness, PointReadiness, TaskSequenceReadiness } from "./operations/readiness/types.js";
export type { DistributionLimits, WantedVersion } from "./operations/distribution/watch-arguments.js";
export type { DistributionsProgress, PackageWatchFailure } from "./operations/distribution/distributions-progress.js";
export { waitForDistribution } from "./operations/wait-for-distribution.js";
export type { WaitForDistributionOptions } from "./operations/wait-for-distribution.js";
export { refreshAndWait } from "./operations/refresh-and-wait.js";
export type {
  AcknowledgedRefreshAndWaitOptions,
  RefreshAndWaitOptions,
  RefreshDistributed,
  RefreshPhase,
} from "./operations/refresh-and-wait.js";
export { redistribute } from "./operations/redistribute.js";
export type { DistributionPointName, RedistributeAccepted } from "./operations/redistribute.js";
export { referencedPackages } from "./operations/task-sequence/referenced-packages.js";
export type { ReferencedPackages } from "./operations/task-sequence/referenced-packages.js";
export { refreshReferencedPackages } from "./operations/refresh-referenced-packages.js";
export type {
  NotRefreshed,
  ReferencedRefresh,
  RefreshReferencedAndWaitOptions,
  RefreshReferencedOptions,
} from "./operations/refresh-referenced-packages.js";
export { refreshAll } from "./operations/refresh-all.js";
export type {
  RefreshAll,
  RefreshAllAndWaitOptions,
  RefreshAllCounts,
  RefreshAllOptions,
  RefreshAllPhase,
  RefreshAllProgress,
  RefreshAllSummary,
  RefreshedTarget,
  SafeTarget,
  StopOn,
} from "./operations/refresh-all.js";
export { setRefreshSchedule } from "./operations/set-refresh-schedule.js";
export type { RefreshScheduleSet } from "./operations/set-refresh-schedule.js";
export { isSafeTarget, safePackageTarget } from "./operations/site/task-sequence-acknowledgement.js";
export type { WaitOptions } from "./operations/site/poll-timer.js";
export { packageClassNames, packageTarget } from "./operations/site/package-target.js";
export type {
  PackageClassName,
  PackageTarget,
  SafePackageClassName,
  TaskSequenceClassName,
} from "./operations/site/package-target.js";

export {
  SMS_PackageBaseclass,
  type QueriedPackage,
  type UnknownPackage,
} from "./package-classes/sms-package-baseclass.js";
export * from "./package-classes/classes.js";
export { findPackage } from "./package-classes/find-package.js";
export * from "./package-classes/enumerations.js";
export * from "./package-classes/pkg-flags.js";
export { hasFlag, withFlag, withoutFlag } from "./package-classes/flags.js";
export type { UnreadObject } from "./wmi/wmi-object.js";
export type { SMS_Driver_Details } from "./package-classes/embedded/sms-driver-details.js";
export type { SMS_OS_Details } from "./package-classes/embedded/sms-os-details.js";
export type { SMS_TaskSequence_Reference } from "./package-classes/embedded/sms-task-sequence-reference.js";
export type { PackageInstance } from "./package-classes/model/method-parameters.js";
export type { MethodResult } from "./package-classes/model/method.js";
export type { Changes, Listed, PackageQuery, Selected } from "./package-classes/model/package-types.js";
export type { Access, PropertyDescription, Qualifiers } from "./package-classes/model/property.js";
export type { PackageSchema, ParsedRow, PropertySchema } from "./package-classes/model/row-schema.js";
export type { Updated } from "./package-classes/model/update.js";

export { decodeStatus, findStatus } from "./status/decode-status.js";
export type { DecodedStatus, StatusMeaning, StatusSource } from "./status/status-meaning.js";
export { decodeScheduleString, encodeScheduleString } from "./schedule/schedule-string.js";
export { describeSchedule } from "./schedule/describe-schedule.js";
export type * from "./schedule/schedule-token.js";

export { where, type Filter, type FilterLiteral, type FilterPart, type FilterValue } from "./transport/filter.js";
export type * from "./transport/transport.js";
export { AdminServiceTransport } from "./transport/admin-service/admin-service-transport.js";
export type { AdminServiceOptions, RetryOptions } from "./transport/admin-service/exchange/options.js";
export { negotiate, type NegotiateOptions } from "./transport/admin-service/credential/negotiate.js";
export { bearer } from "./transport/admin-service/credential/bearer.js";
export { failureOfStatus, type FailureOfStatusOptions } from "./transport/failure-of-status.js";
export type { BearerOptions } from "./transport/admin-service/credential/bearer.js";
export type { AccessToken, TokenCredential } from "./transport/admin-service/credential/token-credential.js";
export type {
  Authorization,
  AuthorizationRequest,
  Credential,
  NoAuthorization,
} from "./transport/admin-service/credential/credential.js";
export type { AttemptEvent, TransportEvent, UntrustedEvent } from "./transport/admin-service/exchange/events.js";
export type { Connect } from "./transport/admin-service/connection/connections.js";
export type { UpdateRequest } from "./transport/admin-service/odata/requests.js";
export type { ClientCertificate, TlsOptions } from "./transport/admin-service/connection/tls-settings.js";
export type { Clock } from "./clock.js";
