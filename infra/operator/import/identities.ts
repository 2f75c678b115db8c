import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { signInNameKey, type User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';

/** Who is bound to an object id of the directory. */
export interface Holder {
  readonly id: User['id'];
  readonly signInName: string;
}

/** The people of a tenant by their object ids in one directory, as far as this import knows. */
export interface Identities {
  holderOf(objectId: string): Holder | undefined;
  keep(objectId: string, holder: Holder): void;
}

/**
 * Reads who is bound already: every page of the tenant's users once, strongly consistent, so that each object id of
 * the file can be looked up before its line is planned. What another command or a sign-in binds from then on is seen
 * by the claim of the write itself.
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

/** Whether the holder of an object id stands under another sign-in name than the line of the file. */
export function isUnderOtherName(holder: Holder | undefined, key: string): holder is Holder {
  return holder !== undefined && signInNameKey(holder.signInName) !== key;
}
