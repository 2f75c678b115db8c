import { appsOf } from '../../shared/apps/apps.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { cachedClientFinder } from '../../shared/openid/cached-client-finder.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { openTokenKeys } from '../../shared/openid/open-token-keys.ts';
import { openDeployment } from '../deployment.ts';
import { endSessionEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);
const clients = dynamoDbClientStore(deployment.tables.tenants, appsOf(deployment.sites));

/** Answers GET and POST of an OpenID client's request to end a session. */
export const handler = endSessionEndpoint({
  ...deployment,
  clients: cachedClientFinder(clients, { clock: () => new Date() }),
  tokenKeys: openTokenKeys(process.env),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
