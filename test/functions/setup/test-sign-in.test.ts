import { beforeAll, describe, expect, it } from 'vitest';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { type DraftCustomer, draftCustomerOf, keptTest } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { hiddenFieldsOf, makeLink, openSetup, setupUrl } from './set-up.ts';

describeWithDatabase('step 5 of a set-up', (database) => {
  useLog();
  let product: Product;
  let now = facts.now;
  beforeAll(() => {
    product = productOver(database().tables, () => now);
  });

  const adminOf = async (customer: DraftCustomer) =>
    openSetup(product.setup, customer, await makeLink(database().tables, customer, facts.now));
  type Admin = Awaited<ReturnType<typeof adminOf>>;

  /** Presses the button, and follows it to the directory. */
  const begin = async (customer: DraftCustomer, admin: Admin) => {
    const fields = hiddenFieldsOf(await admin.get({ step: 'test' }), 'test');
    const begun = await admin.post('test', { revision: fields['revision'] ?? [] });
    const cookies = [...admin.cookies(), ...cookiesOf(begun)];
    const sent = await ask(product.signOn, { url: customer.at(locationOf(begun)), cookies });
    return { begun, cookies, request: new URL(locationOf(sent)).searchParams.get('RelayState') ?? '' };
  };
  const answer = (customer: DraftCustomer, cookies: readonly string[], message: string) =>
    ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form: formBody(message) });

  describe.each(['timetrack', 'trakstar'] as const)('for %s', (app) => {
    it('goes to the directory and back to what arrived, in one tab and two clicks', async () => {
      const customer = await draftCustomerOf(product, app);
      const admin = await adminOf(customer);
      const before = await admin.get({ step: 'test' });
      expect(before.body).toContain('target="_blank"');
      expect(before.headers?.['refresh']).toBeUndefined();
      const { cookies, request } = await begin(customer, admin);
      const back = await answer(customer, cookies, customer.message(request));

      expect(locationOf(back)).toBe(setupUrl(customer));
      expect(locationOf(await admin.get())).toContain('step=test');
      const shown = await admin.get({ step: 'test' });
      expect(shown.body).toContain('The test sign-in passed');
      expect(shown.body).toContain(`${facts.signInName} would be signed in.`);
      expect(shown.body).toContain('Continue to activation');
      const activated = await admin.post(
        'activate',
        hiddenFieldsOf(await admin.get({ step: 'activate' }), 'activate'),
      );
      expect(locationOf(activated)).toContain('step=done');
    });

    it('says what to fix, and where in Entra, in German too', async () => {
      const customer = await draftCustomerOf(product, app, { user: { signInName: 'somebody@else.example' } });
      const admin = await adminOf(customer);
      const { cookies, request } = await begin(customer, admin);
      await answer(customer, cookies, customer.message(request, { audience: 'https://wrong.example' }));

      const { body } = await admin.get({ step: 'test' });
      expect(body).toContain('The test sign-in failed');
      expect(body).toContain('Basic SAML Configuration &gt; Identifier (Entity ID)');
      expect(body).toContain(`<code>${customer.urls.identifier}</code>`);
      expect(body).toContain(`There is no user ${facts.signInName} yet.`);
      expect(body).not.toContain('Continue to activation');
      const german = await ask(product.setup, {
        url: setupUrl(customer, { step: 'test' }),
        cookies: admin.cookies(),
        headers: { 'accept-language': 'de' },
      });
      expect(german.body).toContain('Die Testanmeldung ist fehlgeschlagen');
      expect(german.body).toContain('Grundlegende SAML-Konfiguration &gt; Bezeichner (Entitäts-ID)');
    });
  });

  it('waits where it is asked to, by itself, and stops: at the result, and after ten minutes', async () => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const admin = await adminOf(customer);
    const since = String(now.getTime());
    const waiting = await admin.get({ step: 'test', since });
    const until = String(now.getTime() + 600_000);
    const next = `5;url=${new URL(setupUrl(customer)).pathname}?step=test&since=${since}&until=${until}`;
    expect(waiting.headers?.['refresh']).toBe(next);
    expect(waiting.body).toContain('Waiting for the test sign-in.');
    for (const code of ['50105', '50011', '700016', '75011', '750054', '76021']) {
      expect(waiting.body).toMatch(new RegExp(`<dt><code>AADSTS${code}</code> [^<]+</dt><dd>[^<]+</dd>`));
    }
    now = secondsAfter(facts.now, 10);
    // The address stays the same: the browser keeps the place in the page.
    expect((await admin.get({ step: 'test', since, until })).headers?.['refresh']).toBe(next);
    now = secondsAfter(facts.now, 600);
    const last = await admin.get({ step: 'test', since, until });
    expect(last.headers?.['refresh']).toBeUndefined();
    expect(last.body).toContain('Wait again');
    const forged = await admin.get({ step: 'test', since, until: '9'.repeat(15) });
    expect(forged.headers?.['refresh']).toContain(`&until=${now.getTime() + 600_000}`);

    now = secondsAfter(facts.now, 20);
    await answer(customer, [], customer.message(undefined));
    const arrived = await admin.get({ step: 'test', since, until });
    expect(arrived.headers?.['refresh']).toBeUndefined();
    expect(arrived.body).not.toContain('AADSTS');
    expect(arrived.body).toContain('By the directory: from the test');
    // Another test waits for another result.
    const again = await admin.get({ step: 'test', since: String(now.getTime() + 1) });
    expect(again.headers?.['refresh']).toContain('&until=');
    expect(again.body).not.toContain('By the directory: from the test');
    now = facts.now;
  });

  it('of two administrators begins nothing with values that the other has changed', async () => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const [one, other] = [await adminOf(customer), await adminOf(customer)];
    const stale = hiddenFieldsOf(await one.get({ step: 'test' }), 'test');
    await other.post('discard');
    const begun = await one.post('test', { revision: stale['revision'] ?? [] });

    expect(locationOf(begun)).toContain('step=test');
    expect(cookiesOf(begun)).toEqual([]);
  });

  it('counts in the browser that began it: the other administrator’s gets nothing from it', async () => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const [one, other] = [await adminOf(customer), await adminOf(customer)];
    const { request } = await begin(customer, one);
    expect((await answer(customer, other.cookies(), customer.message(request))).statusCode).toBe(404);
    expect(await keptTest(product, customer)).toBeUndefined();
  });

  it('tests a connection again that is running, and leaves it as it is', async () => {
    const customer = await draftCustomerOf(product, 'timetrack', { connection: {} });
    const admin = await adminOf(customer);
    await admin.post('discard');
    const { cookies, request } = await begin(customer, admin);
    await answer(customer, cookies, customer.message(request, {}, { key: signingKey() }));

    const tenant = await product.deployment.tenants.findFresh(customer.tenant.app, customer.tenant.id);
    expect(tenant?.connection).toEqual(customer.tenant.connection);
    expect(tenant?.draft?.test?.outcome).toBe('passed');
  });
});
