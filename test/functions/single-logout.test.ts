import { sign, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { endBrowserSession } from '../../functions/end-browser-session.ts';
import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { redirect, withCookies } from '../../shared/http/answer.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { attributeOf } from '../../shared/saml/inbound/xml/element.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { type Customer, type CustomerChoices, customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { redirected, shapeOf } from '../saml/outbound/redirected.ts';
import { bring, logoutAnswer } from './logout/logout-messages.ts';

const logoutUrl = 'https://login.microsoftonline.com/common/saml2';
const everywhere: CustomerChoices = { connection: { logoutUrl }, signOut: { reach: 'single-logout' } };

/** The address that a page opens at once. */
const refreshOf = ({ body = '' }: Answered) =>
  (/http-equiv="refresh" content="0; url=([^"]*)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&');
const textOf = ({ body = '' }: Answered) => body.replace(/<[^>]*>/g, '');

describeWithDatabase('single logout from here', (database) => {
  const log = useLog();
  let product: Product;
  const ownKey = signingKey({ name: 'own' });
  const signingKeys = {
    ids: ['own-key'],
    sign: async (_: string, octets: Uint8Array) => sign('sha256', octets, ownKey.privateKey),
  };
  beforeAll(() => {
    product = productOver(database().tables, undefined, undefined, { signingKeys });
  });

  async function signedIn(
    choices: CustomerChoices = everywhere,
    app: 'timetrack' | 'trakstar' = 'timetrack',
  ) {
    const customer = await customerOf(product, app, choices);
    const { cookies } = await signInAt(product, customer);
    return { customer, cookies };
  }
  const signOut = (customer: Customer, cookies: readonly string[], query = '') =>
    ask(product.signOut, { method: 'POST', url: customer.at(`/sign-out${query}`), cookies });
  const statusAt = async (customer: Customer, cookies: readonly string[]) =>
    (await ask(product.session, { url: customer.at('/session'), cookies })).statusCode;
  const requestIn = (answer: Answered) => redirected(refreshOf(answer), 'SAMLRequest');

  it.each(['timetrack', 'trakstar'] as const)(
    'of %s ends the session first, then asks the directory for the session of the assertion',
    async (app) => {
      const { customer, cookies } = await signedIn(everywhere, app);
      const answer = await signOut(customer, cookies);

      expect(answer.statusCode).toBe(200);
      expect(await statusAt(customer, cookies)).toBe(401);
      const { target, message, parameters } = requestIn(answer);
      expect(target).toBe(logoutUrl);
      expect(parameters.map(([name]) => name)).toEqual(['SAMLRequest']);
      const [name, attributes, content] = shapeOf(message);
      expect([name, attributes]).toEqual([
        'LogoutRequest',
        {
          ID: expect.stringMatching(/^_[0-9a-f]{32}$/),
          Version: '2.0',
          IssueInstant: facts.now.toISOString(),
          Destination: logoutUrl,
        },
      ]);
      expect(content).toEqual([
        ['Issuer', {}, customer.urls.identifier],
        ['NameID', { Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }, facts.signInName],
        ['SessionIndex', {}, expect.stringMatching(/^_/)],
      ]);
      expect(textOf(answer)).toContain('now signs you out too');
    },
  );

  it('is signed where the tenant signs its requests', async () => {
    const requestSigning = { keyId: 'own-key' as never, certificate: ownKey.certificate };
    const { customer, cookies } = await signedIn({
      ...everywhere,
      connection: { logoutUrl, requestSigning },
    });
    const href = refreshOf(await signOut(customer, cookies));
    const [octets = '', signature = ''] = href.slice(href.indexOf('SAMLRequest=')).split('&Signature=');

    expect(
      verify(
        'sha256',
        Buffer.from(octets),
        ownKey.publicKey,
        Buffer.from(decodeURIComponent(signature), 'base64'),
      ),
    ).toBe(true);
  });

  describe('says what the directory reports:', () => {
    it.each<[string, string, string]>([
      ['Success', 'Success', 'reports that it signed you out too'],
      ['PartialLogout', 'Success PartialLogout', 'but not of every application'],
      ['a refusal', 'Responder', 'did not sign you out'],
      ['a refusal inside a Success', 'Success RequestDenied', 'did not sign you out'],
    ])('%s', async (_, status, said) => {
      const { customer, cookies } = await signedIn();
      const sent = await signOut(customer, cookies);
      const inResponseTo = attributeOf(requestIn(sent).message, 'ID') ?? '';
      const message = logoutAnswer(customer, { inResponseTo, status: status.split(' ') });
      for (const binding of ['redirect', 'post'] as const) {
        const brought = bring(binding, customer.urls.logoutUrl, message, {}, 'SAMLResponse');
        const answer = await ask(product.logout, { ...brought, cookies: cookiesOf(sent) });

        expect(answer.statusCode).toBe(200);
        expect(textOf(answer)).toContain('You are signed out of TimeTrack');
        expect(textOf(answer)).toContain(said);
        expect(answer.body).toContain(`href="${customer.urls.signOnUrl}"`);
        expect(log.lines().at(-1)).toMatchObject({ event: 'logout.answered' });
      }
    });
  });

  it.each([
    ['Success', 303],
    ['Responder', 200],
  ])('%s leads on to where a client of the provider wanted to go with %i', async (status, statusCode) => {
    const returnTo = 'https://client.example/after?state=a%20b';
    const endSession = endpoint(
      async (request) => {
        const deps = { ...product.deployment, random: systemRandom };
        const { directory, cookies } = await endBrowserSession(deps, request, { returnTo });
        return withCookies(redirect(directory?.location ?? returnTo), ...cookies);
      },
      { methods: ['GET'], clock: () => facts.now },
    );
    const { customer, cookies } = await signedIn();
    const sent = await ask(endSession, { url: customer.at('/end'), cookies });
    expect(await statusAt(customer, cookies)).toBe(401);
    const inResponseTo = attributeOf(redirected(locationOf(sent), 'SAMLRequest').message, 'ID') ?? '';
    const message = logoutAnswer(customer, { inResponseTo, status: [status] });
    const brought = bring('redirect', customer.urls.logoutUrl, message, {}, 'SAMLResponse');
    const answer = await ask(product.logout, { ...brought, cookies: cookiesOf(sent) });

    expect(answer.statusCode).toBe(statusCode);
    if (statusCode === 303) {
      expect(locationOf(answer)).toBe(returnTo);
      expect(answer.cookies).toEqual([
        '__Host-signed-out=; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=0',
      ]);
    } else {
      expect(answer.body).toContain(`href="${returnTo}"`);
    }
  });

  it('ends one session for 20 sign-outs at once, and each of them leads to the directory', async () => {
    const { customer, cookies } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => signOut(customer, cookies)));
    expect(answers.map((answer) => requestIn(answer).target)).toEqual(Array(20).fill(logoutUrl));
    expect(await statusAt(customer, cookies)).toBe(401);
  });

  describe('here only', () => {
    const local: CustomerChoices = { connection: { logoutUrl }, displayName: 'Contoso Ltd' };

    it('is the default, and offers to sign out of the directory too', async () => {
      const { customer, cookies } = await signedIn(local);
      const here = await signOut(customer, cookies);
      expect(refreshOf(here)).toBe('');
      expect(textOf(here)).toContain('You may still be signed in to the directory of Contoso Ltd');
      expect(here.body).toContain('action="/sign-out?reach=single-logout"');

      const there = await signOut(customer, cookiesOf(here), '?reach=single-logout');
      expect(requestIn(there).target).toBe(logoutUrl);
      expect(textOf(there)).toContain('Continue to the directory of Contoso Ltd');
    });

    it('offers nothing where the directory has no Logout URL', async () => {
      const { customer, cookies } = await signedIn({});
      const answer = await signOut(customer, cookies, '?reach=single-logout');
      expect(refreshOf(answer)).toBe('');
      expect(answer.body).not.toContain('reach=single-logout');
      expect(cookiesOf(answer)).toEqual([]);
    });

    it('can be asked for where the tenant chose more', async () => {
      const { customer, cookies } = await signedIn();
      expect(refreshOf(await signOut(customer, cookies, '?reach=local'))).toBe('');
    });

    it('offers nothing to a browser that ended no session', async () => {
      const { customer, cookies } = await signedIn(local);
      const [offer = ''] = cookiesOf(await signOut(customer, cookies));
      const forged = offer.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
      for (const held of [[], [forged]]) {
        const answer = await signOut(customer, held, '?reach=single-logout');
        expect([answer.statusCode, refreshOf(answer)]).toEqual([200, '']);
      }
    });
  });

  it('asks no other directory than the one that signed the person in', async () => {
    const { customer, cookies } = await signedIn();
    const { app, id } = customer.tenant;
    await product.deployment.tenants.change(app, id, { by: 'operator', at: facts.now }, (before) => ({
      ...before,
      connection: {
        ...before.connection,
        issuer: 'https://sts.windows.net/00000000-0000-4000-8000-000000000001/',
      },
    }));
    const fresh = productOver(database().tables);
    const answer = await ask(fresh.signOut, { method: 'POST', url: customer.at('/sign-out'), cookies });
    expect(refreshOf(answer)).toBe('');
    expect(await statusAt(customer, cookies)).toBe(401);
  });

  it('ends the session of a browser that has lost one of its two cookies', async () => {
    const { customer, cookies } = await signedIn();
    const end = cookies.filter((cookie) => cookie.startsWith('__Host-session-end='));
    expect(requestIn(await signOut(customer, end)).target).toBe(logoutUrl);
    expect(await statusAt(customer, cookies)).toBe(401);
  });
});
