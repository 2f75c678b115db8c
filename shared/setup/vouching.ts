import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { User } from '../users/user.ts';
import type { SetupLink, VouchingAdministrator } from './setup-link.ts';

/** A user and a tenant as they are now, as far as a link depends on them. */
interface AdministratorStatus {
  readonly user: User | undefined;
  readonly tenant: { readonly isOpen: boolean; readonly sessionGeneration: number } | undefined;
}

/** Looks up who vouches for a link. */
export interface AdministratorStatuses {
  /** One request, strongly consistent. */
  find(app: AppId, tenant: TenantId, signInName: string): Promise<AdministratorStatus>;
}

/**
 * Whether an administrator still vouches: the user exists, is active and an administrator, the tenant accepts sign-ins,
 * and no one has ended the sessions of either since. Every write that ends such a right changes one of these, so it does
 * not matter whether that write or the one that made the link came first.
 */
function vouchesStill(
  { id, userGeneration, tenantGeneration }: VouchingAdministrator,
  { user, tenant }: AdministratorStatus,
): boolean {
  if (user?.id !== id || !user.active || user.administrator !== true) return false;
  const { sessionGeneration = 0 } = user;
  return (
    sessionGeneration === userGeneration &&
    tenant?.isOpen === true &&
    tenant.sessionGeneration === tenantGeneration
  );
}

/** Whether a link was revoked, or no administrator vouches for it any more. One request for an administrator's link. */
export async function isLinkWithdrawn(
  statuses: AdministratorStatuses,
  { app, tenant, revokedAt, administrator }: SetupLink,
): Promise<boolean> {
  if (revokedAt !== undefined) return true;
  if (administrator === undefined) return false;
  return !vouchesStill(administrator, await statuses.find(app, tenant, administrator.signInName));
}
