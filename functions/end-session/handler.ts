import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { openTokenKeys } from '../../shared/openid/open-token-keys.ts';
import { openDeployment } from '../deployment.ts';
import { openCachedClients } from '../open-clients.ts';
import { endSessionEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** Answers GET and POST of an OpenID client's request to end a session. */
export const handler = endSessionEndpoint({
  ...deployment,
  clients: openCachedClients(deployment),
  tokenKeys: openTokenKeys(process.env),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
