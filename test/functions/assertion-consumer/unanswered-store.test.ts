import { beforeAll, expect, it } from 'vitest';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asThumbprint } from '../../fixtures/trusted-key.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

/** Before Lambda ends the function, and the person with it: function-records.ts. */
const longBeforeTheEndMillis = 5_000;

const never = () => new Promise<never>(() => {});

describeWithDatabase('a store that answers no more once the session is made', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  it('keeps nobody from the session', async () => {
    const trust = { connection: { trustedKeys: [asThumbprint(signingKey())] } };
    const customer = await customerOf(product, 'timetrack', trust);
    const older = await signInAt(product, await customerOf(product, 'timetrack'));
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    const { tenants, flows } = database().tables;
    const silent = productOver({
      // The certificate cannot be pinned, the older session not be ended; the identity can be claimed and bound.
      tenants: {
        ...tenants,
        put: (item, change) =>
          String(item['sortKey']).startsWith('user-identity') ? tenants.put(item, change) : never(),
        update: (key, change) => (change.update.includes('identity') ? tenants.update(key, change) : never()),
      },
      flows: {
        ...flows,
        update: (key, change) =>
          change.update.includes('sessionHash') ? flows.update(key, change) : never(),
      },
    });

    const startedAt = performance.now();
    const answer = await ask(silent.assertionConsumer, {
      url: customer.urls.replyUrl,
      cookies: [...cookies, ...cookiesOf(older.answer)],
      form: formBody(customer.message(requestId)),
    });

    expect(answer.statusCode).toBe(303);
    expect(performance.now() - startedAt).toBeLessThan(longBeforeTheEndMillis);
    const events = log.lines().map(({ event }) => event);
    expect(events.slice(-3)).toEqual(['sign-in.accepted', 'fault', 'fault']);
    const session = await ask(product.session, { url: customer.at('/session'), cookies: cookiesOf(answer) });
    expect(session.statusCode).toBe(200);
  }, 15_000);
});
