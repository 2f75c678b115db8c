import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openDeployment } from '../deployment.ts';
import { contextOfEnding } from '../location.ts';
import { logoutStep } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** GET and POST of an app's Logout Url. */
export const handler = endpoint(logoutStep({ ...deployment, random: systemRandom }), {
  methods: ['GET', 'POST'],
  refusalContext: (request) => contextOfEnding(deployment.sites, request),
});
