import type { AppProfile } from '../apps/profile.ts';
import { isConfigured } from './connection.ts';
import type { Connection, Tenant } from './tenant.ts';

/** The part of a tenant that decides whether it accepts sign-ins. */
export type TenantState = Pick<Tenant, 'sso'> & {
  readonly connection: Pick<Connection, 'state' | 'issuer' | 'loginUrl'>;
};

/** The part of the tenant's app that decides it. */
export type SsoTerms = Pick<AppProfile, 'ssoIsPaidFeature'>;

/**
 * Returns whether the tenant has single sign-on: what the operator chose, else the app's default. Where single sign-on
 * is a paid feature, a tenant with a connection has it, and one that is not set up yet does not.
 */
export function isSsoEnabled({ ssoIsPaidFeature }: SsoTerms, { sso, connection }: TenantState): boolean {
  return sso ?? (!ssoIsPaidFeature || isConfigured(connection));
}

/** Returns whether the tenant accepts sign-ins. */
export function acceptsSignIns(app: SsoTerms, tenant: TenantState): boolean {
  const { connection } = tenant;
  return connection.state === 'active' && isConfigured(connection) && isSsoEnabled(app, tenant);
}
