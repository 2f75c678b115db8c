import { endpoint } from '../../shared/http/endpoint.ts';
import { systemRandom } from '../../shared/http/secret.ts';
import { openDeployment } from '../deployment.ts';
import { contextOfEnding } from '../whereabouts.ts';
import { logoutStep } from './step.ts';

const deployment = openDeployment(process.env);

/** GET and POST of an app's Logout Url. */
export const handler = endpoint(logoutStep({ ...deployment, random: systemRandom }), {
  methods: ['GET', 'POST'],
  refusalContext: (request) => contextOfEnding(deployment.sites, request),
});
