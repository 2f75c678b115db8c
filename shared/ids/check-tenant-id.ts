import type { TenantId } from './tenant-id.ts';

/**
 * The tenant by which a stage signs in to itself, in each app. It has no customer: lists, imports and commands leave it
 * out, its successful sign-ins count in no metric, and only the key of the stage's own checks signs for it.
 */
export const checkTenantId = 'latchkey-check' as TenantId;
