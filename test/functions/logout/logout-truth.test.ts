import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { attributeOf, type XmlElement } from '../../../shared/saml/inbound/xml/element.ts';
import * as ns from '../../../shared/saml/inbound/xml/namespaces.ts';
import type { CompletedSignIn } from '../../../shared/sign-in/flow-store.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aSignIn } from '../../harness/samples.ts';
import { redirected } from '../../saml/outbound/redirected.ts';
import { bring, logoutRequest, logoutResponse } from './logout-messages.ts';

const logoutUrl = 'https://login.microsoftonline.com/common/saml2';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const responder = 'urn:oasis:names:tc:SAML:2.0:status:Responder';

describeWithDatabase('what a LogoutRequest is answered', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  async function sessionsOf(
    { tenant: { app, id } }: Customer,
    count: number,
    more: Partial<CompletedSignIn> = {},
  ) {
    const signIns = Array.from({ length: count }, () => aSignIn({ app, tenant: id }, more));
    for (const signIn of signIns) await product.deployment.flows.signInUnsolicited(signIn);
    return signIns.map(({ sessionIndex = '' }) => sessionIndex);
  }

  /** The status codes of the LogoutResponse, the outer one first. */
  function statusOf(location: string): readonly string[] {
    const { message } = redirected(location, 'SAMLResponse');
    const codes: string[] = [];
    const walk = (element: XmlElement): void => {
      if (element.localName === 'StatusCode' && element.namespace === ns.samlp) {
        codes.push(attributeOf(element, 'Value') ?? '');
      }
      for (const child of element.children) if (typeof child !== 'string') walk(child);
    };
    walk(message);
    return codes;
  }

  describe.each<AppId>(['timetrack', 'trakstar'])('of %s', (app) => {
    it.each<[string, string, (customer: Customer) => Promise<readonly string[]>]>([
      ['names one that runs', success, (customer) => sessionsOf(customer, 1)],
      ['names one that is unknown', success, async () => ['_unknown']],
      [
        'names one that has expired',
        success,
        (customer) => sessionsOf(customer, 1, { sessionExpiresAt: secondsAfter(facts.now, -1) }),
      ],
      [
        'names one that runs and one that is unknown',
        success,
        async (customer) => [...(await sessionsOf(customer, 1)), '_unknown'],
      ],
      ['names sixteen', success, (customer) => sessionsOf(customer, 16)],
      [
        'names one seventeen times',
        success,
        async (customer) => Array(17).fill((await sessionsOf(customer, 1))[0]),
      ],
      ['names seventeen', responder, (customer) => sessionsOf(customer, 17)],
      ['names none', responder, async () => []],
      ['names an empty one', responder, async () => ['']],
    ])('which %s: %s', async (_, status, indexesOf) => {
      const customer = await customerOf(product, app, { connection: { logoutUrl } });
      const message = logoutRequest(customer, { sessionIndexes: await indexesOf(customer) });
      const answer = await ask(product.logout, bring('redirect', customer.urls.logoutUrl, message));

      expect(statusOf(locationOf(answer))[0]).toBe(status);
    });
  });

  it('twice, names what it ended before: Success both times', async () => {
    const customer = await customerOf(product, 'timetrack', { connection: { logoutUrl } });
    const message = logoutRequest(customer, { sessionIndexes: await sessionsOf(customer, 1) });
    for (const _ of ['first', 'second']) {
      const answer = await ask(product.logout, bring('redirect', customer.urls.logoutUrl, message));
      expect(statusOf(locationOf(answer))).toEqual([success]);
    }
  });

  it('that names none ends none', async () => {
    const customer = await customerOf(product, 'timetrack', { connection: { logoutUrl } });
    const { cookies } = await signInAt(product, customer);
    await ask(product.logout, bring('redirect', customer.urls.logoutUrl, logoutRequest(customer)));

    expect((await ask(product.session, { url: customer.at('/session'), cookies })).statusCode).toBe(200);
  });
});

describeWithDatabase('what the person reads after a logout message', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  const signedOut = 'You are signed out';
  const stillSignedIn = 'You are still signed in';
  const headingOf = ({ body = '' }: Answered) => /<h1>([^<]+)<\/h1>/.exec(body)?.[1] ?? '';

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    /** A person who is signed in, with the session index that the directory knows. */
    async function person() {
      const customer = await customerOf(product, app);
      const { answer, cookies } = await signInAt(product, customer);
      const crossSite = cookiesOf({
        cookies: answer.cookies?.filter((cookie) => cookie.includes('SameSite=None')) ?? [],
      });
      const [, , flow = ''] = (cookies[0] ?? '').split('.');
      const found = await product.deployment.flows.find(app, customer.tenant.id, flow as never);
      if (found?.state !== 'signed-in') throw new Error('not signed in');
      // The directory names the session by the assertion, as Entra does.
      return { customer, cookies, crossSite, sessionIndex: found.assertionId };
    }
    type Person = Awaited<ReturnType<typeof person>>;

    it.each<
      [string, string, (one: Person) => readonly string[], (one: Person) => readonly string[] | 'stray']
    >([
      ['names this session', signedOut, (one) => one.cookies, (one) => [one.sessionIndex]],
      ['names this session, in a frame', signedOut, (one) => one.crossSite, (one) => [one.sessionIndex]],
      ['comes without any session', signedOut, () => [], () => ['_unknown']],
      ['names another session', stillSignedIn, (one) => one.cookies, () => ['_unknown']],
      ['names another session, in a frame', stillSignedIn, (one) => one.crossSite, () => ['_unknown']],
      ['names none', stillSignedIn, (one) => one.cookies, () => []],
      ['is a stray response', stillSignedIn, (one) => one.cookies, () => 'stray'],
      ['is a stray response, cross-site', stillSignedIn, (one) => one.crossSite, () => 'stray'],
      ['is a stray response without any session', signedOut, () => [], () => 'stray'],
    ])('which %s: %s', async (_, heading, cookiesFor, indexesOf) => {
      const one = await person();
      const { customer } = one;
      const sessionIndexes = indexesOf(one);
      const asked =
        sessionIndexes === 'stray'
          ? bring('redirect', customer.urls.logoutUrl, logoutResponse, {}, 'SAMLResponse')
          : bring('redirect', customer.urls.logoutUrl, logoutRequest(customer, { sessionIndexes }));
      const answer = await ask(product.logout, { ...asked, cookies: cookiesFor(one) });

      expect([answer.statusCode, answer.cookies]).toEqual([200, []]);
      expect(headingOf(answer)).toMatch(new RegExp(`^${heading}`));
      const lives = (await ask(product.session, { url: customer.at('/session'), cookies: one.cookies }))
        .statusCode;
      if (heading === stillSignedIn) {
        expect(lives).toBe(200);
        expect(answer.body).toContain('<form class="actions" method="post" action="/sign-out">');
        expect(answer.headers?.['content-security-policy']).toContain("form-action 'self'");
        expect(answer.body).not.toContain(facts.signInName);
      } else if (cookiesFor(one).length > 0) expect(lives).toBe(401);
    });
  });
});
