import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import { emptyConnection } from '../../shared/tenants/connection.ts';
import { type Answered, ask, withoutTrace } from '../harness/ask.ts';
import { customerOf } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { newTenantId } from '../harness/samples.ts';

describeWithDatabase('metadata', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const open = (url: string) => ask(product.metadata, { url });

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    it('names the values that the administrator enters in Entra', async () => {
      const { urls } = await customerOf(product, app);
      const answer = await open(urls.metadataUrl);

      expect([answer.statusCode, answer.headers?.['content-type']]).toEqual([
        200,
        'application/samlmetadata+xml',
      ]);
      expect(answer.body).toContain(`entityID="${urls.identifier}"`);
      expect(answer.body).toContain(`Location="${urls.replyUrl}"`);
      expect(answer.body).toContain(`Location="${urls.logoutUrl}"`);
    });

    it('is the same whatever host a header names', async () => {
      const { urls } = await customerOf(product, app);
      const forged = {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
      };
      const answer = await ask(product.metadata, { url: urls.metadataUrl, headers: forged });

      expect(answer.body).toBe((await open(urls.metadataUrl)).body);
      expect(answer.body).not.toContain('evil.example');
    });

    it('is that of no tenant where it is disabled or not there, after the same read', async () => {
      const { urls, tenant } = await customerOf(product, app, { connection: { state: 'disabled' } });
      const unknown = urls.metadataUrl.replace(tenant.id, newTenantId());
      for (const _ of ['first', 'second']) {
        const outcomes = [];
        for (const url of [urls.metadataUrl, unknown]) {
          let answer: Answered = {};
          const requests = await database().requestsOf(async () => {
            answer = await open(url);
          });
          outcomes.push([withoutTrace(answer), requests]);
        }
        expect(outcomes[0]).toEqual(outcomes[1]);
        expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'tenant-not-found' });
      }
    });
  });

  it('costs one request more for who shows a set-up session, whether it is disabled, to be set up or not there', async () => {
    const disabled = await customerOf(product, 'timetrack', { connection: { state: 'disabled' } });
    const draft = await customerOf(product, 'timetrack', { connection: emptyConnection });
    const costs: (readonly string[])[] = [];
    for (const name of [disabled.tenant.id, draft.tenant.id, newTenantId()]) {
      const url = disabled.urls.metadataUrl.replace(disabled.tenant.id, name);
      const cookies = [`__Host-setup=timetrack.${name}.AAAA-AAAA.0.${'A'.repeat(43)}`];
      costs.push(
        await database().requestsOf(async () => {
          expect((await ask(product.metadata, { url, cookies })).statusCode).toBe(404);
        }),
      );
    }
    expect(costs).toEqual(Array(3).fill(['GetItemCommand', 'BatchGetItemCommand']));
  });

  it('of Trakstar without a namespace is that of no tenant', async () => {
    expect((await open('https://perform.trakstar.com/auth/saml/metadata')).statusCode).toBe(404);
  });
});
