import { endpoint } from '../../shared/http/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../whereabouts.ts';
import { signOutStep } from './step.ts';

const deployment = openDeployment(process.env);

/** POST /sign-out. */
export const handler = endpoint(signOutStep(deployment), {
  methods: ['POST'],
  refusalContext: (request) => contextOf(deployment.sites, request),
});
