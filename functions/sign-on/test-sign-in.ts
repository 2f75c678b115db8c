import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { hashOfSecret } from '../../shared/ids/secret.ts';
import { parseTestFlowId } from '../../shared/ids/test-flow-id.ts';
import { readFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { testParameter } from '../../shared/sign-in/browser/test-parameter.ts';
import type { TestFlow } from '../../shared/sign-in/test/test-flow.ts';
import { connectionOf } from '../../shared/tenants/draft/activate-draft.ts';
import { authnRequestLocation } from '../authn-request-location.ts';
import type { TenantLocation } from '../location.ts';
import type { SignOnDependencies } from './dependencies.ts';

/**
 * Redirects an administrator who has begun a test to the directory of the draft. Returns undefined, without a reason,
 * for every other request: a browser without this test, a used or expired test, a changed draft. No read without the
 * test's cookie, so that the address reveals nothing about a tenant.
 */
export async function sendTest(
  { testFlows, tenants, signingKeys }: SignOnDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<Answer | undefined> {
  const test = await openTestOf(testFlows, request, location);
  if (test === undefined) return undefined;
  const tenant = await tenants.findFresh(test.app, test.tenant);
  if (tenant?.draft?.revision !== test.revision) return undefined;
  const connection = connectionOf(tenant.connection, tenant.draft);
  if (connection === undefined) return undefined;
  const now = request.receivedAt;
  return redirect(await authnRequestLocation(location, signingKeys, { id: test.id, connection, now }));
}

async function openTestOf(
  testFlows: SignOnDependencies['testFlows'],
  request: EndpointRequest,
  { site, tenant }: TenantLocation,
): Promise<TestFlow | undefined> {
  const [named = '', ...more] = new URLSearchParams(request.rawQuery).getAll(testParameter);
  const id = more.length > 0 ? undefined : parseTestFlowId(named);
  const cookie = id && readFlowCookie(request.cookies, id);
  if (id === undefined || cookie === undefined) return undefined;
  const test = await testFlows.find(site.app.id, tenant, id);
  if (test?.state !== 'requested' || test.expiresAt <= request.receivedAt) return undefined;
  const [stored, shown] = [Buffer.from(test.browserHash), Buffer.from(hashOfSecret(cookie.secret))];
  return stored.length === shown.length && timingSafeEqual(stored, shown) ? test : undefined;
}
