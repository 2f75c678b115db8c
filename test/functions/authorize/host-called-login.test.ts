import { expect, it } from 'vitest';
import type { Site } from '../../../shared/apps/site.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { gallery } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import { authorizeUrl, clientsIn, requestOf } from '../../harness/openid-client.ts';
import { productOver } from '../../harness/product.ts';
import { clientId, loadBalancerClient } from '../../openid/clients.ts';

const sites: readonly Site[] = [
  { app: gallery.timetrack, origin: 'https://{tenant}.example.com' },
  { app: gallery.trakstar, origin: 'https://login.example.com' },
];
const callback = 'https://reports.example.net/callback';
const ofTenants = loadBalancerClient({ redirectUris: [callback] });
const ofLogin = loadBalancerClient({
  app: 'trakstar',
  id: clientId(`client_${'B'.repeat(22)}`),
  redirectUris: [callback],
});
useLog();

it('an issuer whose host is the own host of another app answers the clients of both', async () => {
  const clients = new Map<ClientId, OpenIdClient>([ofTenants, ofLogin].map((each) => [each.id, each]));
  const product = productOver(memoryTables().tables, () => facts.now, sites, { clients: clientsIn(clients) });
  const hosts = await Promise.all(
    [ofTenants, ofLogin].map(async (client) => {
      const { tenant } = await customerOf(product, client.app);
      const url = authorizeUrl(
        'https://login.example.com',
        requestOf(client, callback, { tenant: tenant.id }),
      );
      const { host } = new URL(locationOf(await ask(product.authorize, { url })));
      return [host, tenant.id];
    }),
  );
  const [[first, acme] = [], [second] = []] = hosts;
  expect([first, second]).toEqual([`${acme}.example.com`, 'login.microsoftonline.com']);
});
