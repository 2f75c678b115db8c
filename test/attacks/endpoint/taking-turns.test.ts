import { expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { productOver } from '../../harness/product.ts';

const turns = 200;
const atOnce = 10;

// Two tenants of one certificate through one warm process: whatever it remembers of one must not serve the other.
describeWithDatabase('two tenants that take turns 200 times', (database) => {
  useLog();

  it.each<AppId>(['timetrack', 'trakstar'])('in %s are never taken for each other', async (app) => {
    const product = productOver(database().tables);
    const acme = await customerOf(product, app);
    const globex = await customerOf(product, app);

    /** Signs in at `own` in a browser that has begun at both, after `other` was tried with the same message. */
    async function slot(own: Customer, other: Customer): Promise<readonly unknown[]> {
      const begun = await beginAt(product, own.signOnUrl());
      const elsewhere = await beginAt(product, other.signOnUrl());
      const cookies = [...begun.cookies, ...elsewhere.cookies];
      const form = formBody(own.message(begun.requestId));
      const post = (to: Customer): Promise<Answered> =>
        ask(product.assertionConsumer, { url: to.urls.replyUrl, cookies, form });
      const [foreign, answer] = await Promise.all([post(other), post(own)]);
      const session = await ask(product.session, { url: own.at('/session'), cookies: cookiesOf(answer) });
      const { tenant, user } = JSON.parse(session.body ?? '{}');
      return [foreign.statusCode, foreign.cookies?.length, answer.statusCode, tenant, user?.id];
    }

    const outcomes: unknown[] = [];
    for (let begin = 0; begin < turns; begin += atOnce) {
      const batch = Array.from({ length: atOnce }, (_, index) =>
        index % 2 === 0 ? slot(acme, globex) : slot(globex, acme),
      );
      outcomes.push(...(await Promise.all(batch)));
    }

    const expected = (own: Customer) => [403, 0, 303, own.tenant.id, own.user.id];
    expect(outcomes).toEqual(
      Array.from({ length: turns }, (_, index) => expected(index % 2 === 0 ? acme : globex)),
    );
  });
});
