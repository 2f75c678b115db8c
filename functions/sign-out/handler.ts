import { endpoint } from '../../shared/http/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOfEnding } from '../whereabouts.ts';
import { signOutStep } from './step.ts';

const deployment = openDeployment(process.env);

/** POST /sign-out. */
export const handler = endpoint(signOutStep(deployment), {
  methods: ['POST'],
  refusalContext: (request) => contextOfEnding(deployment.sites, request),
});
