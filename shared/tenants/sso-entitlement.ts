import { gallery } from '../apps/gallery.ts';
import { isConfigured } from './connection.ts';
import type { Connection, Tenant } from './tenant.ts';

/** The part of a tenant that decides whether it accepts sign-ins. */
export type TenantState = Pick<Tenant, 'app' | 'sso'> & {
  readonly connection: Pick<Connection, 'state' | 'issuer' | 'loginUrl'>;
};

/**
 * Returns whether the tenant has single sign-on: what the operator chose, else the app's default. Where single sign-on
 * is a paid feature, a tenant with a connection has it, and one that is not set up yet does not.
 */
export function isSsoEnabled({ app, sso, connection }: TenantState): boolean {
  return sso ?? (!gallery[app].ssoIsPaidFeature || isConfigured(connection));
}

/** Returns whether the tenant accepts sign-ins. */
export function acceptsSignIns(tenant: TenantState): boolean {
  return tenant.connection.state === 'active' && isConfigured(tenant.connection) && isSsoEnabled(tenant);
}
