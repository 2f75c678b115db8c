import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import type { JustInTime } from '../../../shared/tenants/just-in-time.ts';
import { gallery } from '../../fixtures/apps.ts';
import { type Claim, claimNames, claimsOfBSimon, withClaim } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const anybody: JustInTime = { anybody: true };
const members: JustInTime = { claim: 'roles', value: 'Member' };

/** A person of the directory whom no user stands for. */
interface Newcomer {
  readonly nameId: string;
  readonly objectId: string;
}
const newcomer = (name = `n-${randomUUID()}@contoso.com`): Newcomer => ({
  nameId: name,
  objectId: randomUUID(),
});

describeWithDatabase('a sign-in that creates its user', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    const sites = Object.values(gallery).map((app) => ({
      ...productionSite(app),
      app: { ...app, claims: { roles: {} } },
    }));
    product = productOver(database().tables, undefined, sites);
  });

  const connection = { issuer: facts.issuer };
  const customer = (justInTime?: JustInTime, more = {}) =>
    customerOf(product, 'timetrack', {
      connection: { ...connection, ...more },
      ...(justInTime === undefined ? {} : { justInTime }),
    });
  const partsOf = ({ nameId, objectId }: Newcomer, ...more: readonly Claim[]) => ({
    nameId,
    claims: [...withClaim(claimsOfBSimon, claimNames.objectId, objectId), ...more],
  });
  const enter = async (at: Customer, person: Newcomer, ...more: readonly Claim[]) => {
    const { answer, cookies } = await signInAt(product, at, [], partsOf(person, ...more));
    return { status: answer.statusCode, cookies };
  };
  const userOf = (at: Customer, { nameId }: Newcomer) =>
    product.deployment.users.findBySignInName('timetrack', at.tenant.id, nameId);
  const usersOf = (at: Customer) => product.deployment.users.list('timetrack', at.tenant.id);
  const refusedBy = (problem: string) =>
    expect(log.decision()).toMatchObject({ event: 'sign-in.refused', problem });

  it('is none by default: an unknown person stays unknown', async () => {
    const at = await customer();
    expect((await enter(at, newcomer())).status).toBe(403);
    refusedBy('user-unknown');
    expect(await usersOf(at)).toHaveLength(1);
  });

  it('makes an active user, bound to the directory’s identity, who can work at once', async () => {
    const at = await customer(anybody);
    const person = newcomer();
    const { status, cookies } = await enter(at, person);
    const session = await ask(product.session, { url: at.at('/session'), cookies });
    const user = await userOf(at, person);

    expect(status).toBe(303);
    expect(user).toMatchObject({
      signInName: person.nameId,
      displayName: facts.displayName,
      active: true,
      identity: { directoryId: facts.directoryId, objectId: person.objectId },
    });
    expect(user).not.toHaveProperty('joining');
    expect(JSON.parse(session.body ?? '').user).toEqual({
      id: user?.id,
      signInName: person.nameId,
      displayName: facts.displayName,
    });
    expect(log.decision()).toMatchObject({ event: 'sign-in.accepted', user: user?.id, userCreated: true });
    expect(log.text()).not.toContain(person.nameId);
  });

  it('is in the tenant’s history, with the user’s id and no name', async () => {
    const at = await customer(anybody);
    const person = newcomer();
    await enter(at, person);
    const history = await product.deployment.tenants.history('timetrack', at.tenant.id);
    const user = await userOf(at, person);
    expect(history.filter(({ by }) => by === 'sign-in').flatMap(({ events }) => events)).toContainEqual({
      kind: 'person',
      user: user?.id,
      became: 'added',
    });
    expect(JSON.stringify(history)).not.toContain(person.nameId);
  });

  it('costs its requests once: the next sign-in is one read and one write', async () => {
    const at = await customer(anybody);
    const person = newcomer();
    await enter(at, person);
    await enter(at, person);
    const first = newcomer();
    const asked = await database().requestsOf(() => enter(at, first));
    const next = await database().requestsOf(() => enter(at, person));

    expect(next).toEqual(['PutItemCommand', 'BatchGetItemCommand', 'UpdateItemCommand']);
    expect(asked).toEqual([
      'PutItemCommand', // sign-on
      'BatchGetItemCommand', // tenant and user
      'QueryCommand', // by identity
      'GetItemCommand', // the request: is it open?
      'BatchGetItemCommand', // was the person removed?
      'PutItemCommand', // the user, who is joining
      'PutItemCommand', // the claim on the identity
      'BatchGetItemCommand', // removed in the meantime?
      'UpdateItemCommand', // bound and active
      'UpdateItemCommand', // the session
      'GetItemCommand', // the history
      'PutItemCommand',
      'PutItemCommand',
    ]);
    expect(log.decision()).not.toHaveProperty('userCreated');
  });

  describe('with a required value', () => {
    it('admits who has it, alone or among others', async () => {
      const at = await customer(members);
      expect((await enter(at, newcomer(), ['roles', 'Member'])).status).toBe(303);
      expect((await enter(at, newcomer(), ['roles', 'Other', 'Member'])).status).toBe(303);
    });

    it.each<[string, readonly Claim[]]>([
      ['no value', []],
      ['another value', [['roles', 'Guest']]],
      ['the value in another case', [['roles', 'member']]],
      ['a value that contains it', [['roles', 'Members']]],
      ['the value in another claim', [['groups', 'Member']]],
    ])('refuses who has %s, and creates no one', async (_, more) => {
      const at = await customer(members);
      expect((await enter(at, newcomer(), ...more)).status).toBe(403);
      refusedBy('user-not-entitled');
      expect(log.text()).not.toMatch(/Guest/);
      expect(await usersOf(at)).toHaveLength(1);
    });

    it('signs in a known person without it: it decides on new users alone', async () => {
      const at = await customer(members);
      const person = newcomer();
      await enter(at, person, ['roles', 'Member']);
      expect((await enter(at, person)).status).toBe(303);
    });
  });

  it('refuses a person of another directory where anybody of this one is admitted', async () => {
    const at = await customer(anybody);
    const person = newcomer();
    expect((await enter(at, person)).status).toBe(303);
    const { claims, nameId } = partsOf(newcomer());
    const guest = { nameId, claims: withClaim(claims, claimNames.directoryId, randomUUID()) };
    const { answer } = await signInAt(product, at, [], guest);
    expect(answer.statusCode).toBe(403);
    refusedBy('user-not-entitled');
  });

  it('knows the directory of a person whose identity is another claim', async () => {
    const at = await customer(anybody, { identityClaim: 'employeeid' });
    const [one, guest] = [newcomer(), newcomer()];
    const parts = (person: Newcomer, directoryId: string) => {
      const { nameId, claims } = partsOf(person, ['employeeid', person.objectId]);
      return { nameId, claims: withClaim(claims, claimNames.directoryId, directoryId) };
    };
    const { answer } = await signInAt(product, at, [], parts(one, facts.directoryId));
    expect(answer.statusCode).toBe(303);
    await signInAt(product, at, [], parts(guest, randomUUID()));
    refusedBy('user-not-entitled');
    expect(await usersOf(at)).toHaveLength(2);
  });

  it('creates no one by a name alone: the directory must send the identity', async () => {
    const at = await customer(anybody);
    const claims = claimsOfBSimon.filter(
      ([name]) => name !== claimNames.objectId && name !== claimNames.directoryId,
    );
    const { answer } = await signInAt(product, at, [], { nameId: newcomer().nameId, claims });
    expect(answer.statusCode).toBe(403);
    refusedBy('user-unknown');
  });

  it.each(['  ', 'no name at all', '\u200e', '…'])('creates no one whose NameID is %j', async (nameId) => {
    const at = await customer(anybody);
    expect((await enter(at, newcomer(nameId))).status).toBe(403);
    expect(await usersOf(at)).toHaveLength(1);
  });

  describe('never in place of another user', () => {
    it('by the name of one who is bound to another identity', async () => {
      const at = await customer(anybody);
      const person = newcomer();
      await enter(at, person);
      expect((await enter(at, newcomer(person.nameId))).status).toBe(403);
      refusedBy('user-other-identity');
      expect((await userOf(at, person))?.identity?.objectId).toBe(person.objectId);
    });

    it('for a renamed person, who stays the same user', async () => {
      const at = await customer(anybody);
      const person = newcomer();
      await enter(at, person);
      const renamed = { ...person, nameId: newcomer().nameId };
      expect((await enter(at, renamed)).status).toBe(303);
      expect(await userOf(at, renamed)).toBeUndefined();
    });

    it.each(['name', 'identity'])('for a deactivated person, found by %s', async (by) => {
      const at = await customer(anybody);
      const person = newcomer();
      await enter(at, person);
      await product.deployment.users.setActive('timetrack', at.tenant.id, person.nameId, false, facts.now);
      const again = by === 'name' ? person : { ...person, nameId: newcomer().nameId };
      expect((await enter(at, again)).status).toBe(403);
      refusedBy('user-not-active');
    });

    it('for a person created by the operator who never signed in and is not active', async () => {
      const at = await customerOf(product, 'timetrack', {
        connection,
        justInTime: anybody,
        user: { active: false },
      });
      expect((await enter(at, newcomer(facts.signInName))).status).toBe(403);
      refusedBy('user-not-active');
    });

    it.each(['name', 'identity'])('for a removed person, known by %s', async (by) => {
      const at = await customer(anybody);
      const person = newcomer();
      await enter(at, person);
      const { users } = product.deployment;
      await users.remove((await userOf(at, person)) ?? expect.unreachable());
      const fresh = newcomer();
      const again = by === 'name' ? { ...fresh, nameId: person.nameId } : { ...person, nameId: fresh.nameId };
      expect((await enter(at, again)).status).toBe(403);
      refusedBy('user-removed');
      expect(await usersOf(at)).toHaveLength(1);
    });

    it('though the operator may add a removed person again', async () => {
      const at = await customer(anybody);
      const person = newcomer();
      await enter(at, person);
      const { users } = product.deployment;
      const user = (await userOf(at, person)) ?? expect.unreachable();
      await users.remove(user);
      const { identity: _, ...added } = { ...user, id: `user_${randomUUID()}` as typeof user.id };
      await users.add(added);
      expect((await enter(at, person)).status).toBe(303);
      expect((await userOf(at, person))?.id).toBe(added.id);
    });
  });

  describe('at the same time', () => {
    it('in two browsers makes one user, and two sessions', async () => {
      const at = await customer(anybody);
      const person = newcomer();
      const both = await Promise.all([enter(at, person), enter(at, person)]);
      expect(both.map(({ status }) => status)).toEqual([303, 303]);
      expect(await usersOf(at)).toHaveLength(2);
      const ids = await Promise.all(
        both.map(async ({ cookies }) => {
          const { body = '' } = await ask(product.session, { url: at.at('/session'), cookies });
          return JSON.parse(body).user.id;
        }),
      );
      expect(new Set(ids).size).toBe(1);
    });

    it('of one response, posted twice, makes one user and one session', async () => {
      const at = await customer(anybody);
      const person = newcomer();
      const { requestId, cookies } = await beginAt(product, at.signOnUrl());
      const form = formBody(at.message(requestId, partsOf(person)));
      const post = () => ask(product.assertionConsumer, { url: at.urls.replyUrl, cookies, form });
      const answers = await Promise.all([post(), post()]);
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
      const again = await post();
      expect(again.statusCode).toBe(303);
      expect(new Set([...answers, again].map((answer) => cookiesOf(answer)[0])).size).toBe(1);
      expect(await usersOf(at)).toHaveLength(2);
    });
  });

  it('creates no one by a response that was used, is late, or is of another browser', async () => {
    const at = await customer(anybody);
    const { requestId, cookies } = await beginAt(product, at.signOnUrl());
    const post = (person: Newcomer, held: readonly string[]) =>
      ask(product.assertionConsumer, {
        url: at.urls.replyUrl,
        cookies: held,
        form: formBody(at.message(requestId, partsOf(person))),
      });
    const other = cookies.map((cookie) => cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')));
    expect((await post(newcomer(), other)).statusCode).toBe(403);
    expect((await post(newcomer(), [])).statusCode).toBe(403);
    expect(await usersOf(at)).toHaveLength(1);
    expect((await post(newcomer(), cookies)).statusCode).toBe(303);
    expect((await post(newcomer(), cookies)).statusCode).toBe(409);
    expect(await usersOf(at)).toHaveLength(2);
  });

  it('creates no one by another tenant’s key', async () => {
    const at = await customer(anybody);
    const key = signingKey({ name: 'other' });
    const other = await customer(anybody, { trustedKeys: [asCertificate(key)] });
    const { requestId, cookies } = await beginAt(product, at.signOnUrl());
    const answer = await ask(product.assertionConsumer, {
      url: at.urls.replyUrl,
      cookies,
      form: formBody(at.message(requestId, partsOf(newcomer()), { key })),
    });
    expect(other.tenant.id).not.toBe(at.tenant.id);
    expect(answer.statusCode).toBe(404);
    expect(await usersOf(at)).toHaveLength(1);
  });

  it('creates one by an unsolicited response too, once', async () => {
    const at = await customer(anybody);
    const person = newcomer();
    const form = formBody(at.message(undefined, partsOf(person)));
    const post = () => ask(product.assertionConsumer, { url: at.urls.replyUrl, form });
    expect((await post()).statusCode).toBe(303);
    expect((await post()).statusCode).toBe(409);
    expect((await userOf(at, person))?.active).toBe(true);
  });
});
