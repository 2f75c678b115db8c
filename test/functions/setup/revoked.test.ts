import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/store/table.ts';
import { valuesOf, withoutDraftOf } from '../../../shared/tenants/draft/draft.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { hiddenFieldsOf, type MadeLink, makeLink, openSetup } from './set-up.ts';

const { now } = facts;
const next = signingKey({ name: 'next' });

// Revoking is two writes, the link's and the draft's; so is keeping. Whoever comes second sees the first.
describeWithDatabase('a link that is revoked while its draft is written', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** As the operator's command does it. */
  async function revoke({ link }: MadeLink): Promise<void> {
    const { app, tenant, id } = link;
    await product.deployment.setupLinks.revoke(app, tenant, id, now);
    await product.deployment.tenants.change(app, tenant, { by: 'maria', at: now }, (each) =>
      withoutDraftOf(each, id),
    );
  }

  /** A product whose tenants' table has `between` done before its request number `at`. */
  function interrupted(at: number, between: () => Promise<void>) {
    let requests = 0;
    let isArmed = false;
    let wasInterrupted = false;
    const tenants = new Proxy(database().tables.tenants, {
      get(target, name) {
        const method = target[name as keyof Table] as (...given: never[]) => unknown;
        if (name === 'query') return method.bind(target);
        return async (...given: never[]) => {
          const number = isArmed ? requests : -1;
          if (isArmed) requests += 1;
          if (number === at) {
            isArmed = false;
            wasInterrupted = true;
            await between();
            isArmed = true;
          }
          return method.apply(target, given);
        };
      },
    });
    return {
      product: productOver({ ...database().tables, tenants }),
      arm: () => {
        isArmed = true;
      },
      wasInterrupted: () => wasInterrupted,
    };
  }

  describe.each(['keep', 'go', 'test'] as const)('by %s', (verb) => {
    it('has no draft left, whichever request it comes before', async () => {
      // The last run is the one that nothing comes between.
      for (let at = 0, ended = false; !ended; at += 1) {
        const customer = await customerOf(product, 'timetrack');
        const made = await makeLink(database().tables, customer, now);
        const faulty = interrupted(at, () => revoke(made));
        const browser = await openSetup(faulty.product.setup, customer, made);
        const { issuer, loginUrl } = customer.tenant.connection;
        const certificate = next.certificatePem;
        const shown = await browser.post('look', { how: 'values', issuer, loginUrl, certificate });
        const fields = {
          keep: hiddenFieldsOf(shown, 'keep'),
          go: { step: 'people' },
          test: { revision: '0' },
        }[verb];
        faulty.arm();
        await browser.post(verb, fields);
        ended = !faulty.wasInterrupted();
        const { app, id } = customer.tenant;
        const after = await product.deployment.tenants.findFresh(app, id);
        if (ended) {
          expect(at).toBeGreaterThan(4);
          expect(after?.draft?.link).toBe(made.link.id);
        } else expect(after?.draft).toBeUndefined();
        expect(after?.connection).toEqual(customer.tenant.connection);
      }
    });
  });

  it('is not activated by it, unless the write of that came first', async () => {
    for (let at = 0, ended = false; !ended; at += 1) {
      const customer = await customerOf(product, 'timetrack');
      const { app, id } = customer.tenant;
      const made = await makeLink(database().tables, customer, now);
      let wasActiveAlready = false;
      const faulty = interrupted(at, async () => {
        const found = await product.deployment.tenants.findFresh(app, id);
        wasActiveAlready = (found?.connection.trustedKeys.length ?? 0) > 1;
        await revoke(made);
      });
      const browser = await openSetup(faulty.product.setup, customer, made);
      const drafted = await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) => ({
        ...tenant,
        draft: {
          link: made.link.id,
          kind: 'renewal' as const,
          revision: 1,
          step: 'activate' as const,
          startedAt: now,
          values: {
            ...valuesOf(tenant.connection),
            trustedKeys: [{ kind: 'certificate' as const, certificate: next.certificate }],
          },
          test: {
            revision: 1,
            at: now,
            outcome: 'passed' as const,
            launch: 'page' as const,
            signer: { sha1: next.sha1Thumbprint, sha256: next.sha256Thumbprint },
            summary: '',
          },
        },
      }));
      expect(drafted.draft?.revision).toBe(1);
      faulty.arm();
      await browser.post('activate', { revision: '1' });
      ended = !faulty.wasInterrupted();
      const after = await product.deployment.tenants.findFresh(app, id);
      expect(after?.draft).toBeUndefined();
      expect((after?.connection.trustedKeys.length ?? 0) > 1).toBe(ended || wasActiveAlready);
      if (ended) expect(at).toBeGreaterThan(4);
    }
  });
});
