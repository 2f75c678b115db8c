import { describe, expect, it } from 'vitest';
import { defined } from '../../shared/objects/defined.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { type ClaimedPerson, recogniseUser } from '../../shared/users/recognise-user.ts';
import type { DirectoryIdentity, User } from '../../shared/users/user.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { aUser } from '../harness/samples.ts';
import { tenant } from '../ids/identifiers.ts';
import { type Reads, usersIn } from './users-in.ts';

const acme = tenant('acme');
const { directoryId } = facts;
const simon: DirectoryIdentity = { directoryId, objectId: facts.objectId };
const britta: DirectoryIdentity = { directoryId, objectId: 'b1b1b1b1-0000-4000-8000-000000000001' };
/** The same object id in another directory is another person. */
const elsewhere: DirectoryIdentity = { ...simon, directoryId: 'e1e1e1e1-0000-4000-8000-000000000001' };

/** A user of acme in TimeTrack, created so many seconds after `facts.now`. */
const user = (signInName: string, identity?: DirectoryIdentity, more: Partial<User> = {}, createdAfter = 0) =>
  aUser({
    tenant: acme,
    signInName,
    createdAt: secondsAfter(facts.now, createdAfter),
    ...defined({ identity }),
    ...more,
  });

const claims = (signInName: string, identity?: DirectoryIdentity): ClaimedPerson => ({
  signInName,
  identity,
});

/** Who is recognised, which identity is bound, or why no user is; and what it read. */
async function outcomeOf(users: readonly User[], person: ClaimedPerson) {
  const store = usersIn(users);
  try {
    const { user: found, toBind } = await recogniseUser(store, 'timetrack', acme, person);
    return { user: users.indexOf(found), toBind, reads: store.reads };
  } catch (error) {
    if (error instanceof Problem) return { refused: error.code, reads: store.reads };
    throw error;
  }
}

interface Case {
  readonly name: string;
  readonly users: readonly User[];
  readonly person: ClaimedPerson;
  readonly reads: Reads;
}

const once: Reads = ['by-name'];
const twice: Reads = ['by-name', 'by-identity'];
/** The last by the name under which the index has the person. */
const thrice: Reads = ['by-name', 'by-identity', 'by-name'];

describe('is recognised', () => {
  it.each<Case & { readonly found?: number; readonly binds?: DirectoryIdentity }>([
    {
      name: 'a user at the first sign-in, which binds the identity',
      users: [user('b.simon@contoso.com')],
      person: claims('b.simon@contoso.com', simon),
      binds: simon,
      reads: twice,
    },
    {
      name: 'a user whose name was written in other letters',
      users: [user('B.Simon@Contoso.com')],
      person: claims('b.simon@CONTOSO.COM', simon),
      binds: simon,
      reads: twice,
    },
    {
      name: 'a user whose name was composed otherwise',
      users: [user('zoe\u0308@contoso.com')],
      person: claims('Zo\u00eb@contoso.com', simon),
      binds: simon,
      reads: twice,
    },
    {
      name: 'a guest, by the name that Entra gives one',
      users: [user('guest_fabrikam.com#EXT#@contoso.onmicrosoft.com')],
      person: claims('guest_fabrikam.com#ext#@contoso.onmicrosoft.com', simon),
      binds: simon,
      reads: twice,
    },
    {
      name: 'a bound user, with one read',
      users: [user('b.simon@contoso.com', simon)],
      person: claims('B.Simon@contoso.com', simon),
      reads: once,
    },
    {
      name: 'a person who was renamed: the same user',
      users: [user('b.simon@contoso.com', simon)],
      person: claims('b.jones@contoso.com', simon),
      reads: thrice,
    },
    {
      name: 'a renamed person whose new name is that of a user who never signed in',
      users: [user('b.simon@contoso.com', simon), user('b.jones@contoso.com')],
      person: claims('b.jones@contoso.com', simon),
      reads: thrice,
    },
    {
      name: "a renamed person whose new name was somebody else's",
      users: [user('b.simon@contoso.com', simon), user('b.jones@contoso.com', britta)],
      person: claims('b.jones@contoso.com', simon),
      reads: thrice,
    },
    {
      name: 'a user without identity, where the directory sends none',
      users: [user('b.simon@contoso.com')],
      person: claims('b.simon@contoso.com'),
      reads: once,
    },
    {
      name: 'of two users bound to one identity, the one that is named',
      users: [user('b.simon@contoso.com', simon, {}, 0), user('b.jones@contoso.com', simon, {}, 60)],
      person: claims('b.jones@contoso.com', simon),
      found: 1,
      reads: once,
    },
    {
      name: 'of two users bound to one identity, the older where neither is named',
      users: [user('b.jones@contoso.com', simon, {}, 60), user('b.simon@contoso.com', simon, {}, 0)],
      person: claims('b.miller@contoso.com', simon),
      found: 1,
      reads: thrice,
    },
  ])('$name', async ({ users, person, found = 0, binds, reads }) => {
    expect(await outcomeOf(users, person)).toEqual({ user: found, toBind: binds, reads });
  });
});

describe('is refused', () => {
  it.each<Case & { readonly code: string }>([
    {
      name: 'who has no account',
      users: [],
      person: claims('b.simon@contoso.com', simon),
      code: 'user-unknown',
      reads: twice,
    },
    {
      name: 'who has none and no identity either',
      users: [],
      person: claims('b.simon@contoso.com'),
      code: 'user-unknown',
      reads: once,
    },
    {
      name: 'whose account is in another tenant',
      users: [user('b.simon@contoso.com', simon, { tenant: tenant('globex') })],
      person: claims('b.simon@contoso.com', simon),
      code: 'user-unknown',
      reads: twice,
    },
    {
      name: 'whose account is in the other app',
      users: [user('b.simon@contoso.com', simon, { app: 'trakstar' })],
      person: claims('b.simon@contoso.com', simon),
      code: 'user-unknown',
      reads: twice,
    },
    {
      name: 'whose name only looks alike',
      users: [user('b.simon@contoso.com')],
      person: claims('b.s\u0456mon@contoso.com', simon),
      code: 'user-unknown',
      reads: twice,
    },
    {
      name: 'whose name has a blank more',
      users: [user('b.simon@contoso.com')],
      person: claims('b.simon@contoso.com ', simon),
      code: 'user-unknown',
      reads: twice,
    },
    {
      name: 'who got an address that was used before',
      users: [user('b.simon@contoso.com', simon)],
      person: claims('b.simon@contoso.com', britta),
      code: 'user-other-identity',
      reads: twice,
    },
    {
      name: 'who has the same object id in another directory',
      users: [user('b.simon@contoso.com', simon)],
      person: claims('b.simon@contoso.com', elsewhere),
      code: 'user-other-identity',
      reads: twice,
    },
    {
      name: 'of whom the directory says no identity although the user is bound to one',
      users: [user('b.simon@contoso.com', simon)],
      person: claims('b.simon@contoso.com'),
      code: 'user-identity-missing',
      reads: once,
    },
    {
      name: 'who is not active and has never signed in',
      users: [user('b.simon@contoso.com', undefined, { active: false })],
      person: claims('b.simon@contoso.com', simon),
      code: 'user-not-active',
      reads: twice,
    },
    {
      name: 'who is not active any more',
      users: [user('b.simon@contoso.com', simon, { active: false })],
      person: claims('b.simon@contoso.com', simon),
      code: 'user-not-active',
      reads: once,
    },
    {
      name: 'who is not active, under a new name that an active user has',
      users: [user('b.simon@contoso.com', simon, { active: false }), user('b.jones@contoso.com')],
      person: claims('b.jones@contoso.com', simon),
      code: 'user-not-active',
      reads: thrice,
    },
    {
      name: 'who is not active and of whom the directory says no identity',
      users: [user('b.simon@contoso.com', undefined, { active: false })],
      person: claims('b.simon@contoso.com'),
      code: 'user-not-active',
      reads: once,
    },
  ])('somebody $name', async ({ users, person, code, reads }) => {
    expect(await outcomeOf(users, person)).toEqual({ refused: code, reads });
  });
});

it('says by which object id somebody else has the name', async () => {
  const store = usersIn([user('b.simon@contoso.com', simon)]);
  const attempt = recogniseUser(store, 'timetrack', acme, claims('B.Simon@contoso.com', britta));

  await expect(attempt).rejects.toMatchObject({
    expected: `object id ${simon.objectId}`,
    actual: `object id ${britta.objectId}`,
  });
});

describe('the index may be late', () => {
  const named = 'b.jones@contoso.com';
  const bound = user('b.simon@contoso.com', simon);
  /** What is recognised of somebody whom the index has as `bound`, and whom the table has as `now`. */
  const recognisedWhere = async (...now: readonly User[]) => {
    const store = { ...usersIn(now), findByIdentity: async () => bound };
    try {
      return (await recogniseUser(store, 'timetrack', acme, claims(named, simon))).user;
    } catch (error) {
      if (error instanceof Problem) return error.code;
      throw error;
    }
  };

  it('so the user of now is the one who is recognised', async () => {
    const now = { ...bound, displayName: 'B. Jones', sessionGeneration: 3 };
    expect(await recognisedWhere(now)).toEqual(now);
  });

  it.each<[string, readonly User[], string]>([
    ['was deactivated', [{ ...bound, active: false }], 'user-not-active'],
    ['was removed', [], 'user-unknown'],
    ['was bound to somebody else', [user('b.simon@contoso.com', britta, { id: bound.id })], 'user-unknown'],
    ['was unbound', [user('b.simon@contoso.com', undefined, { id: bound.id })], 'user-unknown'],
  ])('and whoever %s since is refused', async (_, now, code) => {
    expect(await recognisedWhere(...now)).toBe(code);
  });
});
