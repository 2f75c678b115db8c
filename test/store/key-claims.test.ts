import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import type { Table } from '../../shared/store/table.ts';
import { dynamoDbKeyClaimStore } from '../../shared/tenants/keys/claims/key-claim-store.ts';
import { keyClaimNames, readKeyClaims } from '../../shared/tenants/keys/claims/key-claims.ts';
import { withoutProof, withSigner } from '../../shared/tenants/keys/proven-keys.ts';
import { thumbprintsOf } from '../../shared/tenants/keys/thumbprints.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import {
  type ChangeRules,
  type TenantStore,
  TenantStoreConflict,
} from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newCertificate, now, provenBy } from '../harness/samples.ts';

type Certificate = ReturnType<typeof newCertificate>;

function thumbprintOf({ certificate }: Certificate, algorithm: 'sha1' | 'sha256') {
  const thumbprint = createHash(algorithm).update(Buffer.from(certificate, 'base64')).digest('hex');
  return { kind: 'thumbprint', algorithm, thumbprint } as const;
}

/** A tenant of an app whose tenants share one Identifier; `proven` have signed for it, `more` it only trusts. */
const trakstar = (proven: readonly Certificate[], more: readonly TrustedKey[] = []) =>
  aTenant({
    app: 'trakstar',
    connection: { trustedKeys: [...proven, ...more], ...(proven.length > 0 ? provenBy(...proven) : {}) },
  });

const trusting = (...keys: TrustedKey[]) => trakstar([], keys);
const author = { by: 'maria', at: now };

describeWithDatabase('the claims of keys', (database) => {
  const store = (): TenantStore => dynamoDbTenantStore(database().tables.tenants);
  const claims = () => dynamoDbKeyClaimStore(database().tables.tenants);
  const find = async ({ app, id }: Tenant) => (await store().find(app, id)) ?? expect.unreachable();
  const changeKeys = ({ app, id }: Tenant, trustedKeys: readonly TrustedKey[], rules?: ChangeRules) =>
    store().change(
      app,
      id,
      author,
      (found) => ({ ...found, connection: { ...found.connection, trustedKeys } }),
      rules,
    );
  const prove = ({ app, id }: Tenant, { certificate }: Certificate, rules?: ChangeRules) =>
    store().change(
      app,
      id,
      author,
      (found) => ({ ...found, connection: withSigner(found.connection, certificate, now) }),
      rules,
    );
  const holderOf = async (tenant: Tenant) => (await claims().claimsOf(await find(tenant)))[0]?.holder;

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
      for (const guard of keyClaimNames('trakstar', old.connection.issuer, [
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
        const names = keyClaimNames('trakstar', first.connection.issuer, [thumbprintsOf(key.certificate)]);
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
  describe('whatever comes between two requests', () => {
    const key = newCertificate();

    /** `work` over a table at whose request number `at` something else is done first; how many requests there were. */
    async function interrupted(
      at: number,
      between: () => Promise<unknown>,
      work: (tenants: TenantStore) => Promise<unknown>,
    ): Promise<number> {
      const { tenants: table } = database().tables;
      let requests = 0;
      const counted = new Proxy(table, {
        get(target, name) {
          const method = target[name as keyof Table] as (...given: never[]) => unknown;
          if (name === 'query') return method.bind(target);
          return async (...given: never[]) => {
            if (requests === at) {
              requests += 1;
              await between();
            } else requests += 1;
            return method.apply(target, given);
          };
        },
      });
      await work(dynamoDbTenantStore(counted)).catch((error: unknown) => {
        if (!(error instanceof TenantStoreConflict)) throw error;
      });
      return requests;
    }

    /** What must be true of every tenant in the end: proven means claimed or another's, and no claim without a proof. */
    async function expectClaimsAsProven(tenants: readonly Tenant[]) {
      const names = keyClaimNames('trakstar', aTenant().connection.issuer, [thumbprintsOf(key.certificate)]);
      const owners = (await readKeyClaims(database().tables.tenants, names)).map(({ owner }) => owner);
      const proven: string[] = [];
      for (const { app, id } of tenants) {
        const found = await store().find(app, id);
        if (found !== undefined && (found.connection.provenKeys ?? []).length > 0) proven.push(id);
      }
      if (proven.length === 0) expect(owners).toEqual([]);
      else {
        expect(owners).toHaveLength(2);
        expect(new Set(owners).size).toBe(1);
        expect(proven).toContain(owners[0]);
      }
    }

    type Act = readonly [name: string, act: (tenants: TenantStore, tenant: Tenant) => Promise<unknown>];
    const proving: Act = [
      'a sign-in proves the key',
      (tenants, { app, id }) =>
        tenants.change(app, id, author, (found) => ({
          ...found,
          connection: withSigner(found.connection, key.certificate, now),
        })),
    ];
    const removing: Act = [
      'an operator removes the key',
      (tenants, { app, id }) =>
        tenants.change(app, id, author, (found) => ({
          ...found,
          connection: { ...found.connection, trustedKeys: [] },
        })),
    ];
    const removingTenant: Act = [
      'an operator removes the tenant',
      (tenants, { app, id }) => tenants.remove(app, id, author),
    ];
    const addingAgain: Act = [
      'an operator trusts it once more',
      (tenants, { app, id }) =>
        tenants.change(app, id, author, (found) => ({
          ...found,
          connection: { ...found.connection, trustedKeys: [key] },
        })),
    ];

    const pairs: readonly (readonly [Act, readonly Act[]])[] = [
      [proving, [removing]],
      [removing, [proving]],
      [proving, [removingTenant]],
      [removingTenant, [proving]],
      [proving, [removing, addingAgain]],
      [removing, [addingAgain, proving]],
      [proving, [proving]],
    ];
    it.each(
      pairs.map(([one, others]) => ({
        name: one[0],
        others: others.map(([name]) => name).join(', then '),
        work: one[1],
        acts: others,
      })),
    )('$name, and meanwhile: $others', async ({ work, acts: others }) => {
      for (let at = 0, requests = 1; at < requests; at += 1) {
        const isProvenBefore = work === removing[1] || work === removingTenant[1];
        const tenant = isProvenBefore ? trakstar([key]) : trusting(key);
        await store().add(tenant);
        const between = async () => {
          for (const [, other] of others) {
            await other(store(), tenant).catch((error: unknown) => {
              if (!(error instanceof TenantStoreConflict)) throw error;
            });
          }
        };
        requests = await interrupted(at, between, (tenants) => work(tenants, tenant));
        await expectClaimsAsProven([tenant]);
        await store().remove('trakstar', tenant.id);
        await expectClaimsAsProven([tenant]);
      }
    });

    it('a claim that is freed while its proof is being written is made again after it', async () => {
      // The key was removed and trusted again: the removal still frees what it finds while the next proof is under way.
      for (let at = 0, ended = false; !ended; at += 1) {
        const tenant = trakstar([key]);
        await store().add(tenant);
        const reached = Promise.withResolvers<void>();
        const gate = Promise.withResolvers<void>();
        const slow = new Proxy(database().tables.tenants, {
          get(target, name) {
            const method = target[name as keyof Table] as (...given: unknown[]) => unknown;
            return async (...given: unknown[]) => {
              const [item] = given as [{ readonly sortKey?: string }];
              if (name === 'put' && item.sortKey === 'tenant') {
                reached.resolve();
                await gate.promise;
              }
              return method.apply(target, given);
            };
          },
        });
        let proof: Promise<unknown> | undefined;
        const between = async () => {
          await addingAgain[1](store(), tenant);
          proof = proving[1](dynamoDbTenantStore(slow), tenant);
          await Promise.race([reached.promise, proof]);
        };
        ended = (await interrupted(at, between, (tenants) => removing[1](tenants, tenant))) <= at;
        gate.resolve();
        await proof;
        await expectClaimsAsProven([tenant]);
        await store().remove('trakstar', tenant.id);
      }
    });

    it('two tenants prove one key: one has it, and whoever comes second is told by activation alone', async () => {
      for (let at = 0, requests = 1; at < requests; at += 1) {
        const [one, other] = [trusting(key), trusting(key)];
        for (const tenant of [one, other]) await store().add(tenant);
        requests = await interrupted(
          at,
          () => prove(other, key),
          (tenants) => proving[1](tenants, one),
        );
        await expectClaimsAsProven([one, other]);
        for (const { id } of [one, other]) await store().remove('trakstar', id);
      }
    });
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
  });
});
