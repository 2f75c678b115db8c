import { defined } from '../../../shared/objects/defined.ts';
import type { Authentication } from '../../../shared/sign-in/authentication.ts';
import type { RequestedFlow, SignedInFlow } from '../../../shared/sign-in/flow.ts';
import { checkOfProblem } from '../../../shared/sign-in/log/check-of-problem.ts';
import type { RecordedRejection } from '../../../shared/sign-in/log/rejection-log.ts';
import type { ResponseProfile } from '../../../shared/sign-in/response-profile.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { FoundFlow } from './find-flow.ts';
import type { PersonDisplay } from './person-text.ts';
import { shortName } from './profile-changes-text.ts';

/** One event of a sign-in. `at` is undefined where only the order is known. */
export interface TimelineEntry {
  readonly at?: Date;
  readonly what:
    | 'sent'
    | 'received'
    | 'checked'
    | 'refused'
    | 'signed in'
    | 'signed out'
    | 'waiting'
    | 'gave up';
  readonly text: string;
  /** Details, a line each. */
  readonly details?: readonly string[];
}

/** Returns the events of a sign-in, in order. */
export function timelineOf(
  { flow, rejections }: FoundFlow,
  { connection }: Tenant,
  shown: PersonDisplay,
  now: Date,
): readonly TimelineEntry[] {
  const came = [
    ...rejections.map((rejection) => ({ at: rejection.at, entries: rejectionEntries(rejection) })),
    ...(flow === undefined || flow.state === 'requested'
      ? []
      : [{ at: flow.signedInAt, entries: signInEntries(flow, shown) }]),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  const sent: readonly TimelineEntry[] =
    flow?.requestedAt === undefined
      ? []
      : [{ at: flow.requestedAt, what: 'sent', text: `AuthnRequest ${flow.id} to ${connection.loginUrl}` }];
  const open = flow?.state === 'requested' && rejections.length === 0 ? [waitingEntry(flow, now)] : [];
  return [...sent, ...came.flatMap(({ entries }) => entries), ...open];
}

function waitingEntry({ expiresAt }: RequestedFlow, now: Date): TimelineEntry {
  if (expiresAt > now)
    return { at: expiresAt, what: 'waiting', text: 'for the response of the directory, until this time' };
  const text = 'no response: the person stopped at the directory, or the directory showed an error (AADSTS…)';
  return { at: expiresAt, what: 'gave up', text };
}

function signInEntries(flow: SignedInFlow, shown: PersonDisplay): readonly TimelineEntry[] {
  const { signedInAt: at, user, initiatedBy, launch, issuer, shape, sessionExpiresAt } = flow;
  const details = [
    `from ${issuer}`,
    ...(shape === undefined ? [] : profileLines(shape)),
    ...authenticationLines(flow),
  ];
  const person = `${shown.name(user.signInName)} (user ${user.id})`;
  return [
    { at, what: 'received', text: initiationText(launch, initiatedBy), details },
    { what: 'checked', text: 'every check passed' },
    { at, what: 'signed in', text: `${person}, until ${sessionExpiresAt.toISOString()} at the latest` },
    ...(flow.state === 'signed-out'
      ? [{ ...defined({ at: flow.end?.at }), what: 'signed out', text: endText(flow) } as const]
      : []),
  ];
}

/** "authenticated at 2026-…, acr urn:…:Password, amr pwd". A release that kept none of it gets no line. */
function authenticationLines({ authenticatedAt, acr, amr }: Partial<Authentication>): readonly string[] {
  if (authenticatedAt === undefined) return [];
  const known = [
    `authenticated at ${authenticatedAt.toISOString()}`,
    ...(acr === undefined ? [] : [`acr ${acr}`]),
    ...(amr === undefined ? [] : [`amr ${amr.join(' ')}`]),
  ];
  return [known.join(', ')];
}

function endText({ end }: SignedInFlow): string {
  return end === undefined ? 'the session ended earlier' : `the session was ended: ${end.reason}`;
}

function rejectionEntries(rejection: RecordedRejection): readonly TimelineEntry[] {
  const { at, launch, message = {}, problem, reference } = rejection;
  const { issuer, certificate, shape } = message;
  const details = [
    ...(issuer === undefined ? [] : [`from ${issuer}${message.failed === undefined ? ', as it says' : ''}`]),
    ...(shape !== undefined
      ? profileLines(shape)
      : certificate === undefined
        ? []
        : [`showing the certificate ${certificate.toUpperCase()}`]),
  ];
  return [
    { at, what: 'received', text: initiationText(launch, undefined), details },
    { what: 'checked', text: checksText(failedChecksOf(rejection)) },
    { at, what: 'refused', text: `${problem}; the page showed the reference ${reference}` },
  ];
}

/** Returns the checks that a refused message failed, as far as they are stored. */
export function failedChecksOf({
  problem,
  message,
}: Pick<RecordedRejection, 'problem' | 'message'>): readonly string[] {
  const { failed = [] } = message ?? {};
  if (failed.length > 0) return failed;
  const check = checkOfProblem(problem);
  return check === undefined ? [] : [check];
}

function checksText(failed: readonly string[]): string {
  if (failed.length === 0) return 'refused before the checks, or by a check that is not stored';
  return `failed: ${failed.join(', ')}`;
}

function initiationText(launch: string | undefined, initiatedBy: 'sp' | 'idp' | undefined): string {
  switch (launch) {
    case 'sp-initiated':
      return 'a response to our request';
    case 'restarted':
      return 'a response to our request, which followed an unsolicited response';
    case 'idp-tile':
      return 'an unsolicited response, as from a tile in My Apps';
    case 'portal-test':
      return "an unsolicited response from Entra's Test button";
    default:
      return initiatedBy === 'idp' ? 'an unsolicited response' : 'a response';
  }
}

/** "the assertion signed with SHA-256 by 5A…", and where the NameID is from. */
function profileLines({
  signed,
  signatureHash,
  certificate,
  nameIdFormat,
  nameIdFrom,
}: ResponseProfile): readonly string[] {
  const part = signed === 'both' ? 'response and assertion' : signed;
  const algorithm = signatureHash === undefined ? '' : ` with ${signatureHash.replace('sha', 'SHA-')}`;
  const format = nameIdFormat === undefined ? 'without format' : `of the format ${shortName(nameIdFormat)}`;
  const source =
    nameIdFrom.length === 0
      ? 'the value of no claim'
      : `the same as the claim ${nameIdFrom.map(shortName).join(' and ')}`;
  return [`the ${part} signed${algorithm} by ${certificate.toUpperCase()}`, `NameID ${format}, ${source}`];
}
