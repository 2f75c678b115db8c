import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openDeployment } from '../deployment.ts';
import { problemContextWithoutRetry } from '../location.ts';
import { logoutHandler } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** GET and POST of an app's Logout Url. */
export const handler = endpoint(logoutHandler({ ...deployment, random: systemRandom }), {
  methods: ['GET', 'POST'],
  problemContext: (request) => problemContextWithoutRetry(deployment.sites, request),
});
