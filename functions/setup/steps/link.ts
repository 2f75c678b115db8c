import { html } from 'hono/html';
import { ProblemResponse } from '../../../shared/endpoint/problem-response.ts';
import { type Answer, redirect, withCookies } from '../../../shared/http/answer.ts';
import type { EndpointRequest } from '../../../shared/http/request.ts';
import type { UploadForm } from '../../../shared/http/upload-form.ts';
import { hashOfSecret, isSameHash, newSecret, type Random } from '../../../shared/ids/secret.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { contactMarkup } from '../../../shared/pages/layout.ts';
import type { ProblemMoment } from '../../../shared/pages/problem-page.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import { Problem, type ProblemCode } from '../../../shared/problems/problem.ts';
import { whyClosed } from '../../../shared/setup/closed-link.ts';
import { clearSetupCookie, setupCookie } from '../../../shared/setup/setup-cookie.ts';
import type { SetupLink } from '../../../shared/setup/setup-link.ts';
import type { SetupLinkStore } from '../../../shared/setup/setup-link-store.ts';
import {
  linkParameter,
  parseLinkToken,
  type SetupLinkToken,
} from '../../../shared/setup/setup-link-token.ts';
import { type AdministratorStatuses, isLinkWithdrawn } from '../../../shared/setup/vouching.ts';
import type { CachedTenantStore } from '../../../shared/tenants/store/cached-tenant-store.ts';
import type { TenantLocation } from '../../location.ts';
import { pagePath, setupPath } from '../addresses.ts';
import { hiddenField } from '../form.ts';
import { barePage } from '../layout.ts';
import { type SetupPageSession, setupChangeAuthor, setupNotOpen } from '../session.ts';

/** What opening and closing a link works with. */
export interface LinkDependencies {
  readonly setupLinks: Pick<SetupLinkStore, 'open' | 'close' | 'find'>;
  readonly tenants: Pick<CachedTenantStore, 'note'>;
  readonly accountStatuses: AdministratorStatuses;
  readonly random: Random;
}

/** The longest token that the form of the landing page carries. Anything longer is not a token. */
const maximumTokenLength = 100;

/**
 * Shows the landing page of a link. It reads no store, so it is the same for every link, valid or not, and whatever it
 * is for: its words promise no set-up. Only its button opens the link, so that a program that checks links in mail does
 * not use it up. An intent in the address would prove nothing: anyone can type it, and the page after the button knows.
 */
export function showLinkLanding(request: EndpointRequest, location: TenantLocation, token: string): Answer {
  const { language } = request;
  const appName = location.site.app.displayName;
  const { landing: texts } = setupTextsOf(language).link;
  return barePage({
    language,
    app: location.site.app,
    title: texts.title,
    main: html`<h1>${texts.heading(appName)}</h1>
<p>${texts.text}</p>
<form class="actions" method="post" action="${setupPath(location)}">${hiddenField('action', 'open')}${hiddenField(linkParameter, token.slice(0, maximumTokenLength))}<button class="button" type="submit">${texts.open}</button></form>
<p class="help">${texts.help}</p>`,
  });
}

/**
 * Opens a link for this browser, records that in the tenant's history, and redirects to an address without the link.
 * @throws Problem `setup-not-open`; for the holder of the secret ProblemResponse `setup-link-…`, `setup-too-often`
 */
export async function openLink(
  { setupLinks, tenants, accountStatuses, random }: LinkDependencies,
  request: EndpointRequest,
  location: TenantLocation,
  form: UploadForm,
): Promise<Answer> {
  const token = parseLinkToken(form.text(linkParameter));
  if (token === undefined) throw setupNotOpen();
  const { receivedAt: now } = request;
  const { tenant } = location;
  const app = location.site.app.id;
  const secret = newSecret(random);
  const opened = await setupLinks.open({
    app,
    tenant,
    id: token.id,
    secretHash: hashOfSecret(token.secret),
    sessionHash: hashOfSecret(secret),
    now,
  });
  if (opened === undefined) throw await whyNotOpened(setupLinks, location, token, now);
  if (await isLinkWithdrawn(accountStatuses, opened.link)) throw setupNotOpen();
  const { link, session } = opened;
  await tenants.note(app, tenant, setupChangeAuthor({ link, request }), [
    { kind: 'setup-link', link: link.id, became: 'opened' },
  ]);
  const cookie = { app, tenant, link: link.id, slot: session.slot, secret };
  return withCookies(redirect(setupPath(location)), setupCookie(cookie, session.expiresAt, now));
}

/**
 * Returns the refusal of a link that did not open, by one more read, whether there is such a link or not. Only the
 * holder of its secret learns what became of it.
 */
async function whyNotOpened(
  setupLinks: Pick<SetupLinkStore, 'find'>,
  { site, tenant }: TenantLocation,
  { id, secret }: SetupLinkToken,
  now: Date,
): Promise<Error> {
  const link = await setupLinks.find(site.app.id, tenant, id);
  const closed = link && whyClosed(link, hashOfSecret(secret), now);
  switch (closed?.reason) {
    case 'expired':
      return refused('setup-link-expired', { event: 'link-expired', at: closed.since });
    case 'revoked':
      return refused('setup-link-revoked', { event: 'link-revoked', at: closed.since });
    case 'used-up':
      return refused('setup-link-used');
    default:
      return isHeld(link, secret) ? refused('setup-too-often') : setupNotOpen();
  }
}

/** An open link that did not open was opened too often within the hour. */
function isHeld(link: SetupLink | undefined, secret: string): boolean {
  return link !== undefined && isSameHash(link.secretHash, hashOfSecret(secret));
}

/** No page of the set-up is open in this browser, so the page offers no way back to it. */
function refused(code: ProblemCode, moment?: ProblemMoment): ProblemResponse {
  return new ProblemResponse(new Problem(code), { backHref: undefined, ...defined({ moment }) });
}

/** Ends the session of this browser. The draft stays. */
export async function leaveSetup(
  { setupLinks }: Pick<LinkDependencies, 'setupLinks'>,
  { session, location }: SetupPageSession,
): Promise<Answer> {
  await setupLinks.close(location.site.app.id, location.tenant, session);
  return withCookies(redirect(pagePath(location, 'left')), clearSetupCookie());
}

/** Shows the page after {@link leaveSetup}. It reads no store. */
export function showLeft({ language }: EndpointRequest, { site }: TenantLocation): Answer {
  const { left: texts } = setupTextsOf(language).link;
  return barePage({
    language,
    app: site.app,
    title: texts.title,
    main: html`<h1>${texts.heading}</h1>
<p>${texts.text}</p>`,
  });
}

/** Shows the page of a tenant whose subscription does not include single sign-on. It has no form. */
export function showSsoNotEnabled({ language, appName, location }: SetupPageSession): Answer {
  const { ssoNotEnabled: texts } = setupTextsOf(language).link;
  return barePage({
    language,
    app: location.site.app,
    title: texts.title,
    main: html`<h1>${texts.heading(appName)}</h1>
<p>${texts.text(contactMarkup(location.site.app.support))}</p>`,
  });
}
