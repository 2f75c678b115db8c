import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TrustedKey } from '../../shared/saml/inbound/trust.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/dynamodb-tenant-store.ts';
import { claimGuards, heldGuards, releaseGuards } from '../../shared/tenants/guards.ts';
import type { TenantStore } from '../../shared/tenants/tenant-store.ts';
import { describeWithDatabase } from './database.ts';
import { aTenant, newCertificate, now } from './samples.ts';

type Certificate = ReturnType<typeof newCertificate>;

function thumbprintOf({ certificate }: Certificate, algorithm: 'sha1' | 'sha256') {
  const thumbprint = createHash(algorithm).update(Buffer.from(certificate, 'base64')).digest('hex');
  return { kind: 'thumbprint', algorithm, thumbprint } as const;
}

const trakstar = (...trustedKeys: TrustedKey[]) => aTenant({ app: 'trakstar', connection: { trustedKeys } });

describeWithDatabase('guards', (database) => {
  const store = (): TenantStore => dynamoDbTenantStore(database().tables.tenants);

  it.each<[string, (key: Certificate) => TrustedKey]>([
    ['the same certificate', (key) => key],
    ['its SHA-1 thumbprint', (key) => thumbprintOf(key, 'sha1')],
    ['its SHA-256 thumbprint', (key) => thumbprintOf(key, 'sha256')],
  ])('refuse a second tenant of a fixed Identifier that trusts %s for the same issuer', async (_, again) => {
    const key = newCertificate();
    const first = trakstar(key);
    const second = trakstar(newCertificate(), again(key));
    await store().add(first);
    await expect(store().add(second)).rejects.toMatchObject({ reason: 'guarded', otherTenant: first.id });
    expect(await store().find('trakstar', second.id)).toBeUndefined();
  });

  it('keep nothing of a refused tenant', async () => {
    const [free, taken] = [newCertificate(), newCertificate()];
    await store().add(trakstar(taken));
    await expect(store().add(trakstar(free, taken))).rejects.toMatchObject({ reason: 'guarded' });
    await expect(store().add(trakstar(free))).resolves.toBeUndefined();
  });

  it.each([
    ['a word', 'acme-ping'],
    ['by http', 'http://www.okta.com/exk1abcd2EFGH3ijk4l5'],
    ['with every separator', 'urn:a#b#guard#c'],
    ['of 1,024 characters', `urn:${'x'.repeat(1_020)}`],
    ['of 1,024 characters that take three bytes each', '\u6f22'.repeat(1_024)],
    ['of 512 characters that take four bytes each', '\u{20bb7}'.repeat(512)],
  ])('hold for an issuer %s', async (_, issuer) => {
    const key = newCertificate();
    const tenant = (exactly: string) => {
      const { connection, ...more } = trakstar(key);
      return { ...more, connection: { ...connection, issuer: exactly } };
    };
    await store().add(tenant(issuer));
    await expect(store().add(tenant(issuer))).rejects.toMatchObject({ reason: 'guarded' });
    await expect(store().add(tenant(`${issuer.slice(0, -2)}y`))).resolves.toBeUndefined();
  });

  it('allow the same key for another issuer', async () => {
    const key = newCertificate();
    const other = trakstar(key);
    await store().add(trakstar(key));
    const connection = { ...other.connection, issuer: 'https://sts.windows.net/another/' };
    await expect(store().add({ ...other, connection })).resolves.toBeUndefined();
  });

  it('do not concern an app whose Identifier is the tenant’s own', async () => {
    const connection = { trustedKeys: [newCertificate()] };
    await store().add(aTenant({ connection }));
    await expect(store().add(aTenant({ connection }))).resolves.toBeUndefined();
  });

  it('stay where the tenant is added a second time', async () => {
    const key = newCertificate();
    const tenant = trakstar(key);
    await store().add(tenant);
    await expect(store().add({ ...tenant, sessionLengthSeconds: 900 })).rejects.toMatchObject({
      reason: 'exists',
    });
    await expect(store().add(trakstar(key))).rejects.toMatchObject({ reason: 'guarded' });
  });

  it('let an add that was interrupted be repeated', async () => {
    const tenant = trakstar(newCertificate());
    await claimGuards(database().tables.tenants, tenant);
    await expect(store().add(tenant)).resolves.toBeUndefined();
  });

  it('of an add that was interrupted can be removed', async () => {
    const key = newCertificate();
    const tenant = trakstar(key);
    await claimGuards(database().tables.tenants, tenant);
    await expect(store().add(trakstar(key))).rejects.toMatchObject({ otherTenant: tenant.id });
    await expect.poll(() => store().remove('trakstar', tenant.id)).toBe(true);
    await expect(store().add(trakstar(key))).resolves.toBeUndefined();
  });

  it('are freed with the tenant', async () => {
    const key = newCertificate();
    const tenant = trakstar(key);
    await store().add(tenant);
    await store().remove('trakstar', tenant.id);
    await expect(store().add(trakstar(key))).resolves.toBeUndefined();
  });

  it('follow the keys of a tenant that is changed', async () => {
    const [before, after, taken] = [newCertificate(), newCertificate(), newCertificate()];
    const tenant = trakstar(before);
    const changeTo = (...trustedKeys: TrustedKey[]) =>
      store().change('trakstar', tenant.id, { by: 'maria', at: now }, (found) => ({
        ...found,
        connection: { ...found.connection, trustedKeys },
      }));
    await store().add(tenant);
    await store().add(trakstar(taken));
    await expect(changeTo(after, taken)).rejects.toMatchObject({ reason: 'guarded' });
    expect(await store().find('trakstar', tenant.id)).toEqual(tenant);
    await changeTo(after);
    await expect(store().add(trakstar(before))).resolves.toBeUndefined();
    await expect(store().add(trakstar(after))).rejects.toMatchObject({ reason: 'guarded' });
  });

  it('are kept where another change of the same tenant has claimed them meanwhile', async () => {
    const { tenants } = database().tables;
    const tenant = trakstar(newCertificate());
    const seen = await claimGuards(tenants, tenant);
    await claimGuards(tenants, tenant);
    await releaseGuards(tenants, tenant.id, seen);
    const held = await heldGuards(tenants, tenant.id, seen.keys());
    expect([...held.keys()].sort()).toEqual([...seen.keys()].sort());
  });

  describe('pinning', () => {
    it('writes the certificate beside the thumbprint that names it, once', async () => {
      const [key, other] = [newCertificate(), newCertificate()];
      const thumbprint = thumbprintOf(key, 'sha1');
      const tenant = aTenant({ connection: { trustedKeys: [other, thumbprint] } });
      await store().add(tenant);
      const pin = () => store().pinCertificate(tenant.app, tenant.id, thumbprint.thumbprint, key.certificate);
      expect(await pin()).toBe(true);
      const pinned = { ...thumbprint, pinned: key.certificate };
      expect((await store().find(tenant.app, tenant.id))?.connection.trustedKeys).toEqual([other, pinned]);
      expect(await pin()).toBe(false);
      expect((await store().history(tenant.app, tenant.id)).at(-1)).toMatchObject({
        by: 'sign-in',
        events: [{ kind: 'key-pinned', thumbprint: thumbprint.thumbprint.toUpperCase() }],
      });
    });

    it('lets one of 10 first sign-ins at once pin', async () => {
      const key = newCertificate();
      const { algorithm, thumbprint } = thumbprintOf(key, 'sha256');
      const trustedKeys = [{ kind: 'thumbprint', algorithm, thumbprint } as const];
      const { app, id } = aTenant();
      await store().add(aTenant({ app, id, connection: { trustedKeys } }));
      const pins = Array.from({ length: 10 }, () =>
        store().pinCertificate(app, id, thumbprint, key.certificate),
      );
      expect((await Promise.all(pins)).filter(Boolean)).toHaveLength(1);
    });

    it('refuses a certificate that the thumbprint does not name', async () => {
      const { thumbprint } = thumbprintOf(newCertificate(), 'sha1');
      const { app, id } = aTenant();
      const { certificate } = newCertificate();
      await expect(store().pinCertificate(app, id, thumbprint, certificate)).rejects.toThrow(RangeError);
    });

    it('adds no key to a tenant that does not have the thumbprint', async () => {
      const key = newCertificate();
      const tenant = aTenant();
      await store().add(tenant);
      const { thumbprint } = thumbprintOf(key, 'sha1');
      expect(await store().pinCertificate(tenant.app, tenant.id, thumbprint, key.certificate)).toBe(false);
      expect(await store().pinCertificate('trakstar', tenant.id, thumbprint, key.certificate)).toBe(false);
      expect(await store().find(tenant.app, tenant.id)).toEqual(tenant);
    });

    it('guards the whole certificate from then on', async () => {
      const key = newCertificate();
      const thumbprint = thumbprintOf(key, 'sha1');
      const tenant = trakstar(thumbprint);
      await store().add(tenant);
      expect(
        await store().pinCertificate('trakstar', tenant.id, thumbprint.thumbprint, key.certificate),
      ).toBe(true);
      const again = trakstar(thumbprintOf(key, 'sha256'));
      await expect(store().add(again)).rejects.toMatchObject({ reason: 'guarded', otherTenant: tenant.id });
    });

    it('refuses where another tenant trusts the certificate by its other thumbprint', async () => {
      const key = newCertificate();
      const thumbprint = thumbprintOf(key, 'sha1');
      const tenant = trakstar(thumbprint);
      await store().add(tenant);
      await store().add(trakstar(thumbprintOf(key, 'sha256')));
      expect(
        await store().pinCertificate('trakstar', tenant.id, thumbprint.thumbprint, key.certificate),
      ).toBe(false);
      expect(await store().find('trakstar', tenant.id)).toEqual(tenant);
    });
  });
});
