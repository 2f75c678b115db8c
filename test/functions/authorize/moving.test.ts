import { expect, it } from 'vitest';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { profileOf } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import { answeredAt, authorizeUrl, clientsIn, requestOf } from '../../harness/openid-client.ts';
import { productOver } from '../../harness/product.ts';
import { loadBalancerClient } from '../../openid/clients.ts';

const before = 'https://{tenant}.timetrackenterprise.com';
const after = 'https://{tenant}.time.example.com';
const app = profileOf('timetrack');
const sites = [before, after].map((origin) => ({ app, origin }));
const callback = 'https://app.example.com/callback';
const client = loadBalancerClient({ redirectUris: [callback] });
useLog();

it.each<[string, string | undefined, string]>([
  ['has not moved', undefined, before],
  ['has moved', after, after],
])(
  'while the app moves, a request for a tenant that %s goes to where it stands, with the issuer',
  async (_, standsAt, there) => {
    const product = productOver(memoryTables().tables, () => facts.now, sites, {
      clients: clientsIn(new Map<ClientId, OpenIdClient>([[client.id, client]])),
    });
    const { tenant } = await customerOf(product, 'timetrack', standsAt === undefined ? {} : { standsAt });
    for (const issuer of [before, after].map((origin) => origin.replace('{tenant}', 'login'))) {
      const url = authorizeUrl(issuer, requestOf(client, callback, { tenant: tenant.id }));
      const hop = await ask(product.authorize, { url });
      expect(new URL(locationOf(hop)).origin).toBe(there.replace('{tenant}', tenant.id));
      expect(answeredAt(locationOf(hop))['iss']).toBe(issuer);
      // The answer names the issuer that the client asked, wherever the tenant stands.
      const silent = await ask(product.authorize, { url: `${locationOf(hop)}&prompt=none` });
      expect(answeredAt(locationOf(silent))).toMatchObject({ error: 'login_required', iss: issuer });
    }
  },
);
