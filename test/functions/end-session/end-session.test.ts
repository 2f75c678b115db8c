import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { clientsIn } from '../../harness/openid-client.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aTokenKey } from '../../harness/token-key.ts';
import { clientId, loadBalancerClient } from '../../openid/clients.ts';

const issuer = 'https://login.timetrackenterprise.com';
const client = loadBalancerClient();
const fixed = loadBalancerClient({
  id: clientId('client_BBBBBBBBBBBBBBBBBBBBBB'),
  postLogoutRedirectUris: ['https://app.example.com/bye?from=latchkey'],
});
const key = aTokenKey();
const strange = aTokenKey();
type Sent = Readonly<Record<string, string>>;

describeWithDatabase('a request to end a session', (database) => {
  const log = useLog();
  let product: Product;
  let acme: Customer;
  let globex: Customer;
  beforeAll(async () => {
    const clients = clientsIn(
      new Map<ClientId, OpenIdClient>([client, fixed].map((each) => [each.id, each])),
    );
    product = productOver(database().tables, () => facts.now, undefined, {
      clients,
      tokenKeys: key.keys,
    });
    acme = await customerOf(product, 'timetrack');
    globex = await customerOf(product, 'timetrack');
    await signInAt(product, acme);
    await signInAt(product, globex);
  });

  const signedIn = async (customer = acme) => {
    const { cookies } = await signInAt(product, customer);
    const session = cookies.find((cookie) => cookie.startsWith('__Host-session=')) ?? expect.unreachable();
    const [, , sid = ''] = session.split('=')[1]?.split('.') ?? [];
    return { cookies, sid };
  };
  const claimsOf = (customer: Customer, sid: string) => ({
    iss: issuer,
    aud: client.id,
    sub: customer.user.id,
    tenant: customer.tenant.id,
    sid,
    exp: 1,
    iat: 1,
  });
  const isRunning = async (customer: Customer, cookies: readonly string[]) =>
    (await ask(product.session, { url: customer.at('/session'), cookies })).statusCode === 200;
  const asked = (origin: string, sent: Sent) => `${origin}/oauth2/end-session?${new URLSearchParams(sent)}`;
  const atTenant = (customer: Customer, sent: Sent) => asked(new URL(customer.at('/')).origin, sent);
  const home = (customer: Customer) => customer.at('/');

  it('with its ID token, expired as it is, ends it at once and goes back to the client', async () => {
    const { cookies, sid } = await signedIn();
    const sent = {
      id_token_hint: await key.write(claimsOf(acme, sid)),
      post_logout_redirect_uri: home(acme),
      state: 'a b',
    };
    const hop = await ask(product.endSession, { url: asked(issuer, sent) });
    expect([hop.statusCode, locationOf(hop), hop.cookies]).toEqual([303, atTenant(acme, sent), []]);
    const answer = await ask(product.endSession, { url: locationOf(hop), cookies });
    expect([answer.statusCode, locationOf(answer)]).toEqual([303, `${home(acme)}?state=a+b`]);
    expect(answer.cookies).toEqual(
      expect.arrayContaining([expect.stringMatching(/^__Host-session=;.*Max-Age=0/)]),
    );
    expect(await isRunning(acme, cookies)).toBe(false);
  });

  it('posted by a form goes on to the same request', async () => {
    const { cookies, sid } = await signedIn();
    const sent = { id_token_hint: await key.write(claimsOf(acme, sid)) };
    const form = new URLSearchParams(sent).toString();
    for (const url of [`${issuer}/oauth2/end-session`, acme.at('/oauth2/end-session')]) {
      expect(locationOf(await ask(product.endSession, { url, form, cookies }))).toBe(atTenant(acme, sent));
    }
    expect(await isRunning(acme, cookies)).toBe(true);
  });

  it('without a registered address ends with the page that says so', async () => {
    for (const uri of ['', 'https://evil.example/', `${home(acme)}x`]) {
      const { cookies, sid } = await signedIn();
      const id_token_hint = await key.write(claimsOf(acme, sid));
      const url = atTenant(acme, { id_token_hint, post_logout_redirect_uri: uri });
      const answer = await ask(product.endSession, { url, cookies });
      expect([answer.statusCode, locationOf(answer)]).toEqual([200, '']);
      expect(await isRunning(acme, cookies)).toBe(false);
    }
  });

  it('without a hint asks the person, and only the form of the page ends it', async () => {
    const { cookies } = await signedIn();
    const uri = 'https://app.example.com/bye?from=latchkey';
    const sent = { client_id: fixed.id, post_logout_redirect_uri: uri, state: 's' };
    const answer = await ask(product.endSession, { url: atTenant(acme, sent), cookies });
    expect(answer.statusCode).toBe(200);
    expect(await isRunning(acme, cookies)).toBe(true);
    const fields = [...(answer.body ?? '').matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const form = new URLSearchParams(
      fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
    ).toString();
    const url = acme.at('/oauth2/end-session');
    const postedFrom = (site: string) =>
      ask(product.endSession, { url, cookies, form, headers: { 'sec-fetch-site': site } });

    for (const site of ['cross-site', 'same-site']) {
      const elsewhere = await postedFrom(site);
      expect([elsewhere.statusCode, locationOf(elsewhere)]).toEqual([303, atTenant(acme, sent)]);
    }
    expect((await ask(product.endSession, { url: `${url}?${form}`, cookies })).statusCode).toBe(200);
    expect(await isRunning(acme, cookies)).toBe(true);

    expect(locationOf(await postedFrom('same-origin'))).toBe(`${uri}&state=s`);
    expect(await isRunning(acme, cookies)).toBe(false);
  });

  it('in a browser without a session goes back to the client', async () => {
    const sent = { client_id: client.id, post_logout_redirect_uri: home(acme) };
    const answer = await ask(product.endSession, { url: atTenant(acme, sent) });
    expect([answer.statusCode, locationOf(answer)]).toEqual([303, home(acme)]);
  });

  it('of HEAD, a prefetch or a link preview ends nothing', async () => {
    const { cookies, sid } = await signedIn();
    const url = atTenant(acme, { id_token_hint: await key.write(claimsOf(acme, sid)) });
    await ask(product.endSession, { method: 'HEAD', url, cookies });
    await ask(product.endSession, { url, cookies, headers: { 'sec-purpose': 'prefetch' } });
    await ask(product.endSession, { url, cookies, headers: { 'user-agent': 'Slackbot 1.0' } });
    expect(await isRunning(acme, cookies)).toBe(true);
  });

  it('at the issuer without a tenant says what is missing', async () => {
    const answer = await ask(product.endSession, { url: asked(issuer, { client_id: fixed.id }) });
    expect([answer.statusCode, log.decision()['problem']]).toEqual([400, 'openid-session-unknown']);
  });

  it('shows its pages in the language of ui_locales', async () => {
    const { cookies } = await signedIn();
    const url = atTenant(acme, { client_id: client.id, ui_locales: 'fr-CA de-CH en' });
    const answer = await ask(product.endSession, { url, cookies });
    expect(answer.body).toContain('lang="de"');
  });

  describe('ends nothing by', () => {
    const encoded = (text: string) => Buffer.from(text).toString('base64url');
    const hs256 = (claims: object) => {
      const header = { alg: 'HS256', typ: 'JWT', kid: 'key-of-the-test' };
      const signed = `${encoded(JSON.stringify(header))}.${encoded(JSON.stringify(claims))}`;
      const pem = key.publicKey.export({ format: 'pem', type: 'spki' });
      return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    };
    const none = (claims: object) =>
      `${encoded('{"alg":"none","typ":"JWT"}')}.${encoded(JSON.stringify(claims))}.`;

    it.each<[string, (claims: Record<string, unknown>) => string | Promise<string>]>([
      ['another key', (claims) => strange.write(claims)],
      ['alg none', none],
      ['a public key as a secret', hs256],
      ['a logout token', (claims) => key.write(claims, 'logout+jwt')],
      ['another session', (claims) => key.write({ ...claims, sid: `_${'0'.repeat(32)}` })],
      ['another tenant', (claims) => key.write({ ...claims, tenant: globex.tenant.id })],
      ['another issuer', (claims) => key.write({ ...claims, iss: 'https://perform.trakstar.com' })],
      ['an issuer that is none', (claims) => key.write({ ...claims, iss: 'https://evil.example' })],
      ['two audiences', (claims) => key.write({ ...claims, aud: [client.id, 'client_x'] })],
      ['no audience', (claims) => key.write({ ...claims, aud: undefined })],
      ['no session', (claims) => key.write({ ...claims, sid: undefined })],
      ['a changed token', async (claims) => `${(await key.write(claims)).slice(0, -4)}AAAA`],
      ['no token', () => 'x.y.z'],
      ['8 kB', () => 'x'.repeat(8_193)],
    ])('%s: the page asks', async (_, hint) => {
      const { cookies, sid } = await signedIn();
      const id_token_hint = await hint(claimsOf(acme, sid));
      const answer = await ask(product.endSession, { url: atTenant(acme, { id_token_hint }), cookies });
      expect(answer.statusCode).toBe(200);
      expect(await isRunning(acme, cookies)).toBe(true);
      const right = await key.write(claimsOf(acme, sid));
      await ask(product.endSession, { url: atTenant(acme, { id_token_hint: right }), cookies });
      expect(await isRunning(acme, cookies)).toBe(false);
    });

    it('a hint beside another client_id, whose address counts for nothing', async () => {
      const { cookies, sid } = await signedIn();
      const sent = {
        id_token_hint: await key.write(claimsOf(acme, sid)),
        client_id: fixed.id,
        post_logout_redirect_uri: 'https://app.example.com/bye?from=latchkey',
      };
      expect((await ask(product.endSession, { url: atTenant(acme, sent), cookies })).statusCode).toBe(200);
      expect(await isRunning(acme, cookies)).toBe(true);
      const form = new URLSearchParams({ ...sent, confirmed: '1' }).toString();
      const confirmed = await ask(product.endSession, { url: acme.at('/oauth2/end-session'), cookies, form });
      expect([confirmed.statusCode, locationOf(confirmed)]).toEqual([200, '']);
    });

    it('a request that repeats a parameter', async () => {
      const { cookies, sid } = await signedIn();
      const id_token_hint = await key.write(claimsOf(acme, sid));
      const url = `${atTenant(acme, { id_token_hint })}&id_token_hint=${id_token_hint}`;
      expect((await ask(product.endSession, { url, cookies })).statusCode).toBe(400);
      expect(await isRunning(acme, cookies)).toBe(true);
    });
  });

  it('never goes to the address of another tenant', async () => {
    const { cookies, sid } = await signedIn();
    const id_token_hint = await key.write(claimsOf(acme, sid));
    const url = atTenant(acme, { id_token_hint, post_logout_redirect_uri: home(globex) });
    const answer = await ask(product.endSession, { url, cookies });
    expect([answer.statusCode, locationOf(answer)]).toEqual([200, '']);
  });
});
