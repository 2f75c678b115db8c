import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { dynamoDbClientStore } from '../../../shared/openid/dynamodb-client-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import {
  answeredAt,
  authorizeUrl,
  beginForClient,
  loadBalancerRedirect,
  requestOf,
} from '../../harness/openid-client.ts';
import { basic, formOf, refusalIn, tokensIn } from '../../harness/openid-provider.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { provenBy } from '../../harness/samples.ts';
import { secretOfOnes } from '../../ids/identifiers.ts';
import { loadBalancerClient } from '../../openid/clients.ts';

const issuer = 'https://login.timetrackenterprise.com';
const client = loadBalancerClient();
/** Of RFC 7636, appendix B: `requestOf` sends its challenge. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const [read, look, put, update] = [
  'GetItemCommand',
  'BatchGetItemCommand',
  'PutItemCommand',
  'UpdateItemCommand',
] as const;

describeWithDatabase('a client of the OpenID Provider', (database) => {
  useLog();
  let product: Product;
  let acme: Customer;
  let secondsLater = 0;

  beforeAll(async () => {
    product = productOver(database().tables, () => secondsAfter(facts.now, secondsLater));
    await dynamoDbClientStore(database().tables.tenants, apps).add(client, { by: 'maria', at: facts.now });
    acme = await customerOf(product, 'timetrack', {
      connection: provenBy(signingKey()),
      user: { identity: { directoryId: facts.directoryId, objectId: facts.objectId } },
    });
  });

  const request = (nonce: string) =>
    authorizeUrl(issuer, requestOf(client, loadBalancerRedirect(acme), { nonce }));

  /** The code of a new sign-in, and the session cookie. */
  async function signInForClient(nonce: string) {
    const { requestId, cookies } = await beginForClient(product, request(nonce));
    const form = formBody(acme.message(requestId));
    const answer = await ask(product.assertionConsumer, { url: acme.urls.replyUrl, cookies, form });
    return { code: answeredAt(locationOf(answer))['code'] ?? '', session: cookiesOf(answer) };
  }

  /** The code of a session that runs, without a sign-in. */
  async function codeOfSession(session: readonly string[]) {
    const hop = await ask(product.authorize, { url: request('n2'), cookies: [] });
    const answer = await ask(product.authorize, { url: locationOf(hop), cookies: session });
    return answeredAt(locationOf(answer))['code'] ?? '';
  }

  const send = (parameters: Readonly<Record<string, string>>, path = '/oauth2/token') =>
    ask(product.token, {
      url: `${issuer}${path}`,
      form: formOf(parameters),
      headers: basic({ client, secret: secretOfOnes }),
    });
  const redeemCode = (code: string) =>
    send({
      grant_type: 'authorization_code',
      code,
      redirect_uri: loadBalancerRedirect(acme),
      code_verifier: verifier,
    });
  const refreshBy = (token: string) => send({ grant_type: 'refresh_token', refresh_token: token });
  const userinfo = (token: string) =>
    ask(product.userinfo, {
      url: `${issuer}/oauth2/userinfo`,
      headers: { authorization: `Bearer ${token}` },
    });

  it('signs a person in, verifies the ID token by the key set, refreshes, and is signed out with them', async () => {
    const { code, session } = await signInForClient('n1');
    const tokens = tokensIn(await redeemCode(code));
    const keySet = await ask(product.discovery, { url: `${issuer}/oauth2/jwks` });
    const { payload } = await jwtVerify(tokens.id_token, createLocalJWKSet(JSON.parse(keySet.body ?? '')), {
      issuer,
      audience: client.id,
      currentDate: facts.now,
    });
    expect(payload).toMatchObject({ nonce: 'n1', sub: acme.user.id, tenant: acme.tenant.id });
    expect(JSON.parse((await userinfo(tokens.access_token)).body ?? '')).toMatchObject({ sub: acme.user.id });
    secondsLater = 600;
    const next = tokensIn(await refreshBy(tokens.refresh_token));
    expect((await userinfo(next.access_token)).statusCode).toBe(200);

    await ask(product.signOut, {
      method: 'POST',
      url: acme.at('/sign-out'),
      cookies: session,
      headers: { origin: new URL(acme.at('/')).origin },
    });
    expect(refusalIn(await userinfo(next.access_token))).toBe('401 invalid_token');
    expect(refusalIn(await refreshBy(next.refresh_token))).toBe('400 invalid_grant');
    secondsLater = 0;
  });

  it('gets tokens of a session that runs, which end with it', async () => {
    const { session } = await signInForClient('n1');
    const tokens = tokensIn(await redeemCode(await codeOfSession(session)));
    expect((await userinfo(tokens.access_token)).statusCode).toBe(200);
    await product.deployment.users.setActive(
      'timetrack',
      acme.tenant.id,
      acme.user.signInName,
      false,
      facts.now,
    );
    expect(refusalIn(await userinfo(tokens.access_token))).toBe('401 invalid_token');
    await product.deployment.users.setActive(
      'timetrack',
      acme.tenant.id,
      acme.user.signInName,
      true,
      facts.now,
    );
    expect(refusalIn(await refreshBy(tokens.refresh_token))).toBe('400 invalid_grant');
  });

  describe('asks of the store', () => {
    /** The requests of an answer 200. */
    const requestsOf = (send: () => Promise<Answered>) =>
      database().requestsOf(async () => expect((await send()).statusCode).toBe(200));

    it('three reads and one write for the code of a sign-in, its refresh, and three reads for userinfo', async () => {
      const { code } = await signInForClient('n1');
      let answer: Answered | undefined;
      const remembering = async (asked: Promise<Answered>) => {
        answer = await asked;
        return answer;
      };
      expect(await requestsOf(() => remembering(redeemCode(code)))).toEqual([read, read, look, update]);
      const tokens = tokensIn(answer ?? expect.fail('no answer'));
      expect(await requestsOf(() => userinfo(tokens.access_token))).toEqual([read, look, read]);
      expect(await requestsOf(() => refreshBy(tokens.refresh_token))).toEqual([read, read, look, update]);
      expect(await requestsOf(() => refreshBy(tokens.refresh_token))).toEqual([read, read, look]);
      expect(await requestsOf(() => send({ token: tokens.access_token }, '/oauth2/revoke'))).toEqual([
        read,
        read,
        update,
        update,
      ]);
      expect(await requestsOf(() => send({ token: tokens.refresh_token }, '/oauth2/revoke'))).toEqual([
        read,
        read,
        update,
      ]);
    });

    it('one read more for the code of a session that ran already', async () => {
      const { session } = await signInForClient('n1');
      const code = await codeOfSession(session);
      expect(await requestsOf(() => redeemCode(code))).toEqual([read, read, read, look, update]);
    });

    it('one write for the code of a session that runs', async () => {
      const { session } = await signInForClient('n1');
      const requests = await database().requestsOf(() => codeOfSession(session));
      expect(requests.filter((name) => name === put)).toHaveLength(1);
      expect(requests).not.toContain(update);
    });

    it('nothing for a text that is no token', async () => {
      expect(await database().requestsOf(() => userinfo('nonsense'))).toEqual([]);
      expect(await database().requestsOf(() => refreshBy('nonsense'))).toEqual([read]);
    });
  });
});
