import { defined } from '../objects/defined.ts';
import { setAttributes } from '../store/expression.ts';
import type { Table } from '../store/table.ts';
import { moveClaim } from './identity-claim.ts';
import { spellingKey } from './sign-in-name-spellings.ts';
import type { Renaming, User } from './user.ts';
import { identityAttributes, readUserItem, toUserItem, userKey } from './user-item.ts';
import type { UserStore } from './user-store.ts';

/*
 * A sign-in name is part of a user's key, so another name is another item. The two items are never usable at once, and
 * the user never disappears. First the old item becomes a signpost (not active, not bound, with the new values), then
 * the new item is written, then the old one deleted. If a step fails, repeating the rename continues from there.
 */

interface NameLookups {
  /** In any spelling. */
  readonly findBySignInName: UserStore['findBySignInName'];
  /** By this spelling alone. */
  readonly findSpelled: UserStore['findBySignInName'];
}

/** Implements `UserStore.rename` over `table`. */
export async function renameUser(
  table: Table,
  { findBySignInName, findSpelled }: NameLookups,
  user: User,
  signInName: string,
  now: Date,
): Promise<User | 'taken' | 'gone' | 'other'> {
  const { app, tenant, id } = user;
  // An internationalized domain in its other spelling is the same name with another key.
  if (spellingKey(signInName) === spellingKey(user.signInName)) {
    return (await respell(table, user, signInName, now)) ?? 'gone';
  }
  const found = await findSpelled(app, tenant, user.signInName);
  const there = await findBySignInName(app, tenant, signInName);
  // An earlier attempt finished, and only its answer was lost.
  if (found === undefined && there?.id === id) return there;
  if (found?.id !== id) return 'gone';
  if (found.renaming !== undefined && spellingKey(found.renaming.to) !== spellingKey(signInName)) {
    return 'other';
  }
  if (there !== undefined && there.id !== id) return await giveUp(table, found, now);

  const signpost = found.renaming === undefined ? await putSignpost(table, found, signInName, now) : found;
  if (signpost?.renaming === undefined) return 'gone';
  const renamed = underNewName(signpost, signpost.renaming, now);
  const put = await table.put(toUserItem(renamed), { condition: 'attribute_not_exists(#partitionKey)' });
  const current = put ? renamed : await findSpelled(app, tenant, signInName);
  if (current?.id !== id) return await giveUp(table, signpost, now);
  // Before the old item is deleted, so that the name in the claim always leads to the identity's user.
  await moveClaim(table, current, current.signInName);
  await table.delete(userKey(app, tenant, user.signInName), { condition: '#id = :id', values: { id } });
  return current;
}

/** Writes the same name in another spelling: one write. */
async function respell(table: Table, user: User, signInName: string, now: Date): Promise<User | undefined> {
  const { update, values } = setAttributes({ signInName, updatedAt: now.toISOString() });
  const item = await table.update(userKey(user.app, user.tenant, user.signInName), {
    update,
    condition: '#id = :id AND attribute_not_exists(#renaming)',
    values: { ...values, id: user.id },
  });
  return item === false ? undefined : readUserItem(item);
}

async function putSignpost(table: Table, user: User, to: string, now: Date): Promise<User | undefined> {
  const { active, identity } = user;
  const renaming = { to, active, ...(identity === undefined ? {} : { identity: { ...identity } }) };
  const { update, values } = setAttributes({ renaming, active: false, updatedAt: now.toISOString() });
  const isUnchanged = identity === undefined ? 'attribute_not_exists(#identityKey)' : '#identityKey = :bound';
  const item = await table.update(userKey(user.app, user.tenant, user.signInName), {
    update: `${update} REMOVE #identity, #identityKey, #joining`,
    // The copied values must be current: neither deactivated nor bound in the meantime.
    condition: `#id = :id AND #active = :wasActive AND attribute_not_exists(#renaming) AND ${isUnchanged}`,
    values: {
      ...values,
      id: user.id,
      wasActive: active,
      ...(identity === undefined ? {} : { bound: identityAttributes(user, identity).identityKey }),
    },
  });
  return item === false ? undefined : readUserItem(item);
}

function underNewName(signpost: User, { to, active, identity }: Renaming, now: Date): User {
  const { renaming: _, sessionGeneration = 0, ...user } = signpost;
  return {
    ...user,
    signInName: to,
    active,
    ...defined({ identity }),
    // A session names its user by the old name. It must not become valid again if that name is restored.
    sessionGeneration: sessionGeneration + 1,
    updatedAt: now,
  };
}

/** Restores the user where another one has the name. */
async function giveUp(table: Table, { renaming, ...user }: User, now: Date): Promise<'taken'> {
  if (renaming === undefined) return 'taken';
  const { active, identity } = renaming;
  const { update, values } = setAttributes({
    active,
    ...(identity === undefined ? {} : identityAttributes(user, identity)),
    updatedAt: now.toISOString(),
  });
  await table.update(userKey(user.app, user.tenant, user.signInName), {
    update: `${update} REMOVE #renaming`,
    condition: '#id = :id AND attribute_exists(#renaming)',
    values: { ...values, id: user.id },
  });
  return 'taken';
}
