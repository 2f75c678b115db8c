import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { openDeployment } from '../deployment.ts';
import { signOnEndpoint } from './endpoint.ts';

/** Answers GET of an app’s Sign-on URL. */
export const handler = signOnEndpoint({
  ...openDeployment(process.env),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
