import { html } from 'hono/html';
import { originOf } from '../../../../shared/apps/site.ts';
import { endpointUrl } from '../../../../shared/apps/urls.ts';
import { type Answer, redirect, withCookies } from '../../../../shared/http/answer.ts';
import type { EndpointRequest } from '../../../../shared/http/request.ts';
import { formSender } from '../../../../shared/http/same-origin.ts';
import { newAdministrationFlowId } from '../../../../shared/ids/administration-flow-id.ts';
import { requestIdBytes } from '../../../../shared/ids/request-id.ts';
import { hashOfSecret, newSecret, type Random } from '../../../../shared/ids/secret.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { Problem } from '../../../../shared/problems/problem.ts';
import type { AdministrationFlowStore } from '../../../../shared/sign-in/administration/administration-flow.ts';
import { administrationParameter } from '../../../../shared/sign-in/browser/administration-parameter.ts';
import { makeRoom } from '../../../../shared/sign-in/browser/dropped-flows-cookie.ts';
import { flowCookie } from '../../../../shared/sign-in/browser/flow-cookie.ts';
import { requestLifetimeSeconds } from '../../../../shared/sign-in/flow.ts';
import type { CachedTenantStore } from '../../../../shared/tenants/store/cached-tenant-store.ts';
import type { TenantLocation } from '../../../location.ts';
import { setupPath } from '../../addresses.ts';
import { hiddenField } from '../../form.ts';
import { barePage } from '../../layout.ts';

/**
 * Shows the page on which an administrator signs in again to manage single sign-on. It reads no store, so it is the
 * same for every tenant. Only its button begins a sign-in, so that no other page begins one.
 */
export function showAdministratorSignIn({ language }: EndpointRequest, location: TenantLocation): Answer {
  const appName = location.site.app.displayName;
  const { signIn: texts } = setupTextsOf(language).administration;
  return barePage({
    language,
    app: location.site.app,
    title: texts.title,
    main: html`<h1>${texts.heading(appName)}</h1>
<p>${texts.text}</p>
<form class="actions" method="post" action="${setupPath(location)}">${hiddenField('action', 'administer')}<button class="button" type="submit">${texts.button}</button></form>
<p class="help">${texts.link}</p>`,
  });
}

/** What a fresh sign-in is begun with. */
interface AdministrationDependencies {
  readonly administrationFlows: Pick<AdministrationFlowStore, 'begin'>;
  readonly tenants: Pick<CachedTenantStore, 'findFresh'>;
  readonly random: Random;
}

/**
 * Begins a fresh sign-in whose only purpose is to open the set-up page in this browser: one read, one write, and
 * a redirect to sign-on, which sends the request. It does the same for every name: sign-on decides whether there is such
 * a tenant.
 * @throws Problem `setup-form-refused` unless a header says that our own page sent the form: there is no session whose
 * token could say so
 */
export async function beginAdministration(
  { administrationFlows, tenants, random }: AdministrationDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<Answer> {
  const { site, tenant } = location;
  if (formSender(request, originOf(site, tenant)) !== 'our-page') {
    throw new Problem('setup-form-refused', { expected: 'a form of this origin' });
  }
  const { receivedAt: now, cookies } = request;
  const secret = newSecret(random);
  const id = newAdministrationFlowId(requestIdBytes({ app: site.app.id, tenant, secret }));
  const { createdAt: tenantCreatedAt } = (await tenants.findFresh(site.app.id, tenant)) ?? {};
  await administrationFlows.begin({
    app: site.app.id,
    tenant,
    id,
    state: 'requested',
    ...defined({ tenantCreatedAt }),
    requestedAt: now,
    expiresAt: new Date(now.getTime() + requestLifetimeSeconds * 1_000),
    browserHash: hashOfSecret(secret),
  });
  const url = new URL(endpointUrl(site, tenant, 'sign-on'));
  url.searchParams.set(administrationParameter, id);
  return withCookies(
    redirect(`${url.pathname}${url.search}`),
    ...makeRoom(cookies),
    flowCookie(id, secret, { now, app: site.app, tenant }),
  );
}
