import type { Table } from '../store/table.ts';
import { heldClaim, releaseClaim } from './identity-claim.ts';
import { markRemoved } from './removed-people.ts';
import type { User } from './user.ts';
import { identityAttributes, readUserItem, userKey } from './user-item.ts';

/** How often a user is read again who was bound or renamed in the meantime. Then they are removed as they are. */
const rereadings = 4;

/**
 * Implements `UserStore.remove` over `table`. The marks name the person as they are when the user goes: an operator who
 * confirms takes a while, in which the person may sign in for the first time.
 */
export async function removeUser(table: Table, user: User): Promise<boolean> {
  const key = userKey(user.app, user.tenant, user.signInName);
  let known = user;
  for (let rereading = 0; ; rereading += 1) {
    await markPerson(table, known);
    // Read before the user is deleted: a claim made in the meantime belongs to its maker.
    const claim = await heldClaim(table, known, known.identity);
    if (await table.delete(key, rereading < rereadings ? isStill(known) : isUser(known))) {
      if (known.identity !== undefined && claim !== undefined) {
        await releaseClaim(table, known, known.identity, claim);
      }
      return true;
    }
    const found = await table.get(key);
    const current = found && readUserItem(found);
    if (current?.id !== user.id) return false;
    known = current;
  }
}

/** Marks the names and the identity of a person, also those of an interrupted creation or rename. */
async function markPerson(table: Table, { renaming, ...user }: User): Promise<void> {
  const person = { ...user, identity: user.identity ?? user.joining ?? renaming?.identity };
  await markRemoved(table, person);
  if (renaming !== undefined) await markRemoved(table, { ...person, signInName: renaming.to });
}

function isUser({ id }: User) {
  return { condition: '#id = :id', values: { id } };
}

function isStill(user: User) {
  const { condition, values } = isUser(user);
  const { identity, renaming } = user;
  return {
    condition: [
      condition,
      identity === undefined ? 'attribute_not_exists(#identityKey)' : '#identityKey = :bound',
      ...(renaming === undefined ? ['attribute_not_exists(#renaming)'] : []),
    ].join(' AND '),
    values: {
      ...values,
      ...(identity === undefined ? {} : { bound: identityAttributes(user, identity).identityKey }),
    },
  };
}
