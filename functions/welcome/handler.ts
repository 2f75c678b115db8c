import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../location.ts';
import { welcomeStep } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** GET /welcome. */
export const handler = endpoint(welcomeStep(deployment), {
  methods: ['GET'],
  refusalContext: (request) => contextOf(deployment.sites, request),
});
