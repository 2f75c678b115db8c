import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import { hashOfSecret } from '../../../shared/ids/secret.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { parseToken } from '../../../shared/sign-in/grant/token-text.ts';
import { claimNames, claimsOfBSimon, type EntraParts, withClaim } from '../../fixtures/entra-parts.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import {
  answeredAt,
  authorizeUrl,
  beginForClient,
  clientsIn,
  loadBalancerRedirect,
  requestOf,
} from '../../harness/openid-client.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';
import { clientId, loadBalancerClient } from '../../openid/clients.ts';

const issuer = 'https://login.timetrackenterprise.com';
const client = loadBalancerClient();
const publicClient = loadBalancerClient({
  id: clientId('client_BBBBBBBBBBBBBBBBBBBBBB'),
  app: 'trakstar',
  authentication: 'none',
  redirectUris: ['https://reviews.example.com/callback'],
  secrets: [],
});

describeWithDatabase('an authorization request', (database) => {
  const log = useLog();
  let secondsGone = 0;
  let product: Product;
  let acme: Customer;
  let review: Customer;
  beforeAll(async () => {
    const clients = new Map<ClientId, OpenIdClient>([client, publicClient].map((each) => [each.id, each]));
    product = productOver(database().tables, () => secondsAfter(facts.now, secondsGone), undefined, {
      clients: clientsIn(clients),
    });
    acme = await customerOf(product, 'timetrack');
    review = await customerOf(product, 'trakstar');
    // The first sign-in binds the user and records the key.
    await signInAt(product, acme);
  });

  const atIssuer = (more = {}) => authorizeUrl(issuer, requestOf(client, loadBalancerRedirect(acme), more));
  const atTenant = (more = {}) =>
    authorizeUrl(new URL(acme.at('/')).origin, requestOf(client, loadBalancerRedirect(acme), more));
  const postAnswer = (
    begun: Awaited<ReturnType<typeof beginForClient>>,
    held: readonly string[] = [],
    parts: Partial<EntraParts> = {},
  ) =>
    ask(product.assertionConsumer, {
      url: acme.urls.replyUrl,
      cookies: [...held, ...begun.cookies],
      form: formBody(acme.message(begun.requestId, parts)),
    });
  const grantOf = async (code: string) => {
    const token = parseToken(code) ?? expect.unreachable(`no code: ${code}`);
    const found = await product.deployment.grants.find(token.grant);
    expect(found?.grant.codeHash).toBe(hashOfSecret(token.secret));
    return found ?? expect.unreachable();
  };

  it('goes from the issuer to the host of its tenant, and nothing is stored for that', async () => {
    let answer = await ask(product.authorize, { url: atIssuer() });
    const requests = await database().requestsOf(async () => {
      answer = await ask(product.authorize, { url: atIssuer() });
    });
    expect(requests).toEqual([]);
    expect([answer.statusCode, answer.cookies]).toEqual([303, []]);
    const there = new URL(locationOf(answer));
    expect(there.origin).toBe(new URL(acme.at('/')).origin);
    expect(Object.fromEntries(there.searchParams)).toStrictEqual({
      ...requestOf(client, loadBalancerRedirect(acme)),
      tenant: acme.tenant.id,
    });
  });

  it('begins a sign-in whose answer brings a code by the write that makes the session', async () => {
    const begun = await beginForClient(product, atIssuer());
    expect(new URL(locationOf(begun.answer)).origin).toBe('https://login.microsoftonline.com');

    let answer = begun.answer;
    const requests = await database().requestsOf(async () => {
      answer = await postAnswer(begun);
    });
    expect(requests).toEqual(['BatchGetItemCommand', 'UpdateItemCommand']);
    expect(answer.statusCode).toBe(303);
    expect(locationOf(answer)).toMatch(`${loadBalancerRedirect(acme)}?code=`);
    const { code = '', ...rest } = answeredAt(locationOf(answer));
    expect(rest).toStrictEqual({ state: 'af0ifjsldkj', iss: issuer });

    const { grant, session } = await grantOf(code);
    expect(session).toMatchObject({ state: 'signed-in', initiatedBy: 'sp', user: { id: acme.user.id } });
    expect(grant.authorization).toMatchObject({ client: client.id, issuer, nonce: 'n-0S6_WzA2Mj' });
    const asked = await ask(product.session, { url: acme.at('/session'), cookies: cookiesOf(answer) });
    expect(asked.statusCode).toBe(200);
  });

  it('gets a code of a running session by one write, and no other cookie', async () => {
    const { cookies } = await signInAt(product, acme);
    let answer = await ask(product.authorize, { url: atTenant(), cookies });
    const requests = await database().requestsOf(async () => {
      answer = await ask(product.authorize, { url: atTenant({ prompt: 'none' }), cookies });
    });
    expect(requests).toEqual(['GetItemCommand', 'BatchGetItemCommand', 'PutItemCommand']);
    expect(answer.cookies).toEqual([]);
    const { code = '', ...rest } = answeredAt(locationOf(answer));
    expect(rest).toStrictEqual({ state: 'af0ifjsldkj', iss: issuer });
    expect((await grantOf(code)).grant.authorization.redirectUri).toBe(loadBalancerRedirect(acme));
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['prompt=login', { prompt: 'login' }],
    ['prompt=select_account', { prompt: 'select_account' }],
    ['max_age=0', { max_age: '0' }],
  ])(
    'over a running session asks the directory for %s, and the code is one of the new session',
    async (_, more) => {
      const old = await signInAt(product, acme);
      secondsGone = 5;
      const begun = await beginForClient(product, atTenant(more), old.cookies);
      expect(locationOf(begun.answer)).toMatch('https://login.microsoftonline.com/');
      const answer = await postAnswer(begun, old.cookies, { authnInstant: secondsAfter(facts.now, 5) });
      const { grant, session } = await grantOf(answeredAt(locationOf(answer))['code'] ?? '');
      expect(session.id).toBe(begun.requestId);
      expect(grant.session).toBe(begun.requestId);
      // The session before it has ended.
      const asked = await ask(product.session, { url: acme.at('/session'), cookies: old.cookies });
      expect(asked.statusCode).toBe(401);
      secondsGone = 0;
    },
  );

  it('for a fresh sign-in refuses an older one, and the page leads to the same request', async () => {
    const begun = await beginForClient(product, atTenant({ prompt: 'login', max_age: '60' }));
    const answer = await postAnswer(begun);
    expect([answer.statusCode, log.decision()['problem']]).toEqual([403, 'reauthentication-ignored']);
    const [, again = ''] = /href="([^"]*authorize[^"]*)"/.exec(answer.body ?? '') ?? [];
    const sent = answeredAt(again.replaceAll('&amp;', '&'));
    expect(sent).toMatchObject({
      prompt: 'login',
      max_age: '60',
      state: 'af0ifjsldkj',
      nonce: 'n-0S6_WzA2Mj',
    });
  });

  it('for a fresh sign-in may be answered by another person: the code is of their session', async () => {
    const claims = withClaim(claimsOfBSimon, claimNames.objectId, randomUUID());
    const colleague = { nameId: 'C.Olleague@contoso.com', claims };
    await product.deployment.users.add(
      aUser({ app: 'timetrack', tenant: acme.tenant.id, signInName: colleague.nameId, active: true }),
    );
    const old = await signInAt(product, acme);
    const begun = await beginForClient(product, atTenant({ prompt: 'login' }), old.cookies);
    const answer = await postAnswer(begun, old.cookies, { ...colleague, authnInstant: facts.now });
    const { session } = await grantOf(answeredAt(locationOf(answer))['code'] ?? '');
    expect(session.user.signInName).toBe(colleague.nameId);
    const asked = await ask(product.session, { url: acme.at('/session'), cookies: old.cookies });
    expect(asked.statusCode).toBe(401);
  });

  it('with prompt=none tells the client that the person has to sign in', async () => {
    const answer = await ask(product.authorize, { url: atTenant({ prompt: 'none' }) });
    expect(answer.statusCode).toBe(303);
    expect(answeredAt(locationOf(answer))).toStrictEqual({
      error: 'login_required',
      error_description: 'the person has to sign in',
      state: 'af0ifjsldkj',
      iss: issuer,
    });
  });

  it('posted by a form is the same request', async () => {
    const form = new URLSearchParams(requestOf(client, loadBalancerRedirect(acme))).toString();
    const answer = await ask(product.authorize, { url: `${issuer}/oauth2/authorize`, form });
    expect([answer.statusCode, locationOf(answer)]).toEqual([
      303,
      expect.stringContaining(acme.at('/oauth2/authorize?')),
    ]);
    const atHost = await ask(product.authorize, { url: acme.at('/oauth2/authorize'), form });
    expect(locationOf(atHost)).toBe(locationOf(answer));
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['without its client', { client_id: '' }, 'openid-client-unknown'],
    ['of an unknown client', { client_id: 'client_XXXXXXXXXXXXXXXXXXXXXX' }, 'openid-client-unknown'],
    ['of a client of another app', { client_id: publicClient.id }, 'openid-client-unknown'],
    ['without a redirect URI', { redirect_uri: '' }, 'openid-redirect-unknown'],
    ['with an unregistered one', { redirect_uri: 'https://evil.example/cb' }, 'openid-redirect-unknown'],
  ])('%s is a page, never a redirect', async (_, more, code) => {
    for (const url of [atIssuer(more), atTenant(more)]) {
      const answer = await ask(product.authorize, { url });
      expect(answer.statusCode).toBe(400);
      expect(locationOf(answer)).toBe('');
      expect(log.decision()).toMatchObject({ problem: code, app: 'timetrack' });
    }
  });

  it('with an error goes back to the client with the error, its state and the issuer', async () => {
    const answer = await ask(product.authorize, { url: atIssuer({ response_type: 'token' }) });
    expect(locationOf(answer)).toBe(
      `${loadBalancerRedirect(acme)}?error=unsupported_response_type&error_description=response_type+must+be+code&state=af0ifjsldkj&iss=${encodeURIComponent(issuer)}`,
    );
  });

  it('at the host of another tenant is refused', async () => {
    const globex = await customerOf(product, 'timetrack');
    const url = authorizeUrl(new URL(globex.at('/')).origin, requestOf(client, loadBalancerRedirect(acme)));
    const { cookies } = await signInAt(product, globex);
    const answer = await ask(product.authorize, { url, cookies });
    expect(answeredAt(locationOf(answer))).toMatchObject({ error: 'invalid_request' });
  });

  it('for a tenant that does not exist is the page of a sign-on; prompt=none reveals nothing', async () => {
    const redirect = 'https://no-such-tenant.timetrackenterprise.com/oauth2/idpresponse';
    const url = (more = {}) =>
      authorizeUrl('https://no-such-tenant.timetrackenterprise.com', requestOf(client, redirect, more));
    const answer = await ask(product.authorize, { url: url() });
    expect([answer.statusCode, log.decision()['problem']]).toEqual([404, 'tenant-not-found']);
    const silent = await ask(product.authorize, { url: url({ prompt: 'none' }) });
    expect(answeredAt(locationOf(silent))['error']).toBe('login_required');
  });

  it('for the name of the issuer’s own host never goes in circles', async () => {
    const redirect = 'https://login.timetrackenterprise.com/oauth2/idpresponse';
    const answer = await ask(product.authorize, { url: authorizeUrl(issuer, requestOf(client, redirect)) });
    expect([answer.statusCode, locationOf(answer)]).toEqual([404, '']);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['HEAD', {}],
    ['a prefetch', { 'sec-purpose': 'prefetch' }],
    ['Slack', { 'user-agent': 'Slackbot-LinkExpanding 1.0' }],
  ])('of %s begins nothing and gets no code', async (name, headers) => {
    const { cookies } = await signInAt(product, acme);
    const method = name === 'HEAD' ? 'HEAD' : 'GET';
    const requests = await database().requestsOf(async () => {
      const answer = await ask(product.authorize, { method, url: atTenant(), cookies, headers });
      expect([answer.statusCode, answer.cookies]).toEqual([200, []]);
    });
    expect(requests).toEqual([]);
  });

  it('in a frame shows a link, unless a session answers it', async () => {
    const headers = { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' };
    const framed = await ask(product.authorize, { url: atTenant(), headers });
    expect([framed.statusCode, framed.body]).toEqual([200, expect.stringContaining('target="_blank"')]);
    const { cookies } = await signInAt(product, acme);
    const silent = await ask(product.authorize, { url: atTenant({ prompt: 'none' }), headers, cookies });
    expect(answeredAt(locationOf(silent))).toHaveProperty('code');
  });

  describeTenantsInTheQuery();
  function describeTenantsInTheQuery() {
    const origin = 'https://perform.trakstar.com';
    const url = (more = {}) =>
      authorizeUrl(origin, requestOf(publicClient, 'https://reviews.example.com/callback', more));

    it('asks for the organisation where it names no tenant, and its form repeats the request', async () => {
      const answer = await ask(product.authorize, { url: url() });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('<form method="get" action="/oauth2/authorize">');
      for (const [name, value] of Object.entries(
        requestOf(publicClient, 'https://reviews.example.com/callback', { scope: 'openid profile email' }),
      )) {
        expect(answer.body).toContain(`name="${name}" value="${value}"`);
      }
      expect(answer.body).toContain('name="tenant" required');
      const silent = await ask(product.authorize, { url: url({ prompt: 'none' }) });
      expect(answeredAt(locationOf(silent))['error']).toBe('interaction_required');
      const german = await ask(product.authorize, { url: url({ ui_locales: 'fr de-CH en' }) });
      expect(german.body).toContain('<html lang="de">');
    });

    it('with its tenant begins a sign-in, and the next one finds the tenant in the session', async () => {
      const begun = await beginForClient(product, url({ tenant: review.tenant.id }));
      const answer = await ask(product.assertionConsumer, {
        url: review.urls.replyUrl,
        cookies: begun.cookies,
        form: formBody(review.message(begun.requestId)),
      });
      expect(answeredAt(locationOf(answer))).toMatchObject({ state: 'af0ifjsldkj', iss: origin });
      const again = await ask(product.authorize, { url: url(), cookies: cookiesOf(answer) });
      expect(answeredAt(locationOf(again))).toHaveProperty('code');
    });
  }
});
