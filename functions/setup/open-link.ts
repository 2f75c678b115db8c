import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { newSecret } from '../../shared/ids/secret.ts';
import { hashOfSecret } from '../../shared/ids/secret-hash.ts';
import { linkLandingPage } from '../../shared/pages/setup/link-landing-page.ts';
import { setupPage } from '../../shared/pages/setup/setup-answer.ts';
import { setupCookie } from '../../shared/setup/setup-cookie.ts';
import { linkParameter, parseLinkToken } from '../../shared/setup/setup-link-token.ts';
import type { TenantLocation } from '../location.ts';
import { setupPath } from './addresses.ts';
import type { SetupDependencies } from './dependencies.ts';
import { setupChangeAuthor, setupNotOpen } from './session.ts';

/** Longest token that is put into the page's form; what is longer is no token. */
const maximumTokenLength = 100;

/** The page of a link: the same for every link, and nothing is read or written for it. */
export function showLinkLanding(request: EndpointRequest, location: TenantLocation, link: string): Answer {
  const view = {
    language: request.language,
    appName: location.site.app.displayName,
    action: setupPath(location),
  };
  return setupPage(200, linkLandingPage(view, link.slice(0, maximumTokenLength)));
}

/**
 * Opens a link for this browser, says so in the tenant's history, and leads on to an address without the link.
 * @throws Problem `setup-not-open`
 */
export async function openLink(
  deps: SetupDependencies,
  request: EndpointRequest,
  location: TenantLocation,
  form: UploadForm,
): Promise<Answer> {
  const token = parseLinkToken(form.text(linkParameter));
  if (token === undefined) throw setupNotOpen();
  const { receivedAt: now } = request;
  const { site, tenant } = location;
  const secret = newSecret(deps.random);
  const opened = await deps.setupLinks.open({
    app: site.app.id,
    tenant,
    id: token.id,
    secretHash: hashOfSecret(token.secret),
    sessionHash: hashOfSecret(secret),
    now,
  });
  if (opened === undefined) throw setupNotOpen();
  const { link, session } = opened;
  await deps.tenants.note(site.app.id, tenant, setupChangeAuthor({ link, request }), [
    { kind: 'setup-link', link: link.id, became: 'opened' },
  ]);
  const cookie = { app: site.app.id, tenant, link: link.id, slot: session.slot, secret };
  return withCookies(redirect(setupPath(location)), setupCookie(cookie, session.expiresAt, now));
}
