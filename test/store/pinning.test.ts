import { describe, expect, it } from 'vitest';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newCertificate } from '../harness/samples.ts';
import { keyClaimsOver, thumbprintOf } from './key-claims-over.ts';

describeWithDatabase('the claims of keys', (database) => {
  const { store } = keyClaimsOver(database);

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
  });
});
