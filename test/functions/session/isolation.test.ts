import { beforeAll, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { ask } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const appIds: readonly AppId[] = ['timetrack', 'trakstar'];

/** What a cookie and an address say of one customer. */
interface Member {
  readonly customer: Customer;
  readonly cookies: readonly string[];
}

describeWithDatabase('every session at every host, with every query', (database) => {
  useLog();
  let product: Product;
  const members: Member[] = [];

  beforeAll(async () => {
    product = productOver(database().tables);
    for (const app of appIds) {
      for (let count = 0; count < 3; count += 1) {
        // The last two of the second app have the names of the first two of the first one.
        const namesake = app === 'trakstar' && count > 0 ? members[count - 1]?.customer.tenant.id : undefined;
        const customer = await customerOf(product, app, namesake === undefined ? {} : { id: namesake });
        members.push({ customer, cookies: (await signInAt(product, customer)).cookies });
      }
    }
  });

  const queriesOf = ({ tenant: { app, id } }: Customer): readonly string[] => [
    '',
    `?app=${app}`,
    `?tenant=${id}`,
    `?namespace=${id}`,
    `?app=${app}&tenant=${id}`,
    `?app=${app}&tenant=${id}&namespace=${id}`,
  ];

  it('answers with the tenant of the cookie, and only where host and query allow it', async () => {
    let answered = 0;
    let asked = 0;
    for (const { customer: of, cookies } of members) {
      for (const { customer: at } of members) {
        for (const { customer: named } of members) {
          for (const query of queriesOf(named)) {
            asked += 1;
            const url = `${new URL(at.urls.replyUrl).origin}/session${query}`;
            const { statusCode, body = '' } = await ask(product.session, { url, cookies });
            if (statusCode !== 200) {
              expect([statusCode, Object.keys(JSON.parse(body))]).toEqual([401, ['error']]);
              continue;
            }
            answered += 1;
            const { app, tenant } = JSON.parse(body);
            expect([app, tenant]).toEqual([of.tenant.app, of.tenant.id]);
            if (at.tenant.app === 'timetrack') expect([app, tenant]).toEqual(['timetrack', at.tenant.id]);
            else if (app !== 'trakstar') expect(query).toContain('app=timetrack');
            if (query.includes('app=')) expect(app).toBe(named.tenant.app);
            // `namespace` is the parameter of Trakstar alone.
            const counts = app === 'trakstar' ? /tenant=|namespace=/ : /tenant=/;
            if (counts.test(query)) expect(tenant).toBe(named.tenant.id);
          }
        }
      }
    }
    expect(asked).toBe(6 * 6 * 6 * 6);
    expect(answered).toBeGreaterThan(60);
  });
});
