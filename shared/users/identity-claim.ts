import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { readStored, storedText } from '../store/read-stored.ts';
import type { Table } from '../store/table.ts';
import type { DirectoryIdentity, User } from './user.ts';
import { identityKey, readUserItem, userKey } from './user-item.ts';

/*
 * One identity, one user. DynamoDB writes one item at a time, so one item per identity, in the tenant's partition,
 * records its user: a conditional write claims the identity before the user is bound. Every binding uses this module,
 * so concurrent imports, first sign-ins and `user rebind` never bind two users to one identity.
 *
 * A claim whose user was not bound in the end (the process stopped in between) locks no one out. Its user claims again,
 * and any other user takes it over. First the holder's item gets another fence, so that a binding still under way fails
 * its condition; then the claim is replaced. A claim names its holder by the sign-in name. A rename moves that name
 * before it deletes the old item, so consistent reads find the holder. Users that an earlier release bound have no
 * claim: `findByIdentity` finds them, and every caller that binds asks it first.
 */

/** A claim that a user has made. */
export interface IdentityClaim {
  /** Unique to this claim: claiming again writes another mark. */
  readonly mark: string;
  /**
   * Whether no claim was there before. An earlier claim may stand for a binding, so a failed attempt does not release
   * it.
   */
  readonly isFirst: boolean;
}

/** The user who has the identity instead. */
export interface ClaimedByOther {
  readonly holder: User;
}

const claimItem = v.object({ owner: storedText, signInName: storedText, mark: storedText });

/** How often a claim is tried while others change it concurrently. */
const attempts = 10;

/**
 * Claims `identity` for `user`, also if the user has claimed it already. One write where no claim is in the way; three
 * reads and two writes to take over a claim without a binding.
 * @returns `ClaimedByOther` where another user is bound to the identity; undefined where others kept claiming it.
 */
export async function claimIdentity(
  table: Table,
  user: User,
  identity: DirectoryIdentity,
): Promise<IdentityClaim | ClaimedByOther | undefined> {
  const key = claimKey(user, identity);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const mark = randomUUID();
    const item = { ...key, owner: user.id, signInName: user.signInName, mark };
    if (await table.put(item, { condition: 'attribute_not_exists(#partitionKey)' }))
      return { mark, isFirst: true };
    const found = await table.get(key);
    if (found === undefined) continue;
    const claim = readStored(claimItem, found);
    const isOurs = claim.owner === user.id;
    if (!isOurs) {
      const holder = await holderOf(table, user, identity, claim);
      if (holder === 'changed') continue;
      if (holder !== undefined) return { holder };
    }
    const isSame = {
      condition: isOurs ? '#owner = :owner' : '#owner = :owner AND #mark = :seen',
      values: { owner: claim.owner, ...(isOurs ? {} : { seen: claim.mark }) },
    };
    if (await table.put(item, isSame)) return { mark, isFirst: false };
  }
  return undefined;
}

/** Returns the claim that `user` has on `identity`, to be released once the user is no longer bound. One read. */
export async function heldClaim(
  table: Table,
  user: User,
  identity: DirectoryIdentity | undefined,
): Promise<IdentityClaim | undefined> {
  const found = identity && (await table.get(claimKey(user, identity)));
  if (found === undefined) return undefined;
  const { owner, mark } = readStored(claimItem, found);
  return owner === user.id ? { mark, isFirst: false } : undefined;
}

/** Releases an identity whose user is not bound to it, unless it was claimed since. One write. */
export async function releaseClaim(
  table: Table,
  user: User,
  identity: DirectoryIdentity,
  { mark }: IdentityClaim,
): Promise<void> {
  await table.delete(claimKey(user, identity), { condition: '#mark = :mark', values: { mark } });
}

/** Renames the holder in the claim of a user to `signInName`. One write. */
export async function moveClaim(table: Table, user: User, signInName: string): Promise<void> {
  if (user.identity === undefined) return;
  const item = { ...claimKey(user, user.identity), owner: user.id, signInName, mark: randomUUID() };
  const condition = 'attribute_not_exists(#partitionKey) OR #owner = :owner';
  await table.put(item, { condition, values: { owner: user.id } });
}

/** Returns the part of a binding's condition that fails if its claim was taken over since `user` was read. */
export function isFencedAs({ bindingFence }: User) {
  return bindingFence === undefined
    ? { condition: 'attribute_not_exists(#bindingFence)', values: {} }
    : { condition: '#bindingFence = :bindingFence', values: { bindingFence } };
}

/** Returns a key that sorts after the users of the same tenant, which sort after the tenant itself. */
function claimKey({ app, tenant }: User, identity: DirectoryIdentity) {
  const { partitionKey } = userKey(app, tenant, '');
  const ofTenant = identityKey(app, tenant, identity).slice(partitionKey.length);
  return { partitionKey, sortKey: `user-identity${ofTenant}` };
}

/**
 * Returns the user that owns the claim and is bound to the identity. Returns undefined where the claim led to no
 * binding, and from then on cannot; `changed` where another writer was faster.
 */
async function holderOf(
  table: Table,
  { app, tenant }: User,
  identity: DirectoryIdentity,
  { owner, signInName }: v.InferOutput<typeof claimItem>,
): Promise<User | 'changed' | undefined> {
  const key = userKey(app, tenant, signInName);
  const item = await table.get(key);
  const named = item && readUserItem(item);
  const bound = identityKey(app, tenant, identity);
  if (named?.id !== owner) return boundByIndex(table, bound);
  for (const each of [named.identity, named.renaming?.identity]) {
    if (each !== undefined && identityKey(app, tenant, each) === bound) return named;
  }
  const fenced = await table.update(key, {
    update: 'SET #bindingFence = :fence',
    condition:
      '#id = :owner AND (attribute_not_exists(#identityKey) OR #identityKey <> :bound) AND ' +
      '(attribute_not_exists(#renaming) OR #renaming = :renaming)',
    values: { fence: randomUUID(), owner, bound, renaming: renamingIn(named) },
  });
  return fenced === false ? 'changed' : undefined;
}

/** Returns the stored form of the renaming that was read: a rename begun in the meantime transfers the binding. */
function renamingIn({ renaming }: User) {
  if (renaming === undefined) return '';
  const { to, active, identity } = renaming;
  return { to, active, ...(identity === undefined ? {} : { identity: { ...identity } }) };
}

/** Finds a bound user that is not where its claim says: an earlier release renamed it, or it was removed. */
async function boundByIndex(table: Table, identity: string): Promise<User | undefined> {
  const query = { index: 'by-identity', condition: '#identityKey = :identity', values: { identity } };
  for await (const items of table.query(query)) {
    const [first] = items;
    if (first !== undefined) return readUserItem(first);
  }
  return undefined;
}
