import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const newKey = signingKey({ name: 'the new directory' });

describeWithDatabase('after a move to another directory', (database) => {
  const log = useLog();
  let warm: Product;
  beforeAll(() => {
    warm = productOver(database().tables);
  });

  describe.each<AppId>(['timetrack', 'trakstar'])('a process that remembers %s as it was before', (app) => {
    /** A customer whom the process has just signed somebody in for, and who moved since. */
    async function moved(keepsOldKey: boolean) {
      const customer = await customerOf(warm, app);
      const { cookies, requestId } = await beginAt(warm, customer.signOnUrl());
      const oldIssuer = customer.tenant.connection.issuer;
      const newIssuer = `https://sts.windows.net/${randomUUID()}/`;
      const trustedKeys = [asCertificate(newKey), ...(keepsOldKey ? [asCertificate(signingKey())] : [])];
      // By another process, so that this one still remembers the old directory.
      await productOver(database().tables).deployment.tenants.change(
        app,
        customer.tenant.id,
        { by: 'maria', at: facts.now },
        (tenant) => ({ ...tenant, connection: { ...tenant.connection, issuer: newIssuer, trustedKeys } }),
      );
      expect(warm.deployment.tenants.peekCached(app, customer.tenant.id)?.connection.issuer).toBe(oldIssuer);
      const post = (issuer: string, key = newKey) => {
        const form = formBody(customer.message(requestId, { issuer }, { key }));
        return ask(warm.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
      };
      return { oldIssuer, newIssuer, post };
    }

    it.each([false, true])('signs people of the new one in (old key kept: %s)', async (keepsOldKey) => {
      const { newIssuer, post } = await moved(keepsOldKey);
      expect((await post(newIssuer)).statusCode).toBe(303);
    });

    it.each([false, true])(
      'names the new one alone to whoever comes from the old one (old key kept: %s)',
      async (keepsOldKey) => {
        const { oldIssuer, newIssuer, post } = await moved(keepsOldKey);
        const answer = await post(oldIssuer, signingKey());
        expect([answer.statusCode, cookiesOf(answer)]).toEqual([keepsOldKey ? 403 : 404, []]);
        if (!keepsOldKey) {
          expect(answer.body).not.toContain(oldIssuer);
          return;
        }
        expect(log.decision()).toMatchObject({
          problem: 'issuer-mismatch',
          expected: newIssuer,
          actual: oldIssuer,
        });
        expect(answer.body?.split(oldIssuer)).toHaveLength(2);
      },
    );

    it('never expects the old one of the new one, whose key was trusted before the move already', async () => {
      const { oldIssuer, newIssuer, post } = await moved(true);
      const answer = await post(newIssuer, signingKey());
      expect(answer.body ?? '').not.toContain(oldIssuer);
      expect(answer.statusCode).toBe(303);
    });
  });
});
