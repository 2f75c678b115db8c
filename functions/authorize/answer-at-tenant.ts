import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import { navigationOf } from '../../shared/http/navigation.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { defined } from '../../shared/objects/defined.ts';
import { AuthorizationError } from '../../shared/openid/authorization-error.ts';
import type { AuthorizationRequest } from '../../shared/openid/authorization-request.ts';
import { codeLocation } from '../../shared/openid/authorization-response.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { issueCode } from '../../shared/sign-in/grant/issue-code.ts';
import { neededAuthentication } from '../../shared/sign-in/needed-authentication.ts';
import type { RunningSession } from '../../shared/sign-in/session.ts';
import { authorizeHref } from '../authorize-href.ts';
import { answerBeforeBeginning, beginAnyway, isLookingAhead } from '../before-beginning.ts';
import { requireActiveTenant } from '../find-tenant.ts';
import type { TenantLocation } from '../location.ts';
import { noteUse } from '../note-use.ts';
import { findSessionOfTenant } from '../presented-session.ts';
import { sendToDirectory } from '../send-to-directory.ts';
import type { AuthorizeDependencies } from './dependencies.ts';

/**
 * Answers a checked request at the host of its tenant. A running session that is good enough gets a code: one write.
 * Otherwise the browser is redirected to the directory, as at the Sign-on URL. With `prompt=none` it never is, and the
 * client learns nothing but that the person has to sign in: the same for every tenant, existing or not.
 *
 * Requests: one read of the tenant (none while it is cached), two of the session that the browser presents, one write.
 * @throws AuthorizationError `login_required`
 * @throws ProblemResponse `tenant-not-found`, `tenant-disabled`, `sign-on-no-page`
 */
export async function answerAtTenant(
  deps: AuthorizeDependencies,
  request: EndpointRequest,
  location: TenantLocation,
  asked: AuthorizationRequest,
): Promise<Answer> {
  const { app } = location.site;
  const href = authorizeHref(deps.sites, location, asked.authorization, asked);
  const beginHref = authorizeHref(deps.sites, location, asked.authorization, { ...asked, own: beginAnyway });
  const start = { app, href, beginHref };
  try {
    const tenant = await requireActiveTenant(deps.tenants, location);
    // A program that only looks gets no code: it would spend a client's state for a person who has not come yet.
    const isWithoutPerson = isLookingAhead(request) || navigationOf(request) === 'resource';
    const ahead = isWithoutPerson ? answerBeforeBeginning(request, start) : undefined;
    if (ahead !== undefined) return ahead;
    const session = await findSessionOfTenant(deps, request, tenant);
    const needed = neededFor(asked, session, request.receivedAt);
    if (session !== undefined && needed === 'none') return await sendCode(deps, request, session, asked);
    if (asked.isSilent) throw signInRequired();
    return (
      answerBeforeBeginning(request, start) ??
      (await sendToDirectory(deps, request, {
        location,
        tenant,
        authorization: asked.authorization,
        loginHint: asked.asksForAccount ? undefined : asked.loginHint,
        forceAuthn: needed === 'reauthentication',
        session: toRenew(asked, session),
      }))
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (asked.isSilent) throw signInRequired();
    throw new ProblemResponse(error, { app, tenant: location.tenant, tryAgainHref: href });
  }
}

/** The same for every tenant, existing or not, and for every reason. */
function signInRequired(): AuthorizationError {
  return new AuthorizationError('login_required', 'the person has to sign in');
}

/**
 * Returns the session whose authentication the answer has to renew. Its user is left out: another person may answer, and
 * the code is then one of their own session.
 */
function toRenew({ authorization }: AuthorizationRequest, session: RunningSession | undefined) {
  const { reauthenticate, maxAgeSeconds } = authorization;
  const isRenewal = reauthenticate === true || maxAgeSeconds !== undefined;
  return isRenewal && session !== undefined
    ? defined({ authenticatedAt: session.authenticatedAt })
    : undefined;
}

/**
 * Returns what has to happen before the client gets a code. `acr_values` is a wish (Core 3.1.2.1): it never makes a
 * silent request fail.
 */
function neededFor(
  { authorization, isSilent, asksForAccount }: AuthorizationRequest,
  session: RunningSession | undefined,
  now: Date,
) {
  if (asksForAccount) return 'reauthentication';
  const { acrValues: _, ...demands } = authorization;
  return neededAuthentication(session, isSilent ? demands : authorization, now);
}

/** Redirects to the client with a code of the running session. One write; one more where its use is due to be noted. */
async function sendCode(
  deps: AuthorizeDependencies,
  request: EndpointRequest,
  session: RunningSession,
  { authorization }: AuthorizationRequest,
): Promise<Answer> {
  const now = request.receivedAt;
  await noteUse(deps, session, request);
  const code = await issueCode(deps, { session, authorization, now, random: deps.random });
  return redirect(codeLocation(authorization, code));
}
