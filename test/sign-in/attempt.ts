import { randomUUID } from 'node:crypto';
import type { FlowId } from '../../shared/ids/flow-id.ts';
import { requestFlowId } from '../../shared/ids/flow-id.ts';
import { newSecret, systemRandom } from '../../shared/ids/secret.ts';
import { beginSignIn } from '../../shared/sign-in/begin.ts';
import { dynamoDbAccountStatusStore } from '../../shared/sign-in/dynamodb-account-status-store.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import type { SignInAttempt, SignInStores } from '../../shared/sign-in/sign-in.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../shared/users/user.ts';
import { apps } from '../fixtures/apps.ts';
import type { EntraParts } from '../fixtures/entra-parts.ts';
import { facts } from '../fixtures/facts.ts';
import { aTenant, aUser } from '../harness/samples.ts';
import { acceptedAssertion } from './accepted.ts';

/** The stores that a sign-in works on. */
export function storesOf(tables: Tables) {
  return {
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    accountStatuses: dynamoDbAccountStatusStore(tables.tenants, apps),
    tenants: dynamoDbTenantStore(tables.tenants, apps),
  } satisfies SignInStores & { tenants: TenantStore };
}

/** A tenant of a test's own, with B.Simon in it as `user` says; undefined: no user. */
export async function tenantWith(
  { users, tenants }: ReturnType<typeof storesOf>,
  user: Partial<User> | undefined = {},
  more: Partial<Omit<Tenant, 'connection'>> = {},
): Promise<Tenant> {
  const tenant = aTenant(more);
  await tenants.add(tenant);
  if (user !== undefined) {
    await users.add(aUser({ app: tenant.app, tenant: tenant.id, signInName: facts.signInName, ...user }));
  }
  return tenant;
}

/** A request that is open, and the secret that its browser has. */
export async function openRequest({ flows }: SignInStores, tenant: Tenant, now = facts.now) {
  const id = requestFlowId(systemRandom(16));
  const browserSecret = newSecret();
  await beginSignIn(flows, tenant, { id, browserSecret, returnTo: '/reports/7', now });
  return { id, browserSecret };
}

/** An attempt with a message that answers `answers`, or nothing; the browser has the secrets of `held`. */
export function attemptOf(
  tenant: Tenant,
  answers: FlowId | undefined,
  held: Readonly<Record<string, string>> = {},
  parts: Partial<EntraParts> = {},
): SignInAttempt {
  return {
    tenant,
    tenantVersion: 1,
    accepted: acceptedAssertion({ inResponseTo: answers, assertionId: `_${randomUUID()}`, ...parts }),
    idpInitiated: true,
    browserSecretOf: (flow) => held[flow],
    unsolicitedSecret: newSecret(),
    now: facts.now,
  };
}
