import { describe, expect, it } from 'vitest';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { metadataDocument } from '../../fixtures/metadata/entra-document.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { inputKey, useAdministrators, valuesOf } from '../../harness/administrator.ts';
import { locationOf } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { hiddenFieldsOf, makeLink, openSetup } from './set-up.ts';

const { now } = facts;

describeWithDatabase('renewing a certificate on the set-up page', (database) => {
  const { product, begun, tenantOf } = useAdministrators(database);

  it('adds the next one to the connection that stands', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
    const browser = await openSetup(product().setup, customer, link);
    expect(locationOf(await browser.get())).toContain('step=connection');
    const shown = await browser.post('look', { how: 'values', certificate: inputKey.certificatePem });
    await browser.post('keep', hiddenFieldsOf(shown, 'keep'));
    const { connection, draft } = await tenantOf(customer);

    const { body } = await browser.get({ step: 'activate' });
    expect(body).toContain('sign-ins with the current and with the new certificate work');
    expect(body).not.toContain('only the new values');
    expect(draft?.values).toEqual({
      issuer: connection.issuer,
      loginUrl: connection.loginUrl,
      trustedKeys: [...connection.trustedKeys, { kind: 'certificate', certificate: inputKey.certificate }],
    });
  });

  it('is a short path of its own on the page of what runs: beside the keys in use, then the test', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const { connection } = customer.tenant;
    const browser = await openSetup(
      product().setup,
      customer,
      await makeLink(database().tables, customer, now),
    );
    const done = await browser.get({ step: 'done' });
    expect(done.body).toMatch(/href="[^"]*step=renew">Renew certificate</);
    const entry = hiddenFieldsOf(await browser.get({ step: 'renew' }), 'look');
    const certificate = inputKey.certificatePem;
    const shown = await browser.post('look', { ...entry, how: 'values', certificate });
    const kept = await browser.post('keep', hiddenFieldsOf(shown, 'keep'));

    expect(locationOf(kept)).toContain('step=test');
    const tenant = await tenantOf(customer);
    expect(tenant.connection).toEqual(connection);
    expect(tenant.draft?.values.trustedKeys).toEqual([
      ...connection.trustedKeys,
      { kind: 'certificate', certificate: inputKey.certificate },
    ]);
  });

  describe('once it is active, says the truth about both certificates:', () => {
    const [current, next] = [
      signingKey({ name: 'current', notAfter: secondsAfter(now, 20 * 86_400) }),
      signingKey({ name: 'next', notAfter: secondsAfter(now, 1_000 * 86_400) }),
    ];
    const expired = signingKey({ name: 'expired', notAfter: secondsAfter(now, -60) });
    const doneWith = async (...[keys, proven]: readonly (readonly SigningKey[])[]) => {
      const customer = await customerOf(product(), 'timetrack', {
        connection: {
          trustedKeys: (keys ?? []).map(asCertificate),
          provenKeys: (proven ?? []).map(({ certificate }) => ({ ...thumbprintsOf(certificate), at: now })),
        },
      });
      const browser = await openSetup(
        product().setup,
        customer,
        await makeLink(database().tables, customer, now),
      );
      return (await browser.get({ step: 'done' })).body ?? '';
    };
    const heading = 'Now make the new certificate active in Entra';

    it('the new one has to be made active in Entra, by its label; what happens otherwise', async () => {
      const body = await doneWith([current, next], [current]);
      expect(body).toContain(heading);
      expect(body).toContain('<b>Make certificate active</b>');
      expect(body).toContain(`Its thumbprint is <code>${next.sha1Thumbprint.toUpperCase()}</code>.`);
      expect(body).toMatch(
        /until it expires on <time datetime="2026-12-12[^>]*>[^<]*<\/time>. Then Entra changes/,
      );
      expect(body).toMatch(/Certificate 2 of 2 <strong class="new">New<\/strong>/);
      expect(body).toMatch(/Yes, for the first time on <time/);
      expect(body).not.toContain('sign-ins fail from then on');
    });

    it.each([
      ['after the new one has signed', [current, next], [current, next]],
      ['where the other one has expired', [current, expired], [current]],
      ['where there is only one', [current], [current]],
    ])('nothing is left to do %s', async (_, keys, proven) => {
      const body = await doneWith(keys, proven);
      expect(body).not.toContain(heading);
      expect(body).not.toContain('class="new"');
      expect(body).toMatch(
        /The last certificate expires on <time[^>]*>[^<]*<\/time>. If you do nothing, sign-ins fail/,
      );
    });
  });

  it('goes by what runs, and not by a draft of another directory', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const browser = await openSetup(
      product().setup,
      customer,
      await makeLink(database().tables, customer, now),
    );
    const other = { ...valuesOf(customer), issuer: 'https://sts.windows.net/mallory/' };
    await browser.post('keep', hiddenFieldsOf(await browser.post('look', other), 'keep'));
    const next = { renewal: 'yes', how: 'values', certificate: inputKey.certificatePem };
    await browser.post('keep', hiddenFieldsOf(await browser.post('look', next), 'keep'));

    const { connection, draft } = await tenantOf(customer);
    expect(draft?.values).toMatchObject({ issuer: connection.issuer, loginUrl: connection.loginUrl });
    expect(draft?.values.trustedKeys).toHaveLength(connection.trustedKeys.length + 1);
  });

  it('is not offered to whoever may only look, nor where nothing was set up', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const link = await makeLink(database().tables, customer, now, { intent: 'inspect' });
    const onlooker = await openSetup(product().setup, customer, link);
    expect((await onlooker.get({ step: 'done' })).body).not.toContain('Renew certificate');
    const { browser } = await begun();
    expect(locationOf(await browser.get({ step: 'renew' }))).toContain('step=create');
  });

  it.each([
    ['another directory', { issuer: 'https://sts.windows.net/mallory/' }, 400],
    ['a login page elsewhere', { loginUrl: 'https://mallory.example/' }, 303],
    ['a logout page elsewhere', { logoutUrl: 'https://mallory.example/' }, 303],
    ['a key in the place of those that stand', {}, 303],
  ])('keeps no more than that, whatever a form of its own making says: %s', async (_, forged, status) => {
    const customer = await customerOf(product(), 'timetrack');
    const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
    const browser = await openSetup(product().setup, customer, link);
    const { issuer, loginUrl, trustedKeys } = customer.tenant.connection;
    const answer = await browser.post('keep', {
      issuer,
      loginUrl,
      key: inputKey.certificatePem,
      ...forged,
    });

    expect(answer.statusCode).toBe(status);
    const { draft } = await tenantOf(customer);
    const keys = [...trustedKeys, { kind: 'certificate', certificate: inputKey.certificate }];
    expect(draft?.values).toEqual(status === 303 ? { issuer, loginUrl, trustedKeys: keys } : undefined);
  });

  it('takes no metadata of another directory', async () => {
    const customer = await customerOf(product(), 'timetrack');
    const link = await makeLink(database().tables, customer, now, { intent: 'renew-certificate' });
    const browser = await openSetup(product().setup, customer, link);
    const document = Buffer.from(metadataDocument()).toString('utf8');
    const { statusCode, body } = await browser.post('look', { how: 'document', document });

    expect(statusCode).toBe(422);
    expect(body).toContain('belongs to a different directory');
  });
});
