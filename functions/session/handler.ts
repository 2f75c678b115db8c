import { endpoint } from '../../shared/http/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../whereabouts.ts';
import { sessionStep } from './step.ts';

const deployment = openDeployment(process.env);

/** GET /session. */
export const handler = endpoint(sessionStep(deployment), {
  methods: ['GET'],
  problems: 'json',
  refusalContext: (request) => contextOf(deployment.sites, request),
});
