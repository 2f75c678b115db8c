import { createHash } from 'node:crypto';
import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { Table } from '../store/table.ts';
import { type DirectoryIdentity, signInNameKey, type User } from './user.ts';
import { identityKey, userKey } from './user-item.ts';

/*
 * A removed user leaves a mark for the sign-in name and one for the identity, so that no sign-in creates the person
 * again. A mark holds a hash in place of the name: it can be compared, and read by no one. Marks stand in the tenant's
 * partition and go with it. A removal writes the marks first; a creation reads them after its claim on the
 * identity. So of the two one sees the other, whatever the order.
 */

/** A person as marks name them. */
type MarkedPerson = Pick<User, 'app' | 'tenant' | 'signInName'> & {
  readonly identity?: DirectoryIdentity | undefined;
};

/** Marks a person as removed: one write for the name, one for the identity if there is one. */
export async function markRemoved(table: Table, person: MarkedPerson): Promise<void> {
  for (const key of markKeys(person)) await table.put(key);
}

/** Returns whether a person of this name or of this identity was removed. One request, strongly consistent. */
export async function wasRemoved(table: Table, person: MarkedPerson): Promise<boolean> {
  return (await table.getEach(markKeys(person))).length > 0;
}

function markKeys({ app, tenant, signInName, identity }: MarkedPerson) {
  return [
    markKey(app, tenant, 'name', signInNameKey(signInName)),
    ...(identity === undefined ? [] : [markKey(app, tenant, 'identity', identityKey(app, tenant, identity))]),
  ];
}

function markKey(app: AppId, tenant: TenantId, kind: 'name' | 'identity', value: string) {
  const { partitionKey } = userKey(app, tenant, '');
  const hash = createHash('sha256').update(`${partitionKey}\0${kind}\0${value}`).digest('base64url');
  return { partitionKey, sortKey: `user-removed#${hash}` };
}
