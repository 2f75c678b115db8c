import { beforeAll, expect, it } from 'vitest';
import { productionSite } from '../../shared/apps/site.ts';
import { unreachableName } from '../../shared/apps/unreachable-name.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { gallery, profileOf } from '../fixtures/apps.ts';
import { ask } from '../harness/ask.ts';
import { customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';

const names = [
  'absent',
  'malformed',
  'undefined',
  'null',
  'constructor',
  'named',
  '0',
  'www',
  'a'.repeat(63),
];
const sites = Object.values(gallery).map(productionSite);

describeWithDatabase('a tenant of any name that the command takes', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  it.each<[AppId, string]>([
    ...names.map((name): [AppId, string] => ['timetrack', name]),
    ...[...names, 'latchkey'].map((name): [AppId, string] => ['trakstar', name]),
  ])('of %s: people sign in to %s and its other endpoints answer', async (app, name) => {
    const id = parseTenantId(name) ?? expect.unreachable();
    expect(unreachableName(sites, productionSite(profileOf(app)), id)).toBeUndefined();
    const customer = await customerOf(product, app, { id });
    const { answer, cookies } = await signInAt(product, customer);
    const session = await ask(product.session, { url: customer.at('/session'), cookies });
    const welcome = await ask(product.welcome, { url: customer.at('/welcome'), cookies });
    const metadata = await ask(product.metadata, { url: customer.urls.metadataUrl });

    expect(answer.statusCode).toBe(303);
    expect(JSON.parse(session.body ?? '')).toMatchObject({ app, tenant: name });
    expect([welcome.statusCode, metadata.statusCode]).toEqual([200, 200]);
  });
});
