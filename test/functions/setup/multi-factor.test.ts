import { beforeAll, expect, it } from 'vitest';
import { type Claim, claimNames, claimsOfBSimon, withClaim } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { draftCustomerOf } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { hiddenFieldsOf, makeLink, openSetup } from './set-up.ts';

const oneFactor = withClaim(
  claimsOfBSimon,
  claimNames.authnMethods,
  'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
);

describeWithDatabase('the set-up page of a tenant that requires several factors', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  const administratorOf = async (requiresMultiFactor: boolean) => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const { app, id } = customer.tenant;
    await product.deployment.tenants.change(app, id, { by: 'maria', at: facts.now }, (tenant) =>
      requiresMultiFactor ? { ...tenant, requiresMultiFactor } : tenant,
    );
    const link = await makeLink(database().tables, customer, facts.now);
    const admin = await openSetup(product.setup, customer, link);
    /** Runs a test sign-in of a message with these claims; the page of its result. */
    const tested = async (claims: readonly Claim[], authnContextClassRef: string | undefined) => {
      const { revision = [] } = hiddenFieldsOf(await admin.get({ step: 'test' }), 'test');
      const begun = await admin.post('test', { revision });
      const cookies = [...admin.cookies(), ...cookiesOf(begun)];
      const sent = await ask(product.signOn, { url: customer.at(locationOf(begun)), cookies });
      const request = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
      const form = formBody(customer.message(request, { claims, authnContextClassRef }));
      await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
      return (await admin.get({ step: 'test' })).body ?? '';
    };
    return { admin, tested };
  };
  const classRef = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password';

  it('shows the policy to create before the test, and nowhere else', async () => {
    const shown = async (requires: boolean, step: string) =>
      (await (await administratorOf(requires)).admin.get({ step })).body?.includes(
        'select <b>Require multifactor authentication</b>',
      );
    expect(await shown(true, 'values')).toBe(true);
    expect(await shown(true, 'test')).toBe(true);
    expect(await shown(false, 'values')).toBe(false);
    expect(await shown(false, 'test')).toBe(false);
  });

  it('says in a test’s result how the person signed in, and that sign-ins would be refused', async () => {
    const { tested } = await administratorOf(true);
    const body = await tested(oneFactor, classRef);

    expect(body).toContain('The test sign-in failed');
    expect(body).toMatch(/It states several factors.*create a Conditional Access policy.*under Grant/s);
    expect(body).toMatch(
      /How you signed in to the directory.*2026.*<code>urn:oasis:names:tc:SAML:2.0:ac:classes:Password<\/code>.*<code>pwd<\/code>: several factors not stated/s,
    );
  });

  it('passes a test with evidence, and one without it where nothing requires it', async () => {
    const required = await (await administratorOf(true)).tested(claimsOfBSimon, classRef);
    expect(required).toContain('The test sign-in passed');
    expect(required).toMatch(/<code>pwd, mfa<\/code>: several factors stated/);

    const free = await (await administratorOf(false)).tested(oneFactor, undefined);
    expect(free).toContain('The test sign-in passed');
    expect(free).toMatch(/<dd>not stated<\/dd>.*<code>pwd<\/code>: several factors not stated/s);
    expect(free).not.toContain('It states several factors');
  });
});
