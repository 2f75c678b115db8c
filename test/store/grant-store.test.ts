import { expect, it } from 'vitest';
import { newGrantId } from '../../shared/ids/grant-id.ts';
import { hashOfSecret, newSecret } from '../../shared/ids/secret.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import type { Grant, GrantName, ValidTokens } from '../../shared/sign-in/grant/grant.ts';
import { issueCode } from '../../shared/sign-in/grant/issue-code.ts';
import { parseToken } from '../../shared/sign-in/grant/token-text.ts';
import type { Database } from '../harness/database.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { anAuthorization, aRequest, aSignIn, newTenantId, now, secondsFromNow } from '../harness/samples.ts';

function someTokens(more: Partial<ValidTokens> = {}): ValidTokens {
  return {
    state: 'valid',
    codeSpentAt: now,
    familyHash: hashOfSecret(newSecret()),
    refreshHash: hashOfSecret(newSecret()),
    salt: newSecret(),
    access: { hash: hashOfSecret(newSecret()), expiresAt: secondsFromNow(600) },
    ...more,
  };
}

/** Both kinds of grant, each of a session that runs. */
const kinds: readonly (readonly [string, (database: Database) => Promise<Grant>])[] = [
  [
    'of a sign-in',
    async ({ tables }) => {
      const flows = dynamoDbFlowStore(tables.flows);
      const request = aRequest({ authorization: anAuthorization() });
      await flows.request(request);
      const signIn = aSignIn(request, { codeHash: hashOfSecret(newSecret()) });
      await flows.signInSolicited(signIn, request.browserHash, now);
      const found = await dynamoDbGrantStore(tables.flows).find(signIn);
      if (found === undefined) throw new Error('there is no grant');
      return found.grant;
    },
  ],
  [
    'with an item of its own',
    async ({ tables }) => {
      const signIn = aSignIn();
      await dynamoDbFlowStore(tables.flows).signInUnsolicited(signIn);
      const grants = dynamoDbGrantStore(tables.flows);
      const session = { ...signIn, state: 'signed-in' } as const;
      const code = await issueCode({ grants }, { session, authorization: anAuthorization(), now });
      const found = await grants.find(parseToken(code)?.grant as GrantName);
      if (found === undefined) throw new Error('there is no grant');
      return found.grant;
    },
  ],
];

describeWithDatabase('the store of grants', (database) => {
  const store = () => dynamoDbGrantStore(database().tables.flows);
  const tokensOf = async (name: GrantName) => (await store().find(name))?.grant.tokens;

  it.each(kinds)('finds a grant %s with its session, and none of another tenant', async (_, issued) => {
    const grant = await issued(database());
    expect(await store().find(grant)).toMatchObject({
      grant: { ...grant, issuedAt: now },
      session: { id: grant.session, state: 'signed-in' },
    });
    expect(grant.tokens).toBeUndefined();
    expect(await store().find({ ...grant, tenant: newTenantId() })).toBeUndefined();
  });

  it.each(kinds)(
    'forgets state and nonce of the request of a grant %s at its first refresh',
    async (_, issued) => {
      const grant = await issued(database());
      expect(grant.authorization.nonce).toBe(anAuthorization().nonce);
      const read = someTokens();
      await store().redeem(grant, read);
      expect((await store().find(grant))?.grant.authorization).toEqual(grant.authorization);
      await store().rotate(grant, { read, next: someTokens() });
      const { state, nonce, ...kept } = anAuthorization();
      expect([state, nonce]).not.toContain(undefined);
      expect((await store().find(grant))?.grant.authorization).toEqual(kept);
    },
  );

  it('finds no grant in a request, nor in a sign-in that no client asked for', async () => {
    const flows = dynamoDbFlowStore(database().tables.flows);
    const request = aRequest({ authorization: anAuthorization() });
    await flows.request(request);
    expect(await store().find(request)).toBeUndefined();
    const signIn = aSignIn();
    await flows.signInUnsolicited(signIn);
    expect(await store().find(signIn)).toBeUndefined();
    expect(await store().find({ ...signIn, id: newGrantId() })).toBeUndefined();
  });

  it.each(kinds)('spends the code of a grant %s once in 20 calls at the same time', async (_, issued) => {
    const grant = await issued(database());
    const sets = Array.from({ length: 20 }, () => someTokens());
    const redeemed = await Promise.all(sets.map((tokens) => store().redeem(grant, tokens)));
    const winners = sets.filter((_tokens, index) => redeemed[index]);
    expect(winners).toHaveLength(1);
    expect(await tokensOf(grant)).toEqual(winners[0]);
  });

  it.each(kinds)('spends the code of a grant %s whose first answer was lost', async (_, issued) => {
    const grant = await issued(database());
    const tokens = someTokens();
    const redeemed = await database().losingTheFirstAnswer('UpdateItemCommand', () =>
      store().redeem(grant, tokens),
    );
    expect(redeemed).toBe(true);
    expect(await tokensOf(grant)).toEqual(tokens);
  });

  it.each(kinds)('spends no code of another hash, and none of a revoked grant %s', async (_, issued) => {
    const grant = await issued(database());
    expect(await store().redeem({ ...grant, codeHash: hashOfSecret(newSecret()) }, someTokens())).toBe(false);
    await store().revoke(grant, now);
    expect(await store().redeem(grant, someTokens())).toBe(false);
    expect(await tokensOf(grant)).toEqual({ state: 'revoked', revokedAt: now });
  });

  it('spends no code of a sign-in whose session has ended', async () => {
    const grant = await kinds[0]?.[1](database());
    if (grant === undefined) throw new Error('there is no grant');
    const flows = dynamoDbFlowStore(database().tables.flows);
    const found = await store().find(grant);
    const end = { reason: 'signed-out', at: now } as const;
    await flows.signOut(grant.app, grant.tenant, grant.session, found?.session.sessionHash ?? '', end);
    expect(await store().redeem(grant, someTokens())).toBe(false);
    expect(await tokensOf(grant)).toBeUndefined();
  });

  it.each(kinds)('rotates the refresh token of a grant %s once in 20 calls', async (_, issued) => {
    const grant = await issued(database());
    const first = someTokens();
    await store().redeem(grant, first);
    const sets = Array.from({ length: 20 }, () =>
      someTokens({ refreshedAt: secondsFromNow(5), previousRefreshHash: first.refreshHash }),
    );
    const rotated = await Promise.all(sets.map((next) => store().rotate(grant, { read: first, next })));
    expect(rotated.filter(Boolean)).toHaveLength(1);
    expect(await tokensOf(grant)).toEqual(sets[rotated.indexOf(true)]);
  });

  it.each(kinds)('rotates and redeems nothing of a revoked grant %s', async (_, issued) => {
    const grant = await issued(database());
    const first = someTokens();
    await store().redeem(grant, first);
    await store().revoke(grant, now);
    expect(await store().rotate(grant, { read: first, next: someTokens() })).toBe(false);
    expect(await tokensOf(grant)).toEqual({ state: 'revoked', revokedAt: now });
  });

  it.each(kinds)('revokes one access token of a grant %s and leaves the others', async (_, issued) => {
    const grant = await issued(database());
    const access = { hash: hashOfSecret(newSecret()), expiresAt: secondsFromNow(600) };
    const previousAccess = { hash: hashOfSecret(newSecret()), expiresAt: secondsFromNow(300) };
    const { access: _access, ...rest } = someTokens();
    await store().redeem(grant, { ...rest, access, previousAccess });
    await store().revokeAccess(grant, hashOfSecret(newSecret()));
    expect(await tokensOf(grant)).toEqual({ ...rest, access, previousAccess });
    await store().revokeAccess(grant, previousAccess.hash);
    expect(await tokensOf(grant)).toEqual({ ...rest, access });
    await store().revokeAccess(grant, access.hash);
    expect(await tokensOf(grant)).toEqual(rest);
  });

  it.each(kinds)(
    'rotates no tokens of a grant %s whose access token was revoked meanwhile',
    async (_, issued) => {
      const grant = await issued(database());
      const { access, ...rest } = someTokens();
      if (access === undefined) throw new Error('there is no access token');
      await store().redeem(grant, { ...rest, access });
      await store().revokeAccess(grant, access.hash);
      const next = someTokens({ previousAccess: access });
      expect(await store().rotate(grant, { read: { ...rest, access }, next })).toBe(false);
      expect(await store().rotate(grant, { read: rest, next })).toBe(true);
    },
  );

  it('makes no grant of a name that does not exist by revoking it', async () => {
    const name = { app: 'timetrack', tenant: newTenantId(), id: newGrantId() } as const;
    await store().revoke(name, now);
    await store().revokeAccess(name, hashOfSecret(newSecret()));
    expect(
      await database().tables.flows.get({ partitionKey: `timetrack#${name.tenant}#${name.id}` }),
    ).toBeUndefined();
  });

  it('issues a code by one write, and never twice under one id', async () => {
    const signIn = aSignIn();
    await dynamoDbFlowStore(database().tables.flows).signInUnsolicited(signIn);
    const session = { ...signIn, state: 'signed-in' } as const;
    const issue = () =>
      issueCode(
        { grants: store() },
        { session, authorization: anAuthorization(), now, random: (size) => new Uint8Array(size).fill(size) },
      );
    expect(await database().requestsOf(issue)).toEqual(['PutItemCommand']);
    // The same random bytes make the same code: a repeated write whose answer was lost.
    expect(await issue()).toBe(await issue());
  });
});
