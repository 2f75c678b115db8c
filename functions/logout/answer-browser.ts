import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { clearSignedOutCookie, readSignedOutCookie } from '../../shared/sign-in/browser/signed-out-cookie.ts';
import type { Deployment } from '../deployment.ts';
import type { TenantLocation } from '../location.ts';
import { readDirectoryAnswer } from './answer-own-request.ts';
import type { LogoutMessage } from './logout-message.ts';
import { pageOfRunningSession, signedOut } from './tell-person.ts';

/**
 * Answers the browser that brings a LogoutResponse. A running session comes first: while this browser has one, no page
 * says that it is signed out. Then the page says what the directory reports; a client of the provider that asked for the
 * sign-out gets the browser back where the directory reports success. A browser that began no sign-out here learns
 * nothing from the message, which is not read then. Two reads per session cookie, and one of the tenant (none while it is
 * cached) for a browser that began a sign-out.
 */
export async function answerBrowser(
  deps: Pick<Deployment, 'sites' | 'flows' | 'accountStatuses' | 'tenants'>,
  request: EndpointRequest,
  named: TenantLocation,
  message: LogoutMessage,
): Promise<Answer> {
  const running = await pageOfRunningSession(deps, request, named, true);
  if (running !== undefined) return running;
  const ended = readSignedOutCookie(request.cookies);
  const isOfTenant = ended?.app === named.site.app.id && ended.tenant === named.tenant;
  const tenant = isOfTenant ? await deps.tenants.find(ended.app, ended.tenant) : undefined;
  if (ended === undefined || tenant === undefined) return signedOut(named, request.language);
  const { reference, receivedAt: now } = request;
  const state = readDirectoryAnswer({ named, tenant, ended, message, reference, now });
  const { returnTo } = ended;
  if (state === 'signed-out' && returnTo !== undefined) {
    return withCookies(redirect(returnTo), clearSignedOutCookie());
  }
  const organisation = tenant.displayName ?? tenant.id;
  return signedOut(named, request.language, {
    directory: { state, organisation },
    ...(returnTo === undefined ? {} : { continueHref: returnTo }),
  });
}
