import { beforeAll, describe, expect, it } from 'vitest';
import { originOf, productionSite } from '../../../shared/apps/site.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { parseToken } from '../../../shared/sign-in/grant/token-text.ts';
import { profileOf } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import { authorizeUrl, clientsIn, requestOf } from '../../harness/openid-client.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { clientId, loadBalancerClient } from '../../openid/clients.ts';

/** One client of each app, whose redirect names the tenant in its own way. */
const clients = {
  timetrack: loadBalancerClient(),
  trakstar: loadBalancerClient({
    id: clientId('client_BBBBBBBBBBBBBBBBBBBBBB'),
    app: 'trakstar',
    redirectUris: ['https://reviews.example.com/{tenant}/callback'],
  }),
} as const;

/** Twelve tenants over both apps. */
const places = (['timetrack', 'trakstar'] as const).flatMap((app) =>
  Array.from({ length: 6 }, (_, index) => ({ app, label: `${app} ${index + 1}` })),
);

type App = (typeof places)[number]['app'];
interface Place {
  readonly app: App;
  readonly customer: Customer;
  readonly cookies: readonly string[];
  readonly redirectUri: string;
}

useLog();
let product: Product;
let opened: readonly Place[];

beforeAll(async () => {
  const known = new Map<ClientId, OpenIdClient>(Object.values(clients).map((each) => [each.id, each]));
  product = productOver(memoryTables().tables, () => facts.now, undefined, { clients: clientsIn(known) });
  opened = await Promise.all(
    places.map(async ({ app }) => {
      const customer = await customerOf(product, app);
      const { cookies } = await signInAt(product, customer);
      const [template = ''] = clients[app].redirectUris;
      return { app, customer, cookies, redirectUri: template.replace('{tenant}', customer.tenant.id) };
    }),
  );
});

const at = (index: number) => opened[index] ?? expect.fail('no such tenant');
const originAt = ({ app, customer }: Place) => originOf(productionSite(profileOf(app)), customer.tenant.id);
const silent = { prompt: 'none' };
const pairs = places.flatMap((from, one) =>
  places.map((to, other) => [from.label, to.label, one, other] as const),
);

/** Returns the tenant whose session a code names; undefined where the answer has none. */
function tenantOfCode(location: string): string | undefined {
  const code = location === '' ? null : new URL(location).searchParams.get('code');
  return code === null ? undefined : parseToken(code)?.grant.tenant;
}

describe.each(pairs)('a session of %s, asked for %s', (_, __, from, to) => {
  it('at the tenant’s own host gets a code of no other tenant', async () => {
    const [mine, theirs] = [at(from), at(to)];
    const url = authorizeUrl(originAt(theirs), requestOf(clients[theirs.app], theirs.redirectUri, silent));
    const answer = await ask(product.authorize, { url, cookies: mine.cookies });
    expect(tenantOfCode(locationOf(answer))).toBe(from === to ? mine.customer.tenant.id : undefined);
  });

  it('at its own host gets no code for the other tenant’s redirect', async () => {
    const [mine, theirs] = [at(from), at(to)];
    const url = authorizeUrl(originAt(mine), requestOf(clients[theirs.app], theirs.redirectUri, silent));
    const answer = await ask(product.authorize, { url, cookies: mine.cookies });
    expect(tenantOfCode(locationOf(answer))).toBe(from === to ? mine.customer.tenant.id : undefined);
  });

  it('never gets a code where redirect and tenant= differ', async () => {
    const [mine, theirs] = [at(from), at(to)];
    const more = { ...silent, tenant: theirs.customer.tenant.id };
    const url = authorizeUrl(originAt(mine), requestOf(clients[mine.app], mine.redirectUri, more));
    const answer = await ask(product.authorize, { url, cookies: mine.cookies });
    expect(tenantOfCode(locationOf(answer))).toBe(from === to ? mine.customer.tenant.id : undefined);
  });
});
