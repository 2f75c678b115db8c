import type { Brand } from './brand.ts';

/** A tenant's name in its app, `^[a-z0-9][a-z0-9-]{0,62}$`. Only {@link parseTenantId} makes one. */
export type TenantId = Brand<string, 'TenantId'>;

const tenantIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Returns the tenant id in `text`, or undefined where it is invalid. Exact: no trimming, no case folding. */
export function parseTenantId(text: string): TenantId | undefined {
  return tenantIdPattern.test(text) ? (text as TenantId) : undefined;
}
