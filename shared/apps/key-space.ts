import type { AppProfile } from './profile.ts';

/**
 * Returns whether one signing key of an issuer must belong to one tenant alone. Every app of a directory has the same
 * issuer; where all tenants share an Identifier or a Reply URL, only the key tells which of them a message is for.
 */
export function mustOwnKeys({ identifier, tenantBy }: AppProfile): boolean {
  return identifier === 'fixed' || tenantBy === 'issuer';
}
