import type { UserFinder } from '../../shared/users/recognise-user.ts';
import { signInNameKey, type User } from '../../shared/users/user.ts';

/** What was read of {@link usersIn}, in order. */
export type Reads = readonly ('by-name' | 'by-identity')[];

/** The reading half of a user store, over a list; and which reads it has answered. */
export function usersIn(users: readonly User[]): UserFinder & { readonly reads: Reads } {
  const reads: Reads[number][] = [];
  const byAge = [...users].sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  return {
    reads,
    async findBySignInName(app, tenant, signInName) {
      reads.push('by-name');
      const key = signInNameKey(signInName);
      return byAge.find(
        (user) => user.app === app && user.tenant === tenant && signInNameKey(user.signInName) === key,
      );
    },
    async findByIdentity(app, tenant, { directoryId, objectId }) {
      reads.push('by-identity');
      return byAge.find(
        ({ identity, ...user }) =>
          user.app === app &&
          user.tenant === tenant &&
          identity?.directoryId === directoryId &&
          identity.objectId === objectId,
      );
    },
  };
}
