import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { signInNameKey, type User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';

/** The person who is bound to an object id. */
export interface Holder {
  readonly id: User['id'];
  readonly signInName: string;
}

/** The people of a tenant by their object ids in one directory, as known to this import. */
export interface Identities {
  holderOf(objectId: string): Holder | undefined;
  keep(objectId: string, holder: Holder): void;
}

/**
 * Reads all users of the tenant once, strongly consistently, so that every object id can be looked up before its row is
 * planned. Later bindings by sign-ins or other commands are detected by the conditional write.
 */
export async function identitiesOf(
  context: CommandContext,
  app: AppId,
  tenant: TenantId,
  directoryId: string,
): Promise<Identities> {
  const holders = new Map<string, Holder>();
  for (const { id, signInName, identity, renaming } of await context.users.list(app, tenant)) {
    const bound = identity ?? renaming?.identity;
    if (bound?.directoryId === directoryId) holders.set(bound.objectId, { id, signInName });
  }
  return {
    holderOf: (objectId) => holders.get(objectId),
    keep: (objectId, holder) => void holders.set(objectId, holder),
  };
}

/** Returns whether the holder of an object id has another sign-in name than the row. */
export function isUnderOtherName(holder: Holder | undefined, key: string): holder is Holder {
  return holder !== undefined && signInNameKey(holder.signInName) !== key;
}
