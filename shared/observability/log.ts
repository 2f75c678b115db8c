import { Logger, type LogItem } from '@aws-lambda-powertools/logger';
import type { LatchkeyEvent } from '../events/latchkey-event.ts';
import type { LogoutNotice } from '../events/logout-notice.ts';
import type { AppId } from '../ids/app-id.ts';
import type { ClientId } from '../ids/client-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { Problem } from '../problems/problem.ts';
import { failedDecryption, metricsOf } from './count-decision.ts';
import { metricsVariables } from './metric-names.ts';
import { counters } from './metrics.ts';
import { redactAddresses, redactSignInName } from './redact.ts';
import { unexpectedErrorRecord } from './unexpected-error.ts';

/** A successful sign-in. */
interface AcceptedSignIn {
  readonly event: 'sign-in.accepted';
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly flow: string;
  readonly reference: string;
  readonly initiatedBy: 'sp' | 'idp';
  /** `sp-initiated`, `idp-tile`, `portal-test`, `restarted`. */
  readonly launch: string;
  /** `sign-in-name` where the directory sends no permanent identity. */
  readonly recognisedBy: 'directory-identity' | 'sign-in-name';
  /** The user's id in Latchkey, which identifies no one outside; never the sign-in name. */
  readonly user: string;
  /** The OpenID client that asked for the sign-in. */
  readonly client?: ClientId | undefined;
  readonly grace?: LoggedGracePeriod | undefined;
  /** Set where this sign-in created the user. */
  readonly userCreated?: true;
  /** The visitor's address, which behind an edge the log of the API does not have. */
  readonly address?: string | undefined;
  /** Set where the same browser posted the same response a moment ago and was signed in by it. */
  readonly repeated?: true;
}

/** The certificate grace period that the operator gave this tenant and that is running now. */
export interface LoggedGracePeriod {
  readonly until: Date;
  readonly reason: string;
}

/** A rejected request. */
export interface RejectedRequest {
  /** `sign-in.refused` for an attempt to sign in, `request.refused` at every other endpoint. */
  readonly event: 'sign-in.refused' | 'request.refused';
  readonly app?: AppId;
  readonly tenant?: TenantId;
  /** Undefined where the request was rejected before the flow was known. */
  readonly flow?: string;
  readonly reference: string;
  readonly problem: Problem;
  /** As the message says, trusted or not; undefined where there was none. */
  readonly launch?: string | undefined;
  readonly grace?: LoggedGracePeriod | undefined;
  /** The visitor's address, which behind an edge the log of the API does not have. */
  readonly address?: string | undefined;
}

/** The outcome of a request. The type is closed: there is no field for an assertion, a cookie or a secret. */
export type Decision = AcceptedSignIn | RejectedRequest;

/**
 * Powertools' logger with every level on stdout: one stream, one line per event, in chronological order. Without its
 * sampling rate, which is always 0, and its message, which is the event: each byte is paid for a million times.
 */
class LineLogger extends Logger {
  protected override printLog(_level: number, item: LogItem): void {
    item.prepareForPrint();
    const { message: _, sampling_rate: __, ...line } = item.getAttributes();
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

/** The service is the stage, as in the metrics: a filter counts these lines. On one machine it is `latchkey`. */
const logger = new LineLogger({ serviceName: process.env[metricsVariables.service] ?? 'latchkey' });

/**
 * Returns the mismatch in a problem with the sign-in name redacted; page and store keep the name, for people who have
 * to act on it.
 */
function maskedFacts({ kind, expected, actual }: Problem) {
  const maskActual = kind.actualIsSignInName ? redactSignInName : redactAddresses;
  return {
    expected: expected === undefined ? undefined : redactAddresses(expected),
    actual: actual === undefined ? undefined : maskActual(actual),
  };
}

/**
 * Writes a decision as exactly one JSON line on stdout, at its problem's level (`info` where it was accepted), and
 * counts it, so that log and alarms always agree. Fields are copied one by one, so that properties of a wider object
 * never reach the log; sign-in names are redacted.
 */
export function logDecision(decision: Decision): void {
  for (const name of metricsOf(decision)) counters.count(name);
  const { event, app, tenant, flow, reference, grace, address } = decision;
  const expiredCertificates = grace && { acceptedUntil: grace.until.toISOString(), reason: grace.reason };
  const common = { message: event, event, app, tenant, flow, reference, address, expiredCertificates };
  if (decision.event === 'sign-in.accepted') {
    const { initiatedBy, launch, recognisedBy, user, client, userCreated, repeated } = decision;
    logger.info({ ...common, initiatedBy, launch, recognisedBy, user, client, userCreated, repeated });
    return;
  }
  const { code, kind, authenticated } = decision.problem;
  logger[kind.logLevel]({
    ...common,
    launch: decision.launch,
    problem: code,
    class: kind.class,
    fixedBy: kind.fixedBy,
    authenticated,
    ...maskedFacts(decision.problem),
  });
}

/** A test sign-in with a draft, which signed no one in. */
export interface TestedDraft {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly reference: string;
  /** `page`: an administrator began it on the set-up page. `directory`: it arrived unsolicited. */
  readonly launch: 'page' | 'directory';
  readonly outcome: 'passed' | 'failed';
  readonly problem: Problem | undefined;
}

/** Writes a test as one JSON line. It does not count as a sign-in; a failed decryption counts nevertheless. */
export function logTest({ app, tenant, reference, launch, outcome, problem }: TestedDraft): void {
  if (problem?.code === failedDecryption) counters.count('FailedDecryptions');
  const event = 'sign-in.tested';
  const common = { message: event, event, app, tenant, reference, launch, outcome };
  logger.info(problem === undefined ? common : { ...common, problem: problem.code, ...maskedFacts(problem) });
}

/** What a directory answered to our LogoutRequest, as far as it can be believed. */
export interface ReceivedLogoutAnswer {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly reference: string;
  readonly reported: 'signed-out' | 'partly' | 'refused' | 'unconfirmed';
  /** Why it is `unconfirmed`. */
  readonly problem?: Problem;
}

/** Writes a directory's LogoutResponse as one JSON line, at `warn` where it cannot be believed. */
export function logLogoutAnswer({ app, tenant, reference, reported, problem }: ReceivedLogoutAnswer): void {
  const event = 'logout.answered';
  const common = { message: event, event, app, tenant, reference, reported };
  if (problem === undefined) logger.info(common);
  else logger.warn({ ...common, problem: problem.code, ...maskedFacts(problem) });
}

/** The replacement of the running connection by a link holder. */
export interface ReplacedConnection {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** The set-up link's id. */
  readonly link: string;
  readonly reference: string;
  /** `directory`, `application`, `metadata-url`. */
  readonly replaced: readonly string[];
}

/** Writes one JSON line, at `warn`, that a tenant's running connection was replaced. */
export function logReplacedConnection({ app, tenant, link, reference, replaced }: ReplacedConnection): void {
  const event = 'connection.replaced';
  logger.warn({ message: event, event, app, tenant, link, reference, replaced: replaced.join(' ') });
}

/** An administrator who signed in again and opened the set-up page. */
export interface OpenedAdministration {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** The id of the administrator's own link. */
  readonly link: string;
  /** The user's id in Latchkey; never the sign-in name. */
  readonly user: string;
  readonly reference: string;
}

/** Writes one JSON line that an administrator opened the set-up page. It does not count as a sign-in. */
export function logOpenedAdministration({ app, tenant, link, user, reference }: OpenedAdministration): void {
  const event = 'setup.opened';
  logger.info({ message: event, event, app, tenant, link, user, reference });
}

/** Tokens that a client of the OpenID Provider got. */
export interface IssuedTokens {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** The session that the tokens belong to. */
  readonly flow: string;
  readonly client: string;
  /** `authorization_code`: the person arrived. `refresh_token`: they are still there. */
  readonly grantType: string;
  readonly reference: string;
  readonly address: string | undefined;
}

/** Writes one JSON line that a client got tokens, and nothing of them. */
export function logIssuedTokens({
  app,
  tenant,
  flow,
  client,
  grantType,
  reference,
  address,
}: IssuedTokens): void {
  const event = 'tokens.issued';
  logger.info({ message: event, event, app, tenant, flow, client, grantType, reference, address });
}

/** An error that an OpenID client got at its redirect URI. */
export interface RefusedAuthorization {
  readonly app: AppId;
  readonly client: ClientId;
  readonly reference: string;
  /** The code that the client got: `login_required`. */
  readonly error: string;
  /** The description that the client got: a sentence without anything that was sent. */
  readonly reason: string;
  readonly address?: string | undefined;
}

/** Writes one JSON line that a client got an error: `login_required` at `info`, what the client did wrong at `warn`. */
export function logRefusedAuthorization({
  app,
  client,
  reference,
  error,
  reason,
  address,
}: RefusedAuthorization): void {
  const event = 'authorization.refused';
  const level = error === 'login_required' || error === 'interaction_required' ? 'info' : 'warn';
  logger[level]({ message: event, event, app, client, reference, code: error, reason, address });
}

/**
 * Writes an unexpected error as one JSON line, and counts it: the error's name, message and stack, the version of the
 * function, and nothing of the request. A deployment is rolled back by the share of these lines of its new version.
 */
export function logUnexpectedError(error: unknown, reference?: string): void {
  counters.count('Faults');
  const functionVersion = process.env['AWS_LAMBDA_FUNCTION_VERSION'];
  const record = unexpectedErrorRecord(error);
  logger.error({ message: 'fault', event: 'fault', reference, functionVersion, error: record });
}

/** Writes one JSON line that a tenant's metadata yielded no keys, with a stable code and nothing that was received. */
export function logFailedRefresh(
  { app, tenant }: { readonly app: AppId; readonly tenant: TenantId },
  code: string,
): void {
  logger.warn({ message: 'metadata.failed', event: 'metadata.failed', app, tenant, code });
}

/** Writes one JSON line that a client did not take a logout token. The queue delivers the notice again. */
export function logUndeliveredLogout({ app, tenant, client, session }: LogoutNotice, outcome: string): void {
  const event = 'back-channel-logout.failed';
  logger.warn({ message: event, event, app, tenant, client, session, outcome });
}

/** Writes an event as one JSON line, where there is no bus for it. */
export function logEvent({ type, detail }: LatchkeyEvent): void {
  const { id: _, version: __, at: ___, ...facts } = detail;
  const event = type.replace(/^latchkey\./, '');
  logger.info({ message: event, event, ...facts });
}
