import { beforeAll, describe, expect, it } from 'vitest';
import { signOnProblemContext } from '../../../functions/sign-on/endpoint.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { attributeOf } from '../../../shared/saml/inbound/xml/element.ts';
import { requestLifetimeSeconds } from '../../../shared/sign-in/flow.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { redirected } from '../../saml/outbound/redirected.ts';

const returnTo = '/reports/7?x=1&y=2';
/** Where the button of a page leads. */
const buttonOf = ({ body = '' }: Answered) =>
  (/class="button" href="([^"]+)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&');

describeWithDatabase('a page that leads on', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    it.each<[string, Parameters<typeof refused>[1]]>([
      ['flow-expired', { afterSeconds: requestLifetimeSeconds }],
      ['flow-other-browser', { cookies: [] }],
      ['flow-spent', { isSpent: true }],
      ['user-unknown', { parts: { nameId: 'somebody.else@contoso.com' } }],
      ['audience-mismatch', { parts: { audience: 'https://other.example' } }],
      ['recipient-mismatch', { parts: { recipient: 'https://other.example/acs' } }],
    ])('after %s keeps where the person wanted to go', async (problem, choices) => {
      const { customer, answer } = await refused(app, choices);

      expect(log.decision()['problem']).toBe(problem);
      expect(buttonOf(answer)).toBe(customer.signOnUrl({ returnTo }));
      const again = await beginAt(product, buttonOf(answer));
      const form = formBody(customer.message(again.requestId));
      const url = customer.urls.replyUrl;
      const { cookies } = again;
      // Whoever may sign in lands there.
      expect(locationOf(await ask(product.assertionConsumer, { url, cookies, form }))).toBe(returnTo);
    });

    it.each<[string, string | undefined, number]>([
      ['user-unknown', 'somebody.else@contoso.com', 1],
      ['audience-mismatch', undefined, 0],
    ])('after %s offers another account only where that can help', async (_, nameId, links) => {
      const parts = nameId === undefined ? { audience: 'https://other.example' } : { nameId };
      const { customer, answer } = await refused(app, { parts });
      const found = [...(answer.body ?? '').matchAll(/href="([^"]+)">Try another account</g)];
      expect(found).toHaveLength(links);
      for (const [, href = ''] of found) {
        const url = href.replaceAll('&amp;', '&');
        expect(url).toBe(customer.signOnUrl({ returnTo, account: 'another' }));
        const { message } = redirected(locationOf(await ask(product.signOn, { url })), 'SAMLRequest');
        expect(attributeOf(message, 'ForceAuthn')).toBe('true');
      }
    });

    it('asks for another account without the hint, and even of a browser that is signed in', async () => {
      const customer = await customerOf(product, app);
      const { cookies } = await signInAt(product, customer);
      const url = customer.signOnUrl({ account: 'another', login_hint: 'b.simon@contoso.com' });
      const location = locationOf(await ask(product.signOn, { url, cookies }));
      expect(attributeOf(redirected(location, 'SAMLRequest').message, 'ForceAuthn')).toBe('true');
      expect(location).not.toContain('login_hint');
      const plain = locationOf(await ask(product.signOn, { url: customer.signOnUrl({ account: 'own' }) }));
      expect(attributeOf(redirected(plain, 'SAMLRequest').message, 'ForceAuthn')).toBeUndefined();
    });

    it('says that sign-in is switched off to a person whom the directory has signed, and to no stranger', async () => {
      const customer = await customerOf(product, app);
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
      await product.deployment.tenants.change(
        app,
        customer.tenant.id,
        { by: 'maria', at: facts.now },
        (tenant) => ({ ...tenant, connection: { ...tenant.connection, state: 'disabled' } }),
      );
      const post = (key?: ReturnType<typeof signingKey>) =>
        ask(product.assertionConsumer, {
          url: customer.urls.replyUrl,
          cookies,
          form: formBody(customer.message(requestId, {}, key === undefined ? {} : { key })),
        });
      const signed = await post();
      expect(log.decision()).toMatchObject({ problem: 'tenant-disabled', authenticated: true });
      expect(signed.body).toContain('is switched off for this application');
      const forged = await post(signingKey({ name: 'another' }));
      expect(log.decision()).toMatchObject({ problem: 'tenant-disabled', authenticated: false });
      expect(forged.body).not.toContain('switched off');
    });

    it('keeps no path of a request that no message of the directory answers, and reads none', async () => {
      const { answer, requests } = await refused(app, { key: signingKey({ name: 'another' }) });

      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain('reports');
      expect(requests.filter((name) => name === 'GetItemCommand')).toHaveLength(1);
    });

    it('where the request named nothing leads to the bare Sign-on URL', async () => {
      const customer = await customerOf(product, app);
      const { requestId } = await beginAt(product, customer.signOnUrl());
      const form = formBody(customer.message(requestId));
      const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form });

      expect(buttonOf(answer)).toBe(customer.urls.signOnUrl);
    });

    it('when sign-on itself fails keeps what was asked for, and drops what is no path', async () => {
      const customer = await customerOf(product, app);
      const hrefOf = (parameters: Record<string, string>) => {
        const url = new URL(customer.signOnUrl(parameters));
        const address = { host: url.host, path: url.pathname, rawQuery: url.search.slice(1) };
        return signOnProblemContext(product.deployment.sites, address).tryAgainHref;
      };

      expect(hrefOf({ returnTo, login_hint: 'b@contoso.com' })).toBe(
        customer.signOnUrl({ returnTo, login_hint: 'b@contoso.com' }),
      );
      expect(hrefOf({ returnTo: '//evil.example' })).toBe(customer.urls.signOnUrl);
    });

    it('after signing out leads on to a path that the application names, and to no other place', async () => {
      const customer = await customerOf(product, app);
      for (const [query, href] of [
        [`?${new URLSearchParams({ returnTo })}`, customer.signOnUrl({ returnTo })],
        ['?returnTo=%2F%2Fevil.example', customer.urls.signOnUrl],
        ['?returnTo=%2Fa&returnTo=%2Fb', customer.urls.signOnUrl],
        ['', customer.urls.signOnUrl],
      ] as const) {
        const { cookies } = await signInAt(product, customer);
        const url = customer.at(`/sign-out${query}`);
        const answer = await ask(product.signOut, { method: 'POST', url, cookies });
        expect([answer.statusCode, buttonOf(answer)]).toEqual([200, href]);
      }
    });
  });

  it('after a tile over another person’s session keeps the item that it names, also past signing out', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { cookies } = await signInAt(product, customer);
    const form = formBody(customer.message(undefined, { nameId: 'other@contoso.com' }), 'item-7');
    const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });

    expect(log.decision()['problem']).toBe('session-of-another-person');
    expect(buttonOf(answer)).toBe(customer.signOnUrl({ returnTo: '/items/item-7' }));
    expect(answer.body).toContain('action="/sign-out?returnTo=%2Fitems%2Fitem-7"');
  });

  interface Choices {
    readonly afterSeconds?: number;
    readonly cookies?: readonly string[];
    readonly isSpent?: boolean;
    readonly parts?: object;
    readonly key?: ReturnType<typeof signingKey>;
  }

  /** A sign-in that began with a wish, and was refused. */
  async function refused(app: AppId, { afterSeconds = 0, cookies, isSpent, parts = {}, key }: Choices) {
    const customer = await customerOf(product, app);
    const begun = await beginAt(product, customer.signOnUrl({ returnTo }));
    const later = productOver(database().tables, () => secondsAfter(facts.now, afterSeconds));
    const times = { issuedAt: secondsAfter(facts.now, afterSeconds) };
    const choices = key === undefined ? {} : { key };
    const post = async () => {
      const form = formBody(customer.message(begun.requestId, { ...times, ...parts }, choices));
      const held = cookies ?? begun.cookies;
      return ask(later.assertionConsumer, { url: customer.urls.replyUrl, cookies: held, form });
    };
    if (isSpent) expect(cookiesOf(await post())).not.toEqual([]);
    let answer: Answered = {};
    const requests = await database().requestsOf(async () => {
      answer = await post();
    });
    return { customer, answer, requests };
  }
});
