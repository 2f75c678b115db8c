import type { FlowId } from '../../shared/ids/flow-id.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import type { Problem } from '../../shared/problems/problem.ts';
import { landingPath } from '../../shared/sign-in/browser/landing.ts';
import { unlessOfEarlierTenant } from '../../shared/sign-in/flow.ts';
import { isSolicited } from '../../shared/sign-in/initiation.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { signOnHref, type TenantLocation } from '../location.ts';
import type { AssertionConsumerDependencies, PostedResponse } from './posted-response.ts';

/** What a refused message says that it answers, and the tenant that verified it. */
export interface AnsweredRequest {
  readonly tenant: Tenant | undefined;
  readonly flow: FlowId | undefined;
  readonly inResponseTo: string | undefined;
}

/**
 * Returns where "Try again" leads after a refusal, so that the person lands where they wanted to go: the `returnTo` of
 * the request that was answered, or the item that an unsolicited Relay State names. Only a message that a trusted key
 * signed is worth the one read of its request; undefined for any other, and where the store fails.
 */
export async function startAgainHref(
  { flows }: Pick<AssertionConsumerDependencies, 'flows'>,
  { request, location, relayState }: Pick<PostedResponse, 'request' | 'location' | 'relayState'>,
  { authenticated }: Pick<Problem, 'authenticated'>,
  { tenant, flow, inResponseTo }: AnsweredRequest,
): Promise<string | undefined> {
  if (!authenticated) return undefined;
  if (!isSolicited(inResponseTo)) return signOnHref(location, { returnTo: itemOf(location, relayState) });
  if (flow === undefined || tenant === undefined) return undefined;
  try {
    const begun = unlessOfEarlierTenant(await flows.find(tenant.app, tenant.id, flow), tenant);
    return begun && signOnHref(location, begun);
  } catch (error) {
    logUnexpectedError(error, request.reference);
    return undefined;
  }
}

/** The path of the item that an unsolicited Relay State names; undefined where it names none. */
export function itemOf(
  { site: { app } }: Pick<TenantLocation, 'site'>,
  relayState: string | undefined,
): string | undefined {
  const path = landingPath(app, { relayState });
  return path === app.landingPath ? undefined : path;
}
