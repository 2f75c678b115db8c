import type { FlowId } from '../ids/flow-id.ts';
import { hashOfSecret } from '../ids/secret.ts';
import { defined } from '../objects/defined.ts';
import type { Authorization } from '../openid/authorization.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type RequestedFlow, requestLifetimeSeconds } from './flow.ts';
import type { FlowStore } from './flow-store.ts';

/** What a new request is made of. */
export interface SignInBeginning {
  readonly id: FlowId;
  /** The flow cookie's secret: the answer counts only in the browser that has it. */
  readonly browserSecret: string;
  readonly returnTo?: string | undefined;
  readonly authorization?: Authorization | undefined;
  readonly now: Date;
}

/** Opens a request for {@link requestLifetimeSeconds}: one write. */
export async function beginSignIn(
  flows: FlowStore,
  tenant: Tenant,
  { id, browserSecret, returnTo, authorization, now }: SignInBeginning,
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
    ...defined({ returnTo, authorization }),
  };
  await flows.request(flow);
  return flow;
}
