import { expect, it } from 'vitest';
import { newSecret } from '../../shared/ids/secret.ts';
import { requestLifetimeSeconds } from '../../shared/sign-in/flow.ts';
import { flowIdOf, signIn } from '../../shared/sign-in/sign-in.ts';
import { userKey } from '../../shared/users/user-item.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aRequest, aUser } from '../harness/samples.ts';
import { acceptedAssertion } from './accepted.ts';
import { attemptOf, openRequest, tenantWith } from './attempt.ts';
import { useSignIns } from './use-sign-ins.ts';

const { signInName } = facts;

describeWithDatabase('a sign-in', (database) => {
  const { stores, requestsOf, userOf, refusalOf } = useSignIns(database);

  it.each<[string, (id: string, secret: string) => Readonly<Record<string, string>>]>([
    ['without the cookie of its request', () => ({})],
    ['with the cookie of another request', (_, secret) => ({ [aRequest().id]: secret })],
    ['with another secret', (id) => ({ [id]: newSecret() })],
  ])('%s is refused, leaves the request open and binds nobody', async (_, held) => {
    const tenant = await tenantWith(stores());
    const { id, browserSecret } = await openRequest(stores(), tenant);
    const attempt = attemptOf(tenant, id, held(id, browserSecret));

    expect(await refusalOf(attempt)).toBe('flow-other-browser');
    expect((await userOf(attempt))?.identity).toBeUndefined();
    expect((await signIn(stores(), attemptOf(tenant, id, { [id]: browserSecret }))).kind).toBe('signed-in');
  });

  it.each([true, false])('that answers no request is refused, with a cookie: %s', async (hasCookie) => {
    const { id } = aRequest();
    const tenant = await tenantWith(stores());

    expect(await refusalOf(attemptOf(tenant, id, hasCookie ? { [id]: newSecret() } : {}))).toBe(
      'flow-unknown',
    );
  });

  it("that answers another tenant's request is refused, and leaves that one open", async () => {
    const acme = await tenantWith(stores());
    const globex = await tenantWith(stores());
    const { id, browserSecret } = await openRequest(stores(), acme);

    expect(await refusalOf(attemptOf(globex, id, { [id]: browserSecret }))).toBe('flow-unknown');
    expect((await signIn(stores(), attemptOf(acme, id, { [id]: browserSecret }))).kind).toBe('signed-in');
  });

  it.each<[string, boolean, number, string]>([
    ['in its last second', true, 1 - requestLifetimeSeconds, 'done'],
    ['too late', true, -requestLifetimeSeconds, 'flow-expired'],
    ['too late and without its cookie', false, -requestLifetimeSeconds, 'flow-expired'],
  ])('that answers its request %s', async (_, hasCookie, begunSecondsAgo, outcome) => {
    const tenant = await tenantWith(stores());
    const { id, browserSecret } = await openRequest(
      stores(),
      tenant,
      secondsAfter(facts.now, begunSecondsAgo),
    );
    const attempt = attemptOf(tenant, id, hasCookie ? { [id]: browserSecret } : {});

    if (outcome === 'done') expect((await signIn(stores(), attempt)).kind).toBe('signed-in');
    else expect(await refusalOf(attempt)).toBe(outcome);
  });

  it('that nobody asked for signs in once, where the app takes it', async () => {
    const tenant = await tenantWith(stores());
    const attempt = attemptOf(tenant, undefined);
    const parallel = Array.from({ length: 20 }, () => ({ ...attempt, unsolicitedSecret: newSecret() }));
    const codes = await Promise.all(
      parallel.map((one) =>
        signIn(stores(), one).then(
          ({ kind }) => kind,
          ({ code }) => code,
        ),
      ),
    );

    expect(codes.filter((code) => code === 'signed-in')).toHaveLength(1);
    expect(codes.filter((code) => code === 'assertion-replayed')).toHaveLength(19);
  });

  it('that was used before binds nobody who has come since', async () => {
    const tenant = await tenantWith(stores());
    const attempt = attemptOf(tenant, undefined);
    await signIn(stores(), attempt);
    const { tenants } = database().tables;
    await tenants.delete(userKey(tenant.app, tenant.id, signInName));
    await stores().users.add(aUser({ app: tenant.app, tenant: tenant.id, signInName }));

    expect(await refusalOf({ ...attempt, unsolicitedSecret: newSecret() })).toBe('assertion-replayed');
    expect((await userOf(attempt))?.identity).toBeUndefined();
  });

  it('that nobody asked for touches nothing, where only we may begin', async () => {
    const attempt = { ...attemptOf(await tenantWith(stores()), undefined), idpInitiated: false };

    expect(await signIn(stores(), attempt)).toEqual({ kind: 'unsolicited' });
    expect(await requestsOf(attempt)).toEqual([]);
  });

  it.each(['TestSpInitiatedSso', '_short', facts.requestId.toUpperCase()])(
    'that answers %s answers none of our requests',
    (inResponseTo) => {
      expect(() => flowIdOf(acceptedAssertion({ inResponseTo }))).toThrow(
        expect.objectContaining({ code: 'flow-unknown', actual: inResponseTo, authenticated: true }),
      );
    },
  );
});
