import { describe, expect, it } from 'vitest';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { keyClaimNames, readKeyClaims } from '../../shared/tenants/keys/claims/key-claims.ts';
import { withoutProof } from '../../shared/tenants/keys/proven-keys.ts';
import { thumbprintsOf } from '../../shared/tenants/keys/thumbprints.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { apps } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newCertificate, provenBy } from '../harness/samples.ts';
import {
  author,
  type Certificate,
  keyClaimsOver,
  thumbprintOf,
  trakstar,
  trusting,
} from './key-claims-over.ts';

describeWithDatabase('the claims of keys', (database) => {
  const { store, find, changeKeys, prove, holderOf } = keyClaimsOver(database);

  describe('a key that a tenant only trusts', () => {
    it.each<[string, (key: Certificate) => TrustedKey]>([
      ['the same certificate', (key) => key],
      ['its SHA-1 thumbprint', (key) => thumbprintOf(key, 'sha1')],
      ['its SHA-256 thumbprint', (key) => thumbprintOf(key, 'sha256')],
    ])('keeps %s from nobody', async (_, again) => {
      const key = newCertificate();
      await store().add(trusting(key));
      const other = trusting(newCertificate());
      await store().add(trusting(again(key)));
      await store().add(other);
      await expect(
        changeKeys(other, [...other.connection.trustedKeys, again(key)], { refuse: 'trusting' }),
      ).resolves.toBeDefined();
    });

    it('is proven by the tenant whose directory signs with it, whoever listed it before', async () => {
      const key = newCertificate();
      const [lister, owner] = [trusting(key), trusting(key)];
      for (const tenant of [lister, owner]) await store().add(tenant);
      await prove(owner, key, { refuse: 'proving' });

      expect(await holderOf(lister)).toBe(owner.id);
      expect(await holderOf(owner)).toBeUndefined();
    });

    it('that an earlier release claimed blocks nothing, and its claim is replaced', async () => {
      const key = newCertificate();
      const [old, tenant] = [trusting(key), trusting(key)];
      await store().add(old);
      for (const guard of keyClaimNames(apps, 'trakstar', old.connection.issuer, [
        thumbprintsOf(key.certificate),
      ])) {
        const item = {
          partitionKey: guard,
          sortKey: 'guard',
          owner: old.id,
          claim: 'x',
          listKey: 'x',
          listEntry: guard,
        };
        await database().tables.tenants.put(item);
      }
      await store().add(tenant);
      await prove(tenant, key, { refuse: 'proving' });

      expect(await holderOf(old)).toBe(tenant.id);
    });
  });

  describe('a key that a tenant has proven', () => {
    it.each<[string, (key: Certificate) => TrustedKey]>([
      ['the same certificate', (key) => key],
      ['its SHA-1 thumbprint', (key) => thumbprintOf(key, 'sha1')],
      ['its SHA-256 thumbprint', (key) => thumbprintOf(key, 'sha256')],
    ])('is refused to an operator who adds %s to another tenant for the same issuer', async (_, again) => {
      const key = newCertificate();
      const [first, second] = [trakstar([key]), trusting(newCertificate(), again(key))];
      await store().add(first);
      await expect(store().add(second)).rejects.toMatchObject({ reason: 'guarded', otherTenant: first.id });
      expect(await store().find('trakstar', second.id)).toBeUndefined();

      const third = trusting(newCertificate());
      await store().add(third);
      await expect(changeKeys(third, [again(key)], { refuse: 'trusting' })).rejects.toMatchObject({
        reason: 'guarded',
        otherTenant: first.id,
      });
      expect(await find(third)).toEqual(third);
    });

    it('is trusted by another tenant all the same where nobody is told: by a refresh, and at activation', async () => {
      const key = newCertificate();
      const other = trusting(newCertificate());
      await store().add(trakstar([key]));
      await store().add(other);
      for (const rules of [undefined, { refuse: 'proving' } as const]) {
        await expect(changeKeys(other, [...other.connection.trustedKeys, key], rules)).resolves.toBeDefined();
      }
    });

    it('is refused to a link holder who proves it too, and to a sign-in it is not: the claim stays', async () => {
      const key = newCertificate();
      const [first, second] = [trakstar([key]), trusting(key)];
      await store().add({ ...second, connection: { ...second.connection, trustedKeys: [newCertificate()] } });
      await store().add(first);
      await changeKeys(second, [key]);
      await expect(prove(second, key, { refuse: 'proving' })).rejects.toMatchObject({
        reason: 'guarded',
        otherTenant: first.id,
      });
      expect((await find(second)).connection.provenKeys).toBeUndefined();
      await prove(second, key);
      expect((await find(second)).connection.provenKeys).toHaveLength(1);
      expect(await holderOf(second)).toBe(first.id);
      expect(await holderOf(first)).toBeUndefined();
    });

    it.each([
      ['a word', 'acme-ping'],
      ['by http', 'http://www.okta.com/exk1abcd2EFGH3ijk4l5'],
      ['with every separator', 'urn:a#b#guard#c'],
      ['of 1,024 characters', `urn:${'x'.repeat(1_020)}`],
      ['of 1,024 characters that take three bytes each', '\u6f22'.repeat(1_024)],
      ['of 512 characters that take four bytes each', '\u{20bb7}'.repeat(512)],
    ])('is claimed for an issuer %s, and for no other', async (_, issuer) => {
      const key = newCertificate();
      const tenant = (exactly: string) => {
        const { connection, ...more } = trakstar([key]);
        return { ...more, connection: { ...connection, issuer: exactly } };
      };
      await store().add(tenant(issuer));
      await expect(store().add(tenant(issuer))).rejects.toMatchObject({ reason: 'guarded' });
      await expect(store().add(tenant(`${issuer.slice(0, -2)}y`))).resolves.toBeUndefined();
    });

    it('is another key for another issuer', async () => {
      const key = newCertificate();
      const other = trusting(key);
      await store().add(trakstar([key]));
      const connection = { ...other.connection, issuer: 'https://sts.windows.net/another/' };
      await expect(store().add({ ...other, connection })).resolves.toBeUndefined();
    });

    it('does not concern an app whose Identifier is the tenant’s own', async () => {
      const key = newCertificate();
      const connection = { trustedKeys: [key], ...provenBy(key) };
      await store().add(aTenant({ connection }));
      await expect(store().add(aTenant({ connection }))).resolves.toBeUndefined();
    });

    it('is free once its tenant trusts it no more, has another issuer, releases it or is removed', async () => {
      const leaves: readonly (readonly [string, (tenant: Tenant, key: Certificate) => Promise<unknown>])[] = [
        ['no longer trusted', (tenant) => changeKeys(tenant, [newCertificate()])],
        [
          'another issuer',
          ({ app, id }) =>
            store().change(app, id, author, (found) => ({
              ...found,
              connection: { ...found.connection, issuer: 'https://sts.windows.net/another/' },
            })),
        ],
        [
          'released',
          ({ app, id }, key) =>
            store().change(app, id, author, (found) => ({
              ...found,
              connection: withoutProof(found.connection, key),
            })),
        ],
        ['removed', ({ app, id }) => store().remove(app, id)],
      ];
      for (const [, leave] of leaves) {
        const key = newCertificate();
        const first = trakstar([key]);
        await store().add(first);
        await leave(first, key);
        const names = keyClaimNames(apps, 'trakstar', first.connection.issuer, [
          thumbprintsOf(key.certificate),
        ]);
        expect(await readKeyClaims(database().tables.tenants, names)).toEqual([]);
        await expect(store().add(trusting(key))).resolves.toBeUndefined();
      }
    });

    it('says in the history when it was proven and when its claim was released', async () => {
      const key = newCertificate();
      const tenant = trusting(key);
      await store().add(tenant);
      await prove(tenant, key);
      await store().change('trakstar', tenant.id, author, (found) => ({
        ...found,
        connection: withoutProof(found.connection, key),
      }));
      const thumbprint = thumbprintsOf(key.certificate).sha1.toUpperCase();
      const events = (await store().history('trakstar', tenant.id)).flatMap((change) => change.events);
      expect(events).toEqual([
        { kind: 'tenant-added' },
        { kind: 'key-proof', thumbprint, became: 'proven' },
        { kind: 'key-proof', thumbprint, became: 'released' },
      ]);
    });
  });

  // A claim is a second item, so somebody may always come in between: at each request of one, the other does all of its.
});
