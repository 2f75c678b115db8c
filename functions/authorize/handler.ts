import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import { dynamoDbMailDomainStore } from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import { openDeployment } from '../deployment.ts';
import { openCachedClients } from '../open-clients.ts';
import { authorizeEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** Answers GET and POST of an OpenID client's authorization request. */
export const handler = authorizeEndpoint({
  ...deployment,
  clients: openCachedClients(deployment),
  grants: dynamoDbGrantStore(deployment.tables.flows),
  mailDomains: dynamoDbMailDomainStore(deployment.tables.tenants),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
