import { describe, expect, it } from 'vitest';
import { identityOfClaim, persistentNameId } from '../../../shared/saml/inbound/assertion/identity.ts';
import { withDraftTest } from '../../../shared/tenants/draft/draft.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { facts } from '../../fixtures/facts.ts';
import { metadataDocument } from '../../fixtures/metadata/entra-document.ts';
import { formBody } from '../../fixtures/post.ts';
import { inputKey, useAdministrators, valuesOf } from '../../harness/administrator.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { hiddenFieldsOf, makeLink, openSetup } from './set-up.ts';

const { now } = facts;
const okta = 'http://www.okta.com/exk1abcd2EFGH3ijk4l5';
const byName = 'only by their sign-in name';
const shown = 'Claim that identifies people</dt>';

describeWithDatabase('the identity claim on the set-up page', (database) => {
  const document = Buffer.from(metadataDocument({ entityId: okta })).toString('utf8');
  const { product, begun, open, tenantOf } = useAdministrators(database, {
    fetch: async () => metadataDocument({ entityId: okta }),
  });
  const valuesAt = (customer: Customer, issuer = okta) => ({ ...valuesOf(customer), issuer });
  const oktaCustomer = (connection: Partial<Connection>) =>
    customerOf(product(), 'timetrack', { connection: { issuer: okta, ...connection } });
  const browserOf = async (customer: Customer, intent: 'set-up' | 'renew-certificate') =>
    openSetup(product().setup, customer, await makeLink(database().tables, customer, now, { intent }));
  const passed = ({ tenant: { app, id } }: Customer) =>
    product().deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) =>
      withDraftTest(tenant, {
        revision: tenant.draft?.revision ?? 0,
        at: now,
        outcome: 'passed',
        launch: 'page',
        signer: thumbprintsOf(inputKey.certificate),
        summary: '',
      }),
    );

  it('goes from the form to a sign-in that binds by it', async () => {
    const { customer, browser } = await begun();
    const preview = await browser.post('look', { ...valuesAt(customer), identityClaim: 'user.id' });
    expect(preview.body).toContain(`${shown}<dd><code>user.id</code></dd>`);
    expect(preview.body).not.toContain(byName);

    await browser.post('keep', hiddenFieldsOf(preview, 'keep'));
    expect((await tenantOf(customer)).draft?.values.identityClaim).toBe('user.id');
    expect((await browser.get({ step: 'connection' })).body).toContain(shown);

    const { draft } = await passed(customer);
    expect((await browser.get({ step: 'activate' })).body).toContain('<code>user.id</code>');
    await browser.post('activate', { revision: String(draft?.revision) });
    expect((await tenantOf(customer)).connection).toMatchObject({ issuer: okta, identityClaim: 'user.id' });
    expect((await browser.get({ step: 'done' })).body).toContain('<code>user.id</code>');

    const { requestId, cookies } = await beginAt(product(), customer.signOnUrl());
    const parts = { issuer: okta, claims: [['user.id', '00u1']] } as const;
    const message = customer.message(requestId, parts, { key: inputKey });
    const answer = await ask(product().assertionConsumer, {
      url: customer.urls.replyUrl,
      cookies,
      form: formBody(message),
    });
    expect(answer.statusCode).toBe(303);
    const { id } = customer.tenant;
    const user = await product().deployment.users.findBySignInName('timetrack', id, customer.user.signInName);
    expect(user?.identity).toEqual(identityOfClaim(okta, 'user.id', '00u1'));
  });

  it.each([
    ['a document', { how: 'document', document }],
    ['a URL', { how: 'url', metadataUrl: 'https://login.microsoftonline.com/x/federationmetadata.xml' }],
  ])('goes with %s', async (_, input) => {
    const { customer, browser } = await begun();
    const preview = await browser.post('look', { ...input, identityClaim: 'persistent-name-id' });
    await browser.post('keep', hiddenFieldsOf(preview, 'keep'));

    expect(preview.body).toContain('<code>persistent-name-id</code>');
    expect((await tenantOf(customer)).draft?.values.identityClaim).toBe(persistentNameId);
  });

  it.each([
    ['another directory', okta, true],
    ['PingOne, whose issuer begins with a GUID', `https://auth.pingone.eu/${facts.directoryId}`, true],
    ['Entra', facts.issuer, false],
  ])('is missed in the preview and before the activation of %s', async (_, issuer, isMissed) => {
    const { customer, browser } = await begun();
    const preview = await browser.post('look', valuesAt(customer, issuer));
    await browser.post('keep', hiddenFieldsOf(preview, 'keep'));

    expect(preview.body?.includes(byName)).toBe(isMissed);
    expect((await browser.get({ step: 'activate' })).body?.includes(byName)).toBe(isMissed);
    expect(preview.body).not.toContain(shown);
  });

  it.each([
    ['a claim for Entra', facts.issuer, 'user.id', 'Leave this field empty.'],
    ['a name with a blank', okta, 'user id', 'This is not the name of a claim'],
    ['a name with an accent', okta, 'user.ïd', 'This is not the name of a claim'],
    ['a name of 257 characters', okta, 'x'.repeat(257), 'This is not the name of a claim'],
  ])('refuses %s beside the field, and in the form of the preview', async (_, issuer, identityClaim, why) => {
    const { customer, browser } = await begun();
    const refused = await browser.post('look', { ...valuesAt(customer, issuer), identityClaim });
    expect(refused.statusCode).toBe(422);
    const [ofValues] = refused.body?.match(/id="identityClaim-error">[^<]*/) ?? [];
    expect(ofValues).toContain(why);
    expect(refused.body).toMatch(/<details open><summary>Your directory is not/);

    const preview = await browser.post('look', valuesAt(customer, issuer));
    const forged = { ...hiddenFieldsOf(preview, 'keep'), identityClaim };
    expect((await browser.post('keep', forged)).statusCode).toBe(400);
    expect((await tenantOf(customer)).draft).toBeUndefined();
  });

  describe('of a connection that runs', () => {
    it('stays where a set-up names none, is shown, and is replaced with a warning by another', async () => {
      const customer = await oktaCustomer({ identityClaim: 'user.id' });
      const browser = await open(customer);
      const same = await browser.post('look', valuesAt(customer));
      expect(same.body).toContain('<code>user.id</code>');
      expect(hiddenFieldsOf(same, 'keep')).not.toHaveProperty('identityClaim');

      const other = await browser.post('look', { ...valuesAt(customer), identityClaim: 'employeeNumber' });
      expect(other.body).toContain('We recognise people by user.id today. With employeeNumber');
      await browser.post('keep', hiddenFieldsOf(other, 'keep'));
      const { draft } = await passed(customer);
      await browser.post('activate', { revision: String(draft?.revision) });
      expect((await tenantOf(customer)).connection.identityClaim).toBe('employeeNumber');
    });

    it('goes with its directory, and the next one is warned of', async () => {
      const customer = await oktaCustomer({ identityClaim: 'user.id' });
      const browser = await open(customer);
      const preview = await browser.post('look', valuesAt(customer, 'acme-ping'));

      expect(preview.body).toContain(byName);
      expect(preview.body).not.toContain('<code>user.id</code>');
    });

    it.each([undefined, 'user.id'])('is never changed by a renewal: %s', async (identityClaim) => {
      const customer = await oktaCustomer(identityClaim === undefined ? {} : { identityClaim });
      const browser = await browserOf(customer, 'renew-certificate');
      expect((await browser.get({ step: 'connection' })).body).not.toContain('name="identityClaim"');

      const named = { how: 'values', certificate: inputKey.certificatePem, identityClaim: 'other' };
      const preview = await browser.post('look', named);
      await browser.post('keep', { ...hiddenFieldsOf(preview, 'keep'), identityClaim: 'other' });
      const { draft } = await passed(customer);
      expect(draft?.values.identityClaim).toBeUndefined();
      const activated = await browser.post('activate', { revision: String(draft?.revision) });

      expect(locationOf(activated)).toContain('step=done');
      const { connection } = await tenantOf(customer);
      expect(connection.trustedKeys).toHaveLength(2);
      expect(connection.identityClaim).toBe(identityClaim);
    });
  });
});
