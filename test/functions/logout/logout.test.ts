import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { defaultClockSkewSeconds } from '../../../shared/saml/inbound/assertion/clock-skew.ts';
import { attributeOf } from '../../../shared/saml/inbound/xml/element.ts';
import type { CompletedSignIn } from '../../../shared/sign-in/flow-store.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { ask, locationOf, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aSignIn, newTenantId } from '../../harness/samples.ts';
import { redirected } from '../../saml/outbound/redirected.ts';
import { type Binding, bring, logoutRequest, logoutResponse } from './logout-messages.ts';

const bindings: readonly Binding[] = ['redirect', 'post'];
const logoutUrl = 'https://login.microsoftonline.com/common/saml2';

describeWithDatabase('logout', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** Sessions of `customer`, each with a session index of its own. */
  async function sessionsOf(
    { tenant: { app, id } }: Customer,
    count: number,
  ): Promise<readonly CompletedSignIn[]> {
    const signIns = Array.from({ length: count }, () => aSignIn({ app, tenant: id }));
    for (const signIn of signIns) await product.deployment.flows.signInUnsolicited(signIn);
    return signIns;
  }

  async function isRunning({ app, tenant, id }: CompletedSignIn): Promise<boolean> {
    return (await product.deployment.flows.find(app, tenant, id))?.state === 'signed-in';
  }

  const indexOf = ({ sessionIndex = '' }: CompletedSignIn) => sessionIndex;
  const logout = (asked: Parameters<typeof ask>[1]) => ask(product.logout, asked);

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    describe.each(bindings)('by %s', (binding) => {
      it('ends the session that it names and answers the directory', async () => {
        const customer = await customerOf(product, app, { connection: { logoutUrl } });
        const [named, other] = await sessionsOf(customer, 2);
        if (named === undefined || other === undefined) throw new Error('no sessions');
        const message = logoutRequest(customer, { sessionIndexes: [indexOf(named)] });
        const answer = await logout(
          bring(binding, customer.urls.logoutUrl, message, { RelayState: 'a b&c' }),
        );

        expect([answer.statusCode, answer.cookies]).toEqual([303, []]);
        expect(await isRunning(named)).toBe(false);
        expect(await isRunning(other)).toBe(true);
        const { target, message: response } = redirected(locationOf(answer), 'SAMLResponse');
        expect(target).toBe(logoutUrl);
        expect(attributeOf(response, 'InResponseTo')).toBe(/ID="([^"]*)"/.exec(message)?.[1]);
        expect(attributeOf(response, 'ID')).toMatch(/^_[0-9a-f]{32}$/);
        expect(new URL(locationOf(answer)).searchParams.get('RelayState')).toBe('a b&c');
      });
    });
  });

  it('shows a page where the directory takes no answer', async () => {
    const customer = await customerOf(product, 'timetrack');
    const answer = await logout(bring('redirect', customer.urls.logoutUrl, logoutRequest(customer)));

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain(`href="${customer.urls.signOnUrl}"`);
  });

  it('answers the same where the session is unknown, and ends nobody’s', async () => {
    const customer = await customerOf(product, 'timetrack', { connection: { logoutUrl } });
    const [session] = await sessionsOf(customer, 1);
    if (session === undefined) throw new Error('no session');
    // Without an index, and by a person's name alone, nothing is ended: no key has signed this.
    for (const sessionIndexes of [[], [''], ['_unknown'], ['x'.repeat(2_000)]]) {
      const message = logoutRequest(customer, { sessionIndexes, nameId: facts.signInName });
      expect((await logout(bring('redirect', customer.urls.logoutUrl, message))).statusCode).toBe(303);
    }
    expect(await isRunning(session)).toBe(true);
  });

  it("ends no session of another tenant, even with that one's session index", async () => {
    const [acme, globex] = [await customerOf(product, 'timetrack'), await customerOf(product, 'timetrack')];
    const [session] = await sessionsOf(globex, 1);
    if (session === undefined) throw new Error('no session');
    const message = logoutRequest(acme, { sessionIndexes: [indexOf(session)] });

    expect((await logout(bring('post', acme.urls.logoutUrl, message))).statusCode).toBe(200);
    expect(await isRunning(session)).toBe(true);
  });

  it('ends no more than 16 sessions at once', async () => {
    const customer = await customerOf(product, 'timetrack');
    const sessions = await sessionsOf(customer, 18);
    const indexes = sessions.map(indexOf);
    // One named again takes no other place.
    const sessionIndexes = [indexes[0] ?? '', ...indexes];
    await logout(bring('post', customer.urls.logoutUrl, logoutRequest(customer, { sessionIndexes })));

    const running = await Promise.all(sessions.map(isRunning));
    expect(running.filter(Boolean)).toHaveLength(2);
    expect(running.slice(16)).toEqual([true, true]);
  });

  it.each([
    'https://login.microsoftonline.com/<id>/',
    'https://login.microsoftonline.us/<id>/',
    'https://login.partner.microsoftonline.cn/<id>/',
    'https://sts.windows.net/<id>/',
  ])('takes a request of its directory by the name %s', async (form) => {
    const customer = await customerOf(product, 'timetrack');
    const [, directoryId = ''] = /([0-9a-f-]{36})/.exec(customer.tenant.connection.issuer) ?? [];
    const message = logoutRequest(customer, { issuer: form.replace('<id>', directoryId) });

    expect((await logout(bring('redirect', customer.urls.logoutUrl, message))).statusCode).toBe(200);
  });

  it.each([
    'https://login.microsoftonline.com/0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5/',
    'https://login.microsoftonline.com.evil.example/',
    'https://sts.windows.net/',
    '',
  ])('takes no request of %j, and answers as if there were no such tenant', async (issuer) => {
    const customer = await customerOf(product, 'timetrack', { connection: { logoutUrl } });
    const [session] = await sessionsOf(customer, 1);
    if (session === undefined) throw new Error('no session');
    const message = logoutRequest(customer, { issuer, sessionIndexes: [indexOf(session)] });
    const answer = await logout(bring('redirect', customer.urls.logoutUrl, message));
    expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'logout-issuer-mismatch' });

    const unknownUrl = customer.urls.logoutUrl.replace(customer.tenant.id, newTenantId());
    const unknown = await logout(bring('redirect', unknownUrl, message));
    expect(log.decision()).toMatchObject({ problem: 'tenant-not-found' });
    expect(withoutTrace(answer)).toEqual(withoutTrace(unknown));
    expect(answer.statusCode).toBe(404);
    expect(await isRunning(session)).toBe(true);
  });

  describe('tells nobody whether there is such a tenant', () => {
    let urls: readonly string[];
    let messages: Readonly<Record<string, readonly [message: string, name: 'SAMLRequest' | 'SAMLResponse']>>;
    beforeAll(async () => {
      const active = await customerOf(product, 'timetrack');
      const disabled = await customerOf(product, 'timetrack', { connection: { state: 'disabled' } });
      urls = [active, disabled]
        .map((customer) => customer.urls.logoutUrl)
        .concat(active.urls.logoutUrl.replace(active.tenant.id, newTenantId()));
      messages = {
        'a LogoutResponse': [logoutResponse, 'SAMLResponse'],
        'a request of some directory': [
          logoutRequest(active, { issuer: 'https://evil.example/' }),
          'SAMLRequest',
        ],
        'a request that is too old': [
          logoutRequest(active, { notOnOrAfter: secondsAfter(facts.now, -defaultClockSkewSeconds) }),
          'SAMLRequest',
        ],
        'no request at all': ['<a/>', 'SAMLRequest'],
      };
    });

    it.each([
      ['a LogoutResponse', 200, 0],
      ['a request of some directory', 404, 1],
      ['a request that is too old', 400, 0],
      ['no request at all', 400, 0],
    ])('with %s', async (name, status, reads) => {
      const [message, field] = messages[name] ?? ['', 'SAMLRequest'];
      for (const _ of ['first', 'second']) {
        for (const url of urls) {
          let answer: Awaited<ReturnType<typeof logout>> = {};
          const requests = await database().requestsOf(async () => {
            answer = await logout(bring('redirect', url, message, {}, field));
          });
          expect([answer.statusCode, requests]).toEqual([status, Array(reads).fill('GetItemCommand')]);
        }
      }
    });
  });

  it.each<[string, Parameters<typeof ask>[1]]>([
    ['nothing', { url: '' }],
    ['two messages', { url: '?SAMLRequest=a&SAMLResponse=b' }],
    ['two Relay States', { url: '?SAMLRequest=a&RelayState=a&RelayState=b' }],
    [
      'what is not deflated',
      { url: `?SAMLRequest=${encodeURIComponent(Buffer.from('<a/>').toString('base64'))}` },
    ],
    ['a message in the query of a post', { url: '?SAMLRequest=a', form: 'x=y' }],
  ])('refuses %s', async (_, { url, ...more }) => {
    const { urls } = await customerOf(product, 'timetrack');
    const answer = await logout({ url: `${urls.logoutUrl}${url}`, ...more });

    expect(answer.statusCode).toBe(400);
    expect(log.decision()['problem']).toMatch(/^(?:logout-message-(?:missing|malformed)|base64-malformed)$/);
  });

  it('leaves the session of the browser that brings it alone', async () => {
    const customer = await customerOf(product, 'timetrack');
    const [session] = await sessionsOf(customer, 1);
    if (session === undefined) throw new Error('no session');
    const cookies = [`__Host-session=timetrack.${customer.tenant.id}.${session.id}.${'A'.repeat(43)}`];
    await logout({ ...bring('post', customer.urls.logoutUrl, logoutRequest(customer)), cookies });

    expect(await isRunning(session)).toBe(true);
  });
});
