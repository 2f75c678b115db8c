import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { openDeployment } from '../deployment.ts';
import { signOutEndpoint } from './endpoint.ts';

/** Answers POST /sign-out. */
export const handler = signOutEndpoint({
  ...openDeployment(process.env),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
