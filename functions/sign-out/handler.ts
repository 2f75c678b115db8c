import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOfEnding } from '../location.ts';
import { signOutStep } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** POST /sign-out. */
export const handler = endpoint(signOutStep(deployment), {
  methods: ['POST'],
  refusalContext: (request) => contextOfEnding(deployment.sites, request),
});
