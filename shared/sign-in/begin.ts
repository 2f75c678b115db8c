import type { FlowId } from '../ids/flow-id.ts';
import { hashOfSecret } from '../ids/secret.ts';
import { defined } from '../objects/defined.ts';
import type { Authorization } from '../openid/authorization.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { authenticationAgeSeconds } from './authentication-age.ts';
import { type RequestedFlow, requestLifetimeSeconds, type SignedInFlow } from './flow.ts';
import type { FlowStore } from './flow-store.ts';
import { type RequiredFreshness, strictestOf } from './required-authentication.ts';

/** What a new request is made of. */
export interface SignInBeginning {
  readonly id: FlowId;
  /** The flow cookie's secret: the answer counts only in the browser that has it. */
  readonly browserSecret: string;
  readonly returnTo?: string | undefined;
  readonly authorization?: Authorization | undefined;
  /** How fresh the authentication of the answer has to be, beside what `authorization` demands. Default: of any age. */
  readonly required?: RequiredFreshness | undefined;
  /**
   * The running session whose authentication is to be renewed. With its user: an answer by another person is refused.
   * Default: none.
   */
  readonly session?: Partial<Pick<SignedInFlow, 'user' | 'authenticatedAt'>> | undefined;
  readonly now: Date;
}

/** Opens a request for {@link requestLifetimeSeconds}: one write. */
export async function beginSignIn(
  flows: FlowStore,
  tenant: Tenant,
  { id, browserSecret, returnTo, authorization, required = {}, session, now }: SignInBeginning,
): Promise<RequestedFlow> {
  const flow: RequestedFlow = {
    app: tenant.app,
    tenant: tenant.id,
    id,
    state: 'requested',
    tenantCreatedAt: tenant.createdAt,
    requestedAt: now,
    expiresAt: new Date(now.getTime() + requestLifetimeSeconds * 1_000),
    browserHash: hashOfSecret(browserSecret),
    ...strictestOf(required, authorization),
    ...defined({
      returnTo,
      authorization,
      reauthenticates: session?.user?.id,
      authenticatedAfter: knownInstant(session?.authenticatedAt, now),
    }),
  };
  await flows.request(flow);
  return flow;
}

/** A directory that once wrote an instant in the future could otherwise not renew it until then. */
function knownInstant(authenticatedAt: Date | undefined, now: Date): Date | undefined {
  return Number.isFinite(authenticationAgeSeconds(authenticatedAt, now)) ? authenticatedAt : undefined;
}
