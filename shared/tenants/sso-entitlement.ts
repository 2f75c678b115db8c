import { gallery } from '../apps/gallery.ts';
import { isConfigured } from './connection.ts';
import type { Connection, Tenant } from './tenant.ts';

/** What of a tenant decides whether anybody may sign in to it. */
export type TenantState = Pick<Tenant, 'app' | 'sso'> & {
  readonly connection: Pick<Connection, 'state' | 'issuer' | 'loginUrl'>;
};

/**
 * Whether the tenant has single sign-on: what the operator said, else what its app does. Where it is a paid feature,
 * a tenant that was given a connection has it, and one that is still to be set up has not.
 */
export function isSsoEnabled({ app, sso, connection }: TenantState): boolean {
  return sso ?? (!gallery[app].ssoIsPaidFeature || isConfigured(connection));
}

/** Whether anybody may sign in to the tenant at all. */
export function acceptsSignIns(tenant: TenantState): boolean {
  return tenant.connection.state === 'active' && isConfigured(tenant.connection) && isSsoEnabled(tenant);
}
