import { beforeAll, expect, it } from 'vitest';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

describeWithDatabase('a form that was damaged on its way', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  it.each<[string, (base64: string) => string]>([
    ['blanks where + was: the form was not percent-encoded', (base64) => base64],
    ['percent-encoded twice', (base64) => encodeURIComponent(encodeURIComponent(base64))],
    ['base64, encoded twice', (base64) => encodeURIComponent(Buffer.from(base64).toString('base64'))],
    [
      'line ends written as text',
      (base64) => encodeURIComponent(base64.replace(/.{76}/g, (line) => `${line}\\r\\n`)),
    ],
  ])('is refused, and the log says: %s', async (actual, damage) => {
    const customer = await customerOf(product, 'timetrack');
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    const message = customer.message(requestId);
    const base64 = Buffer.from(message).toString('base64');
    expect(base64).toContain('+');
    const url = customer.urls.replyUrl;
    const requests = await database().requestsOf(async () => {
      const answer = await ask(product.assertionConsumer, {
        url,
        cookies,
        form: `SAMLResponse=${damage(base64)}`,
      });
      expect([answer.statusCode, cookiesOf(answer)]).toEqual([400, []]);
    });

    expect(log.decision()).toMatchObject({ problem: 'base64-malformed', actual });
    expect(requests).toEqual([]);
    const form = `SAMLResponse=${encodeURIComponent(base64)}`;
    expect((await ask(product.assertionConsumer, { url, cookies, form })).statusCode).toBe(303);
  });
});
