import { beforeAll, expect, it } from 'vitest';
import { identityOfClaim, persistentNameId } from '../../../shared/saml/inbound/assertion/identity.ts';
import type { Claim, EntraParts } from '../../fixtures/entra-parts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';

describeWithDatabase('a directory with an identity claim', (database) => {
  let product: Product;
  const log = useLog();

  beforeAll(() => {
    product = productOver(database().tables);
  });

  const issuer = 'http://www.okta.com/exk1abcd2EFGH3ijk4l5';
  const okta = () => customerOf(product, 'timetrack', { connection: { issuer, identityClaim: 'user.id' } });
  const named = (...values: string[]): readonly Claim[] => [
    ['role', 'a', 'b'],
    ['user.id', ...values],
  ];
  const signInWith = async (customer: Customer, parts: Partial<EntraParts>) => {
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    const form = formBody(customer.message(requestId, parts));
    const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
    return answer.statusCode === 303 ? 'signed in' : log.decision()['problem'];
  };
  const userOf = ({ tenant, user }: Customer) =>
    product.deployment.users.findBySignInName('timetrack', tenant.id, user.signInName);

  it('binds a person at the first sign-in by issuer, name and value', async () => {
    const customer = await okta();

    expect(await signInWith(customer, { claims: named('00u1') })).toBe('signed in');
    expect((await userOf(customer))?.identity).toEqual(identityOfClaim(issuer, 'user.id', '00u1'));
  });

  it('keeps a person through a new name, and the name from somebody else', async () => {
    const customer = await okta();
    await signInWith(customer, { claims: named('00u1') });

    expect(await signInWith(customer, { claims: named('00u1'), nameId: 'b.married@contoso.com' })).toBe(
      'signed in',
    );
    expect(await signInWith(customer, { claims: named('00u2') })).toBe('user-other-identity');
    expect(await signInWith(customer, { claims: named('00U1') })).toBe('user-other-identity');
  });

  it('signs a colleague in as nobody else where the claim has the same value for everybody', async () => {
    const customer = await okta();
    const { app, id } = customer.tenant;
    const colleague = aUser({ app, tenant: id, signInName: 'colleague@contoso.com', active: true });
    await product.deployment.users.add(colleague);
    const claims = named('Contoso');

    expect(await signInWith(customer, { claims })).toBe('signed in');
    expect(await signInWith(customer, { claims, nameId: colleague.signInName })).toBe('user-other-identity');
    expect(await signInWith(customer, { claims })).toBe('signed in');
  });

  it.each<[string, Partial<EntraParts>, string]>([
    ['without the claim', { claims: [['role', 'a']] }, 'identity-claim-malformed'],
    ['with two values', { claims: named('00u1', '00u2') }, 'identity-claim-malformed'],
    [
      'with the claim in two Attributes',
      { claims: [...named('00u1'), ...named('00u1')] },
      'attribute-repeated',
    ],
    ["with Entra's claims alone", {}, 'identity-claim-malformed'],
  ])('signs nobody in %s', async (_, parts, problem) => {
    const customer = await okta();

    expect(await signInWith(customer, parts)).toBe(problem);
    expect((await userOf(customer))?.identity).toBeUndefined();
  });

  it('takes a persistent NameID with its qualifiers', async () => {
    const customer = await customerOf(product, 'timetrack', {
      connection: { issuer: 'https://idp.example/shibboleth', identityClaim: persistentNameId },
      user: { signInName: 'Xa7' },
    });
    const persistent = { nameId: 'Xa7', nameIdFormat: persistentNameId };

    expect(await signInWith(customer, { nameId: 'Xa7' })).toBe('identity-claim-malformed');
    expect(await signInWith(customer, persistent)).toBe('signed in');
    expect(await signInWith(customer, persistent)).toBe('signed in');
    expect((await userOf(customer))?.identity?.objectId).toBe('Xa7');
  });
});
