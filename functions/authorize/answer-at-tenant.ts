import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import { navigationOf } from '../../shared/http/navigation.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { AuthorizationError } from '../../shared/openid/authorization-error.ts';
import type { AuthorizationRequest } from '../../shared/openid/authorization-request.ts';
import { codeLocation } from '../../shared/openid/authorization-response.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { issueCode } from '../../shared/sign-in/grant/issue-code.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { authorizeHref } from '../authorize-href.ts';
import { answerBeforeBeginning, beginAnyway, isLookingAhead } from '../before-beginning.ts';
import { requireActiveTenant } from '../find-tenant.ts';
import type { TenantLocation } from '../location.ts';
import { findSessionOfTenant } from '../presented-session.ts';
import { sendToDirectory } from '../send-to-directory.ts';
import type { AuthorizeDependencies } from './dependencies.ts';
import { isGoodEnough } from './is-good-enough.ts';

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
    return (
      (isWithoutPerson ? answerBeforeBeginning(request, start) : undefined) ??
      (await answerSession(deps, request, tenant, asked)) ??
      answerBeforeBeginning(request, start) ??
      (await sendToDirectory(deps, request, {
        location,
        tenant,
        authorization: asked.authorization,
        loginHint: asked.asksForAccount ? undefined : asked.loginHint,
        forceAuthn: asked.asksForAccount || asked.authorization.reauthenticate === true,
      }))
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (asked.isSilent) throw new AuthorizationError('login_required', 'the person has to sign in');
    throw new ProblemResponse(error, { app, tenant: location.tenant, tryAgainHref: href });
  }
}

/**
 * Redirects to the client with a code of the running session; undefined where the person has to sign in.
 * @throws AuthorizationError `login_required` where no page may be shown
 */
async function answerSession(
  deps: AuthorizeDependencies,
  request: EndpointRequest,
  tenant: Tenant,
  asked: AuthorizationRequest,
): Promise<Answer | undefined> {
  const session = await findSessionOfTenant(deps, request, tenant);
  if (session !== undefined && isGoodEnough(session, asked, request.receivedAt)) {
    const { authorization } = asked;
    const now = request.receivedAt;
    const code = await issueCode(deps, { session, authorization, now, random: deps.random });
    return redirect(codeLocation(authorization, code));
  }
  if (asked.isSilent) throw new AuthorizationError('login_required', 'the person has to sign in');
  return undefined;
}
