import { setAttributes } from '../store/expression.ts';
import type { Table } from '../store/table.ts';
import { claimIdentity, isFencedAs, releaseClaim } from './identity-claim.ts';
import { signInNameSpellings } from './sign-in-name-spellings.ts';
import type { DirectoryIdentity, User } from './user.ts';
import { identityAttributes, toUserItem, userKey } from './user-item.ts';
import type { UserStore } from './user-store.ts';
import { IdentityTaken } from './user-store.ts';

/** Implements `UserStore.bindIdentity` over `table`. */
export async function bindIdentity(
  table: Table,
  user: User,
  identity: DirectoryIdentity,
  now: Date,
): Promise<boolean> {
  return user.active && (await claimAndBind(table, user, identity, now)) === 'bound';
}

/**
 * Implements `UserStore.add` over `table`. A user with an identity is added without it, then bound: a claim always
 * belongs to an existing user.
 */
export async function addUser(
  table: Table,
  findBySignInName: UserStore['findBySignInName'],
  { identity, ...user }: User,
): Promise<boolean> {
  if (!(await putUser(table, findBySignInName, user))) return false;
  if (identity === undefined) return true;
  const bound = await claimAndBind(table, user, identity, user.updatedAt);
  if (typeof bound === 'string') return bound === 'bound';
  await table.delete(userKey(user.app, user.tenant, user.signInName), {
    condition: '#id = :id AND attribute_not_exists(#identityKey)',
    values: { id: user.id },
  });
  throw new IdentityTaken(bound.holder);
}

async function claimAndBind(
  table: Table,
  user: User,
  identity: DirectoryIdentity,
  now: Date,
): Promise<'bound' | 'changed' | { readonly holder: User }> {
  const claim = await claimIdentity(table, user, identity);
  if (claim === undefined) return 'changed';
  if ('holder' in claim) return claim;
  const attributes = identityAttributes(user, identity);
  const { update, values } = setAttributes({ ...attributes, updatedAt: now.toISOString() });
  const fence = isFencedAs(user);
  const { sessionGeneration: generation = 0 } = user;
  const item = await table.update(userKey(user.app, user.tenant, user.signInName), {
    update,
    condition:
      '#id = :id AND #active = :isActive AND attribute_not_exists(#renaming) AND ' +
      `(attribute_not_exists(#identityKey) OR #identityKey = :identityKey) AND ${fence.condition} AND ` +
      (generation === 0
        ? '(attribute_not_exists(#sessionGeneration) OR #sessionGeneration = :generation)'
        : '#sessionGeneration = :generation'),
    values: { ...values, id: user.id, isActive: user.active, generation, ...fence.values },
  });
  if (item !== false) return 'bound';
  if (claim.isFirst) await releaseClaim(table, user, identity, claim);
  return 'changed';
}

async function putUser(
  table: Table,
  findBySignInName: UserStore['findBySignInName'],
  user: User,
): Promise<boolean> {
  if (signInNameSpellings(user.signInName).length > 1) {
    const spelled = await findBySignInName(user.app, user.tenant, user.signInName);
    if (spelled !== undefined) return spelled.id === user.id;
  }
  const added = await table.put(toUserItem(user), { condition: 'attribute_not_exists(#partitionKey)' });
  if (added) return true;
  const existing = await findBySignInName(user.app, user.tenant, user.signInName);
  // The same id: an earlier attempt by this process, whose answer was lost.
  return existing?.id === user.id;
}
