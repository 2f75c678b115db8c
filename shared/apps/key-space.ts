import type { AppProfile } from './profile.ts';

/**
 * Returns whether all tenants of an app have one Reply URL. There, a Recipient does not tell whom a message is for, and
 * proves no key.
 */
export function sharesReplyUrl({ tenantBy }: Pick<AppProfile, 'tenantBy'>): boolean {
  return tenantBy === 'issuer';
}

/**
 * Returns whether one signing key of an issuer must belong to one tenant alone. Every app of a directory has the same
 * issuer; where all tenants share an Identifier or a Reply URL, only the key tells which of them a message is for.
 */
export function mustOwnKeys(app: AppProfile): boolean {
  return app.identifier === 'fixed' || sharesReplyUrl(app);
}
