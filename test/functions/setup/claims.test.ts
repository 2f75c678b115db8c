import { beforeAll, describe, expect, it } from 'vitest';
import type { ClaimRules } from '../../../shared/claims/claim-rules.ts';
import { type Claim, claimNames, claimsOfBSimon, withClaim } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { type DraftCustomer, draftCustomerOf } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { hiddenFieldsOf, makeLink, openSetup } from './set-up.ts';

const rules: ClaimRules = {
  email: { required: true },
  groups: {},
  employee: {
    attributes: [{ name: 'id', namespace: 'https://acme.example/claims' }],
    source: 'user.employeeid',
    nameFormat: 'uri',
  },
};

describeWithDatabase('the set-up page of an application that asks for claims', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  const customerWith = async (claims: ClaimRules, more = {}) => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const { app, id } = customer.tenant;
    await product.deployment.tenants.change(app, id, { by: 'maria', at: facts.now }, (tenant) => ({
      ...tenant,
      claims,
      ...more,
    }));
    return customer;
  };
  const adminOf = async (customer: DraftCustomer) =>
    openSetup(product.setup, customer, await makeLink(database().tables, customer, facts.now));

  /** Runs a test sign-in of a message with these claims; the page of its result. */
  const tested = async (
    customer: DraftCustomer,
    claims: readonly Claim[],
    nameId: string = facts.signInName,
  ) => {
    const admin = await adminOf(customer);
    const { revision = [] } = hiddenFieldsOf(await admin.get({ step: 'test' }), 'test');
    const begun = await admin.post('test', { revision });
    const cookies = [...admin.cookies(), ...cookiesOf(begun)];
    const sent = await ask(product.signOn, { url: customer.at(locationOf(begun)), cookies });
    const request = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
    const form = formBody(customer.message(request, { claims, nameId }));
    await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
    return (await admin.get({ step: 'test' })).body ?? '';
  };

  it('says to leave Attributes & Claims alone where it asks for none', async () => {
    const admin = await adminOf(await customerWith({}));
    expect((await admin.get({ step: 'values' })).body).toContain(
      'Do not change <b>Attributes &amp; Claims</b>',
    );
  });

  it('lists what to send, by Entra’s own labels, in the browser’s language', async () => {
    const admin = await adminOf(await customerWith(rules));
    const { body = '' } = await admin.get({ step: 'values' });

    expect(body).not.toContain('Do not change <b>Attributes');
    expect(body).toMatch(
      /<dt>email <small>\(required\)<\/small><\/dt>\s*<dd class="help">Entra sends this claim by default/,
    );
    expect(body).toMatch(
      /Namespace <code class="value">http:\/\/schemas\.xmlsoap\.org\/ws\/2005\/05\/identity\/claims<\/code>/,
    );
    expect(body).toMatch(
      /<dt>groups <small>\(optional\).*Add a group claim.*Groups assigned to the application/s,
    );
    expect(body).toMatch(
      /Name <code class="value">id<\/code>.*Namespace <code class="value">https:\/\/acme\.example\/claims<\/code>.*Name format <code class="value">uri<\/code>.*Source attribute <code class="value">user\.employeeid<\/code>/s,
    );
  });

  describe('after a test sign-in', () => {
    const employee: Claim = ['https://acme.example/claims/id', 'E-17'];

    it('shows what the application will get', async () => {
      const claims = [...claimsOfBSimon, employee, [claimNames.groups, 'g-1', 'g-2'] as const];
      const body = await tested(await customerWith(rules), claims);

      expect(body).toContain('The test sign-in passed');
      expect(body).toMatch(
        /What the application gets<\/h3>\s*<dl>\s*<dt><code>email<\/code><\/dt><dd><bdi>B\.Simon@contoso\.com<\/bdi><\/dd><dt><code>groups<\/code><\/dt><dd><bdi>g-1, g-2<\/bdi><\/dd><dt><code>employee<\/code><\/dt><dd><bdi>E-17<\/bdi>/,
      );
    });

    it.each<[string, readonly Claim[], RegExp]>([
      [
        'a required claim is missing',
        withClaim(claimsOfBSimon, claimNames.emailAddress),
        /It has what the application needs to know.*emailaddress or email.*for email/s,
      ],
      [
        'groups came as a link',
        [...claimsOfBSimon, ['http://schemas.microsoft.com/claims/groups.link', 'https://graph']],
        /select Groups assigned to the application/,
      ],
    ])('fails where %s, and says how to fix it', async (_, claims, remedy) => {
      const body = await tested(await customerWith(rules), claims);
      expect(body).toContain('The test sign-in failed');
      expect(body).toMatch(remedy);
      expect(body).not.toContain('What the application gets');
    });

    it('says that a person would be created, or why not', async () => {
      const roles = { roles: {} };
      const justInTime = { claim: 'roles', value: 'Member' };
      const own = (claims: readonly Claim[]) =>
        withClaim(claims, claimNames.objectId, 'b7b3a1de-3f0d-4a6e-9b59-0c4f3b8f2a99');
      const customerOf = () => customerWith(roles, { justInTime });
      const newcomer = 'new.person@contoso.com';
      const member = await tested(
        await customerOf(),
        own([...claimsOfBSimon, ['roles', 'Member']]),
        newcomer,
      );
      expect(member).toContain(`${newcomer} would be created as a user and signed in.`);
      const customer = await customerOf();
      const guest = await tested(customer, own([...claimsOfBSimon, ['roles', 'Guest']]), newcomer);
      expect(guest).toContain(`${newcomer} has no user yet, and not the role or group that creates one.`);
      expect(await product.deployment.users.list('timetrack', customer.tenant.id)).toHaveLength(1);
    });
  });
});
