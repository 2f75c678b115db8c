import { describe, expect, it } from 'vitest';
import type { Table } from '../../shared/store/table.ts';
import { keyClaimNames, readKeyClaims } from '../../shared/tenants/keys/claims/key-claims.ts';
import { withSigner } from '../../shared/tenants/keys/proven-keys.ts';
import { thumbprintsOf } from '../../shared/tenants/keys/thumbprints.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { type TenantStore, TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { apps } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newCertificate, now } from '../harness/samples.ts';
import { author, keyClaimsOver, trakstar, trusting } from './key-claims-over.ts';

describeWithDatabase('the claims of keys', (database) => {
  const { store, prove } = keyClaimsOver(database);

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
      await work(dynamoDbTenantStore(counted, apps)).catch((error: unknown) => {
        if (!(error instanceof TenantStoreConflict)) throw error;
      });
      return requests;
    }

    /** What must be true of every tenant in the end: proven means claimed or another's, and no claim without a proof. */
    async function expectClaimsAsProven(tenants: readonly Tenant[]) {
      const names = keyClaimNames(apps, 'trakstar', aTenant().connection.issuer, [
        thumbprintsOf(key.certificate),
      ]);
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
          proof = proving[1](dynamoDbTenantStore(slow, apps), tenant);
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
});
