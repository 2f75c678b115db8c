import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import {
  type AdministrationFlowId,
  parseAdministrationFlowId,
} from '../../shared/ids/administration-flow-id.ts';
import { hashOfSecret } from '../../shared/ids/secret.ts';
import { administrationParameter } from '../../shared/sign-in/browser/administration-parameter.ts';
import { readFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { authnRequestLocation } from '../authn-request-location.ts';
import { requireActiveTenantNow } from '../find-tenant.ts';
import type { TenantLocation } from '../location.ts';
import type { SignOnDependencies } from './dependencies.ts';

/**
 * Redirects a browser that began to open the set-up page to the tenant's directory, which must ask the person to sign
 * in again (`ForceAuthn`, SAML Core 3.4.1). Returns undefined, without a reason, for every other request: another
 * browser, a used or expired sign-in. Two reads; none without the cookie, so that the address reveals nothing.
 * @throws Problem `tenant-not-found`, `tenant-disabled`
 */
export async function sendAdministrator(
  deps: SignOnDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<Answer | undefined> {
  const id = await openAdministrationOf(deps, request, location);
  if (id === undefined) return undefined;
  const { connection } = await requireActiveTenantNow(deps.tenants, location);
  const now = request.receivedAt;
  return redirect(
    await authnRequestLocation(location, deps.signingKeys, { id, connection, forceAuthn: true, now }),
  );
}

async function openAdministrationOf(
  { administrationFlows }: Pick<SignOnDependencies, 'administrationFlows'>,
  request: EndpointRequest,
  { site, tenant }: TenantLocation,
): Promise<AdministrationFlowId | undefined> {
  const [named = '', ...more] = new URLSearchParams(request.rawQuery).getAll(administrationParameter);
  const id = more.length > 0 ? undefined : parseAdministrationFlowId(named);
  const cookie = id && readFlowCookie(request.cookies, id);
  if (id === undefined || cookie === undefined) return undefined;
  const flow = await administrationFlows.find(site.app.id, tenant, id);
  if (flow?.state !== 'requested' || flow.expiresAt <= request.receivedAt) return undefined;
  const [stored, shown] = [Buffer.from(flow.browserHash), Buffer.from(hashOfSecret(cookie.secret))];
  return stored.length === shown.length && timingSafeEqual(stored, shown) ? id : undefined;
}
