import { appsOf } from '../../shared/apps/apps.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { cachedClientFinder } from '../../shared/openid/cached-client-finder.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import { dynamoDbMailDomainStore } from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import { openDeployment } from '../deployment.ts';
import { authorizeEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);
const clients = dynamoDbClientStore(deployment.tables.tenants, appsOf(deployment.sites));

/** Answers GET and POST of an OpenID client's authorization request. */
export const handler = authorizeEndpoint({
  ...deployment,
  clients: cachedClientFinder(clients, { clock: () => new Date() }),
  grants: dynamoDbGrantStore(deployment.tables.flows),
  mailDomains: dynamoDbMailDomainStore(deployment.tables.tenants),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
