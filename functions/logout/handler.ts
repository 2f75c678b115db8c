import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { openDeployment } from '../deployment.ts';
import { logoutEndpoint } from './endpoint.ts';

/** Answers GET and POST of an app’s Logout Url. */
export const handler = logoutEndpoint({
  ...openDeployment(process.env),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
