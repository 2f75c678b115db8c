import { expect, it } from 'vitest';
import { hashOfSecret, newSecret } from '../../shared/ids/secret.ts';
import type { CompletedSignIn } from '../../shared/sign-in/flow-store.ts';
import { endSession, findSession, type SessionClaim } from '../../shared/sign-in/session.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aRequest, aSignIn, aTenant, aUser, newTenantId, now, secondsFromNow } from '../harness/samples.ts';
import { storesOf } from './attempt.ts';

describeWithDatabase('a session', (database) => {
  const stores = () => storesOf(database().tables);
  const flows = () => stores().flows;
  const find = (claim: SessionClaim, at = now) => findSession(stores(), 'timetrack', claim, at);

  async function running(more: Partial<CompletedSignIn> = {}): Promise<SessionClaim> {
    const secret = newSecret();
    const signIn = aSignIn(undefined, { sessionHash: hashOfSecret(secret), ...more });
    const { app, tenant, user } = signIn;
    await stores().tenants.add(aTenant({ app, id: tenant }));
    await stores().users.add(aUser({ ...user, app, tenant }));
    await flows().signInUnsolicited(signIn);
    return { tenant: signIn.tenant, flow: signIn.id, secret };
  }

  it('is found by its cookie, with two reads', async () => {
    const claim = await running();

    expect(await find(claim)).toMatchObject({ tenant: claim.tenant, id: claim.flow, state: 'signed-in' });
    expect(await database().requestsOf(() => find(claim))).toEqual(['GetItemCommand', 'BatchGetItemCommand']);
  });

  it('of whoever has another secret costs one read', async () => {
    const claim = { ...(await running()), secret: newSecret() };

    expect(await database().requestsOf(() => find(claim))).toEqual(['GetItemCommand']);
  });

  it('is nobody’s where what is stored of its secret is no hash', async () => {
    expect(await find(await running({ sessionHash: 'short' }))).toBeUndefined();
  });

  it.each<[string, (claim: SessionClaim) => Partial<SessionClaim>]>([
    ['another secret', () => ({ secret: newSecret() })],
    ['no secret', () => ({ secret: '' })],
    ['the hash of its secret', ({ secret }) => ({ secret: hashOfSecret(secret) })],
    ['another tenant', () => ({ tenant: newTenantId() })],
    ['another flow', () => ({ flow: aRequest().id })],
  ])('is not found with %s', async (_, other) => {
    const claim = await running();

    expect(await find({ ...claim, ...other(claim) })).toBeUndefined();
    expect(await endSession(flows(), 'timetrack', { ...claim, ...other(claim) }, now)).toBeUndefined();
    expect(await find(claim)).toBeDefined();
  });

  it('is not found in the other app', async () => {
    expect(await findSession(stores(), 'trakstar', await running(), now)).toBeUndefined();
  });

  it('is over at its very end, although the item is kept for the replay guard', async () => {
    const claim = await running({ sessionExpiresAt: secondsFromNow(900), expiresAt: secondsFromNow(3_600) });

    expect(await find(claim, secondsFromNow(899.999))).toBeDefined();
    expect(await find(claim, secondsFromNow(900))).toBeUndefined();
  });

  it('is over once it was ended, for everybody', async () => {
    const claim = await running();

    expect(await endSession(flows(), 'timetrack', claim, now)).toMatchObject({
      id: claim.flow,
      state: 'signed-out',
    });
    expect(await find(claim, now)).toBeUndefined();
    expect(await endSession(flows(), 'timetrack', claim, now)).toBeUndefined();
  });

  it('is none while the request is open', async () => {
    const secret = newSecret();
    const request = aRequest({ browserHash: hashOfSecret(secret) });
    await flows().request(request);

    expect(await find({ tenant: request.tenant, flow: request.id, secret })).toBeUndefined();
  });
});
