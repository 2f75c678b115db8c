import { endpoint } from '../../shared/http/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../whereabouts.ts';
import { welcomeStep } from './step.ts';

const deployment = openDeployment(process.env);

/** GET /welcome. */
export const handler = endpoint(welcomeStep(deployment), {
  methods: ['GET'],
  refusalContext: (request) => contextOf(deployment.sites, request),
});
