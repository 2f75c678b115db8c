import { gallery } from '../apps/gallery.ts';
import { isSetUp } from './connection.ts';
import type { Tenant } from './tenant.ts';

/**
 * Whether the tenant has single sign-on: what the operator said, else what its app does. Where it is a paid feature,
 * a tenant that was given a connection has it, and one that is still to be set up has not.
 */
export function isSsoOn({ app, sso, connection }: Pick<Tenant, 'app' | 'sso' | 'connection'>): boolean {
  return sso ?? (!gallery[app].ssoIsPaidFeature || isSetUp(connection));
}

/** Whether anybody may sign in to the tenant at all. */
export function mayBeSignedInTo(tenant: Pick<Tenant, 'app' | 'sso' | 'connection'>): boolean {
  return tenant.connection.state === 'active' && isSetUp(tenant.connection) && isSsoOn(tenant);
}
