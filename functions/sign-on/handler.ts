import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { openDeployment } from '../deployment.ts';
import { contextOfSignOn } from './context.ts';
import { signOnStep } from './endpoint.ts';

const deployment = openDeployment(process.env);
const signingKeys = openSigningKeys(process.env);

/** GET of an app's Sign-on URL. */
export const handler = endpoint(signOnStep({ ...deployment, signingKeys, random: systemRandom }), {
  methods: ['GET'],
  refusalEvent: 'sign-in.refused',
  refusalContext: (request) => contextOfSignOn(deployment.sites, request),
});
