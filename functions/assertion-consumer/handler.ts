import { endpoint } from '../../shared/http/endpoint.ts';
import { systemRandom } from '../../shared/http/secret.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../whereabouts.ts';
import { readSignInLimits } from './limits.ts';
import { assertionConsumerStep } from './step.ts';

const deployment = openDeployment(process.env);
const limits = readSignInLimits(process.env);

/** POST of an app's Reply URL. */
export const handler = endpoint(assertionConsumerStep({ ...deployment, limits, random: systemRandom }), {
  methods: ['POST'],
  refusalEvent: 'sign-in.refused',
  refusalContext: (request) => contextOf(deployment.sites, request),
});
