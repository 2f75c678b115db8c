import { appsOf } from '../../shared/apps/apps.ts';
import { type Site, tenantStandsInHost } from '../../shared/apps/site.ts';
import { type ClientId, parseClientId } from '../../shared/ids/client-id.ts';
import { hashOfSecret, newSecret } from '../../shared/ids/secret.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { issuerOf } from '../../shared/openid/issuer.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';

/** An OpenID client of the demonstration, and its secret, which ends with the run. */
export interface DemoClient {
  readonly issuer: string;
  readonly id: ClientId;
  readonly secret: string;
  readonly redirectUri: string;
}

/** Where a program of yours gets its code: most frameworks listen here. */
const redirectUri = 'http://localhost:3000/callback';

/** Registers one client for each app: a program at port 3000, or one at the hosts of its tenants. */
export function seedDemoClients(sites: readonly Site[], now: Date): Promise<readonly DemoClient[]> {
  const tables = openTables(createDynamoDbClient(), localTableNames);
  const clients = dynamoDbClientStore(tables.tenants, appsOf(sites));
  return Promise.all(
    sites.map(async (site) => {
      const id = parseClientId(`local-${site.app.id}`);
      if (id === undefined) throw new TypeError(`no client id: local-${site.app.id}`);
      const secret = newSecret();
      const atTenants = tenantStandsInHost(site) ? [`${site.origin}/oauth2/idpresponse`] : [];
      await clients.add(
        {
          app: site.app.id,
          id,
          displayName: 'For trying',
          authentication: 'secret',
          redirectUris: [redirectUri, ...atTenants],
          postLogoutRedirectUris: ['http://localhost:3000/'],
          secrets: [{ hash: hashOfSecret(secret), createdAt: now }],
        },
        { by: 'npm start', at: now },
      );
      return { issuer: issuerOf(sites, site), id, secret, redirectUri };
    }),
  );
}
