import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

describeWithDatabase('returnTo', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    let customer: Customer;
    beforeAll(async () => {
      customer = await customerOf(product, app);
    });

    it.each(['/', '/reports/7', '/reports/7?x=1&y=2#z', '/a/%2e/b', '/x%0d%0aset-cookie:a=b', "/it's?q='"])(
      'leads to %s after the sign-in',
      async (returnTo) => {
        const { requestId, cookies } = await beginAt(product, customer.signOnUrl({ returnTo }));
        const form = formBody(customer.message(requestId));
        const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });

        expect([answer.statusCode, locationOf(answer)]).toEqual([303, returnTo]);
      },
    );

    it.each([
      '//evil.example',
      '///evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'https:evil.example',
      'https://evil.example/',
      '%2f%2fevil.example',
      '/%2fevil.example',
      '/%5cevil.example',
      '/.//evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      '/\t/evil.example',
      '\t//evil.example',
      '/a\r\nset-cookie: a=b',
      '/a\n',
      ' /a',
      'reports/7',
      '/"><script>alert(1)</script>',
      `//evil.example/${'a'.repeat(1_009)}`,
    ])('%j is refused before anything is begun', async (returnTo) => {
      let status: number | undefined;
      const requests = await database().requestsOf(async () => {
        const answer = await ask(product.signOn, { url: customer.signOnUrl({ returnTo }) });
        status = answer.statusCode;
        expect([answer.cookies, answer.headers?.['location']]).toEqual([[], undefined]);
        expect(answer.body).not.toMatch(/<script|evil\.example/);
      });

      expect([status, requests]).toEqual([400, []]);
      expect(log.decision()).toMatchObject({ event: 'sign-in.refused', problem: 'return-to-malformed' });
      expect(log.lines()).toHaveLength(1);
    });

    it.each([
      ['that is empty', ''],
      ['of 1,025 characters', `/${'a'.repeat(1_024)}`],
      ['of 1,025 characters to elsewhere', `//evil.example/${'a'.repeat(1_010)}`],
    ])('%s is left out: the person lands at the start', async (_, returnTo) => {
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl({ returnTo }));
      const form = formBody(customer.message(requestId));
      const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });

      expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/welcome']);
    });

    it('given twice is refused, empty or not', async () => {
      const url = `${customer.signOnUrl({ returnTo: '' })}&returnTo=`;

      expect((await ask(product.signOn, { url })).statusCode).toBe(400);
      expect(log.decision()['problem']).toBe('return-to-malformed');
    });

    it('given twice is refused', async () => {
      const url = `${customer.signOnUrl({ returnTo: '/a' })}&returnTo=%2Fb`;

      expect((await ask(product.signOn, { url })).statusCode).toBe(400);
      expect(log.decision()['problem']).toBe('return-to-malformed');
    });

    it('that Relay State names leads nowhere: it is a handle of ours', async () => {
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
      const form = formBody(customer.message(requestId), '//evil.example');
      const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });

      expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/welcome']);
    });
  });
});
