import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { openDeployment } from '../deployment.ts';
import { signOnProblemContext } from './context.ts';
import { signOnHandler } from './endpoint.ts';

const deployment = openDeployment(process.env);
const signingKeys = openSigningKeys(process.env);

/** GET of an app's Sign-on URL. */
export const handler = endpoint(signOnHandler({ ...deployment, signingKeys, random: systemRandom }), {
  methods: ['GET'],
  event: 'sign-in.refused',
  problemContext: (request) => signOnProblemContext(deployment.sites, request),
});
