import { failureDelayMilliseconds } from '../../../functions/assertion-consumer/constants.ts';
import { readinessMemoryMilliseconds } from '../../../functions/readyz/constants.ts';
import { fetchTimeoutMilliseconds } from '../../../functions/refresh-metadata/constants.ts';
import { longestForwardedName } from '../../../functions/session/constants.ts';
import { maximumMappedClaimsBytes } from '../../../shared/claims/map-claims.ts';
import { reminderDays } from '../../../shared/events/reminder-days.ts';
import { maximumMetadataBytes } from '../../../shared/federation-metadata/document-text.ts';
import { metadataLimits } from '../../../shared/federation-metadata/metadata-tree.ts';
import {
  maximumCertificates,
  maximumSigningCertificates,
} from '../../../shared/federation-metadata/signing-certificates.ts';
import { maximumHeaderBytes } from '../../../shared/http/answer.ts';
import { maximumBodyBytes } from '../../../shared/http/body.ts';
import { maximumFormFields } from '../../../shared/http/form.ts';
import { maximumKeys } from '../../../shared/keys/key-ids.ts';
import {
  failuresOfADirectory,
  firstWaitMilliseconds,
  longestWaitMilliseconds,
} from '../../../shared/metadata-refresh/metadata-failure.ts';
import { failingAlert } from '../../../shared/metadata-refresh/refresh-alerts.ts';
import { urgentRefreshPauseMilliseconds } from '../../../shared/metadata-refresh/refresh-tenant.ts';
import { retirementDelayMilliseconds } from '../../../shared/metadata-refresh/take-metadata.ts';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { maximumNonceLength } from '../../../shared/openid/authorization-request.ts';
import { maximumAssertionSeconds } from '../../../shared/openid/client-authentication/assertion-lifetime.ts';
import { maximumEncodedStateLength, maximumStateLength } from '../../../shared/openid/request-parameters.ts';
import { maximumNameIdLength } from '../../../shared/saml/inbound/assertion/assertion.ts';
import { defaultClockSkewSeconds } from '../../../shared/saml/inbound/assertion/clock-skew.ts';
import { maximumValiditySeconds } from '../../../shared/saml/inbound/assertion/times.ts';
import { maximumLogoutAgeSeconds } from '../../../shared/saml/inbound/logout/logout-head.ts';
import { rsaBounds } from '../../../shared/saml/inbound/signature/rsa-strength.ts';
import { maximumCertificateBytes } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { xmlLimits } from '../../../shared/saml/inbound/xml/limits.ts';
import {
  linkLifetime,
  maximumOpenings,
  sessionSlots,
  setupSessionSeconds,
} from '../../../shared/setup/setup-link.ts';
import { maximumFlowCookies } from '../../../shared/sign-in/browser/flow-cookie.ts';
import { restartLifetimeSeconds } from '../../../shared/sign-in/browser/restart-cookie.ts';
import { maximumReturnToLength } from '../../../shared/sign-in/browser/return-to.ts';
import { signedOutLifetimeSeconds } from '../../../shared/sign-in/browser/signed-out-cookie.ts';
import { sessionEndReasons } from '../../../shared/sign-in/end-of-session.ts';
import { requestLifetimeSeconds } from '../../../shared/sign-in/flow.ts';
import {
  codeLifetimeSeconds,
  repeatedCodeSeconds,
  repeatedRefreshSeconds,
  tokenLifetimeSeconds,
} from '../../../shared/sign-in/grant/grant.ts';
import { rejectionLifetimeSeconds, rejectionSlots } from '../../../shared/sign-in/log/rejection-log.ts';
import { maximumResponseProfileBytes } from '../../../shared/sign-in/response-profile.ts';
import { sameSignInSeconds } from '../../../shared/sign-in/same-sign-in.ts';
import { establishedAfterHours } from '../../../shared/sign-in-check/served-addresses.ts';
import { maximumGracePeriodDays } from '../../../shared/tenants/certificate-grace-period.ts';
import { maximumTestSummaryBytes, testLifetimeMilliseconds } from '../../../shared/tenants/draft/draft.ts';
import { maximumIssuerLength } from '../../../shared/tenants/intake/address.ts';
import { expiresSoonDays } from '../../../shared/tenants/intake/connection-warnings.ts';
import { maximumKeysBytes } from '../../../shared/tenants/keys/key-sizes.ts';
import { maximumRetiredKeys } from '../../../shared/tenants/keys/key-states.ts';
import { maximumTenantAgeSeconds } from '../../../shared/tenants/store/cached-tenant-store.ts';
import { refreshSlots } from '../../../shared/tenants/store/refresh-slot.ts';
import { idleTimeout, mostSessionsPerPerson, sessionLength } from '../../../shared/tenants/tenant.ts';
import { edgeLimits, throttleMargin } from '../../constructs/edge-limits.ts';
import { refreshQueue } from '../../constructs/metadata-refresh.ts';
import { noticeQueue } from '../../constructs/session-ends.ts';
import { longestMemorySeconds } from '../../embedding/authorizer-memory.ts';
import { rollbackThreshold } from '../../monitoring/new-version-errors.ts';
import { healthCheckSettings } from '../../monitoring/readiness-health-check.ts';
import { longestRunSeconds } from '../../operator/gallery/check/run-limits.ts';
import { oldAfterDays } from '../../operator/gallery/requirements/requirement-pages.ts';
import { initialWritesPerSecond } from '../../operator/import/write-rate.ts';
import { readStage } from '../../stages.ts';
import { tableQuotaUnits, unitsPerRequest } from '../../tables/maximum-units.ts';
import { exampleStage } from '../example-stages.ts';
import { bytes, count, milliseconds, seconds } from './units.ts';

const stage = readStage('defaults', { defaults: {} });
const { edge, ...edgeStage } = exampleStage('full');
if (edge === undefined) throw new Error('The example has no edge');
const limits = edgeLimits(edge, edgeStage.throttles);
const requests = (number: number) => `${count(number)} requests`;
const days = (number: number) => `${count(number)} days`;
const throttle = ({ perSecond, burst }: { readonly perSecond: number; readonly burst: number }) =>
  `${count(perSecond)} and ${count(burst)}`;

/**
 * Every number that the code decides and a document quotes, as the document writes it, by the name of its marker:
 * `<!--clockSkew-->180 seconds<!--/-->`. `npm run docs` writes them in; a test fails where a document has another one.
 */
export const numbers = {
  codeLifetime: seconds(codeLifetimeSeconds),
  tokenLifetime: `${count(tokenLifetimeSeconds / 60)} min`,
  repeatedRefresh: seconds(repeatedRefreshSeconds),
  repeatedCode: seconds(repeatedCodeSeconds),
  assertionLifetime: `${count(maximumAssertionSeconds)} seconds`,
  // A message
  clockSkew: seconds(defaultClockSkewSeconds),
  longestValidity: seconds(maximumValiditySeconds),
  bodySize: bytes(maximumBodyBytes),
  mappedClaims: bytes(maximumMappedClaimsBytes),
  forwardedName: bytes(longestForwardedName),
  authorizerMemory: seconds(longestMemorySeconds),
  formFields: count(maximumFormFields),
  xmlElements: count(xmlLimits.maximumElements),
  xmlDepth: count(xmlLimits.maximumDepth),
  xmlAttributes: count(xmlLimits.maximumAttributesPerElement),
  xmlAttributeSize: bytes(xmlLimits.maximumAttributeLength),
  canonicalFormSize: bytes(xmlLimits.maximumCanonicalLength),
  nameIdLength: count(maximumNameIdLength),
  issuerLength: count(maximumIssuerLength),
  nonceLength: count(maximumNonceLength),
  stateLength: count(maximumStateLength),
  encodedStateLength: count(maximumEncodedStateLength),
  rsaBits: count(rsaBounds.minimumModulusBits),
  rsaExponent: count(Number(rsaBounds.minimumExponent)),
  certificateSize: bytes(maximumCertificateBytes),
  ownKeys: count(maximumKeys.decryption),
  failureDelay: `${count(failureDelayMilliseconds)} ms`,
  // A sign-in and its session
  requestLifetime: seconds(requestLifetimeSeconds),
  replayWindow: seconds(sameSignInSeconds),
  flowCookies: count(maximumFlowCookies),
  returnToLength: count(maximumReturnToLength),
  headerSize: bytes(maximumHeaderBytes),
  restartLifetime: seconds(restartLifetimeSeconds),
  signedOutLifetime: seconds(signedOutLifetimeSeconds),
  logoutAge: seconds(maximumLogoutAgeSeconds),
  tenantAge: seconds(maximumTenantAgeSeconds),
  sessionDefault: seconds(sessionLength.defaultSeconds),
  sessionShortest: seconds(sessionLength.minimumSeconds),
  sessionLongest: seconds(sessionLength.maximumSeconds),
  idleStep: seconds(idleTimeout.stepSeconds),
  mostSessions: String(mostSessionsPerPerson),
  idleLongest: seconds(idleTimeout.maximumSeconds),
  rejectionsKept: count(rejectionSlots),
  rejectionLifetime: seconds(rejectionLifetimeSeconds),
  // The gallery
  galleryCheckSeconds: seconds(longestRunSeconds),
  requirementPageDays: days(oldAfterDays),
  // A tenant, its keys and its set-up
  keysSize: bytes(maximumKeysBytes),
  retiredKeys: count(maximumRetiredKeys),
  profileSize: bytes(maximumResponseProfileBytes),
  graceDays: days(maximumGracePeriodDays),
  linkDefault: seconds(linkLifetime.defaultSeconds),
  linkLongest: seconds(linkLifetime.maximumSeconds),
  linkOpenings: count(maximumOpenings),
  linkBrowsers: count(sessionSlots),
  setupSession: seconds(setupSessionSeconds),
  addressEstablished: seconds(establishedAfterHours * 3_600),
  testLifetime: milliseconds(testLifetimeMilliseconds),
  testSummarySize: bytes(maximumTestSummaryBytes),
  // Metadata and its refresh
  metadataSize: bytes(maximumMetadataBytes),
  metadataElements: count(metadataLimits.elements),
  metadataDepth: count(metadataLimits.depth),
  metadataAttributes: count(metadataLimits.attributes),
  metadataSigners: count(maximumSigningCertificates),
  metadataCertificates: count(maximumCertificates),
  metadataTimeout: milliseconds(fetchTimeoutMilliseconds),
  refreshSlots: count(refreshSlots),
  refreshInterval: seconds(refreshSlots * 60),
  refreshPause: milliseconds(urgentRefreshPauseMilliseconds),
  retryFirst: milliseconds(firstWaitMilliseconds),
  retryLongest: milliseconds(longestWaitMilliseconds),
  directoryFailures: count(failuresOfADirectory),
  failingAlert: seconds(failingAlert.afterMilliseconds / 1_000),
  failingAlertAgain: seconds(failingAlert.againMilliseconds / 1_000),
  missingKeyGrace: milliseconds(retirementDelayMilliseconds),
  reminderDays: `${reminderDays.slice(0, -1).join(', ')} or ${days(reminderDays.at(-1) ?? 0)}`,
  expiresSoon: days(expiresSoonDays),
  // A stage
  logRetention: count(stage.logRetentionDays),
  maximumSessionHours: count(stage.maximumSessionHours),
  throttles: [stage.throttles.signOn, stage.throttles.assertionConsumer, stage.throttles.other]
    .map(throttle)
    .join(', '),
  edgeThrottles: [
    edgeStage.throttles.signOn,
    edgeStage.throttles.assertionConsumer,
    edgeStage.throttles.other,
  ]
    .map(throttle)
    .join(', '),
  signOnLimit: requests(limits.signOn),
  assertionConsumerLimit: requests(limits.assertionConsumer),
  setupLimit: requests(limits.setup),
  sessionLimit: requests(limits.session),
  requestsPerFiveMinutes: requests(limits.all),
  throttleMargin: `${throttleMargin} times`,
  rollbackErrors: count(rollbackThreshold.errors),
  rollbackPercent: `${rollbackThreshold.percent} percent`,
  healthCheckInterval: seconds(healthCheckSettings.intervalSeconds),
  healthCheckFailures: count(healthCheckSettings.failures),
  healthCheckRegions: count(healthCheckSettings.regions.length),
  readinessMemory: milliseconds(readinessMemoryMilliseconds),
  // Five of six checkers must fail three times in a row: an even chance where the throttle lets every tenth through.
  failoverFlood: count(stage.throttles.other.perSecond * 10),
  jobAttempts: count(refreshQueue.attempts),
  noticeAttempts: count(noticeQueue.attempts),
  sessionEndReasons: keysOf(sessionEndReasons)
    .map((reason) => `\`${reason}\``)
    .join(', '),
  deadLetterDays: days(refreshQueue.deadLetterDays),
  importRate: count(initialWritesPerSecond),
  tableQuota: count(tableQuotaUnits),
  requestReadUnits: count(unitsPerRequest.read),
  requestWriteUnits: count(unitsPerRequest.write),
} as const satisfies Readonly<Record<string, string>>;
